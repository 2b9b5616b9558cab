namespace SoftRL.Environments;

/// <summary>What one step of an environment gave, beside the observation.</summary>
/// <param name="Reward">Reward of the step, finite, in the environment's reward unit.</param>
/// <param name="End">Whether and how the step ended the episode.</param>
public readonly record struct StepResult(float Reward, StepEnd End);
