using System.Runtime.CompilerServices;

// The parts of softq-svgd (sampler, proposals) have laws of their own; through a training run they could not be checked one by one.
[assembly: InternalsVisibleTo("SoftRL.Agents.SoftQ.Tests")]
