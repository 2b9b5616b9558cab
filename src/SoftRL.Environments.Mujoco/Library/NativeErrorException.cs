namespace SoftRL.Environments.Mujoco;

/// <summary>MuJoCo reported an error in a <see cref="GuardedCall"/>.</summary>
#pragma warning disable CA1032, CA1064 // It never leaves this assembly.
internal sealed class NativeErrorException(string message) : Exception(message);
#pragma warning restore CA1032, CA1064
