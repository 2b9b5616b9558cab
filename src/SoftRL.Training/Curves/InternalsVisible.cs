using System.Runtime.CompilerServices;

// Ticks, smoothing and the rasteriser have laws of their own; through the finished pictures they could not be checked one by one.
[assembly: InternalsVisibleTo("SoftRL.Training.Tests")]

// The command line draws what training costs in the style of the learning curves.
[assembly: InternalsVisibleTo("softrl")]
