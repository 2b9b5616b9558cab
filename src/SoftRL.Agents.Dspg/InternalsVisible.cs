using System.Runtime.CompilerServices;

// What the targets and the gradient of one minibatch are has laws of its own; through a training run they could not be checked.
[assembly: InternalsVisibleTo("SoftRL.Agents.Dspg.Tests")]
