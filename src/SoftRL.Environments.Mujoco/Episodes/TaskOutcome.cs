namespace SoftRL.Environments.Mujoco;

/// <summary>What a step of a task came to, before rounding to float32.</summary>
internal readonly record struct TaskOutcome(double Reward, bool Terminated);
