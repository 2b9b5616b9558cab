using System.Runtime.CompilerServices;

// The move of nspg's policy is compared with exact solutions on its own; rollouts would hide it in noise.
[assembly: InternalsVisibleTo("SoftRL.Agents.ActorCritic.Tests")]
