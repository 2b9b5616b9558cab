using System.Runtime.CompilerServices;

// The parts of the agents (temperature, critics, noise, box) have laws of their own; through a training run they could not be checked one by one.
[assembly: InternalsVisibleTo("SoftRL.Agents.Sac.Tests")]
