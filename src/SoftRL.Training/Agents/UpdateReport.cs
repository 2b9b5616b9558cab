namespace SoftRL.Training;

/// <summary>Figures of one update, for people.</summary>
/// <param name="Loss">The loss that was minimised, reward units squared or mixed as the agent defines it.</param>
/// <param name="ValueLoss">Half the mean squared error of the values, reward units squared; null when the agent has no separate one.</param>
/// <param name="Entropy">Mean entropy of the policy, nats; not a number when it has none.</param>
/// <param name="Kl">Mean KL divergence to the reference policy, nats; minus the entropy under the entropy convention.</param>
/// <param name="GradientNorm">Euclidean norm of the gradient before clipping.</param>
/// <param name="LearningRate">The step size used.</param>
/// <param name="Temperature">τ that the update used, reward units per nat; null when the agent does not say, as those whose temperature is an option.</param>
public sealed record UpdateReport(double Loss, double? ValueLoss, double Entropy, double Kl, double GradientNorm, double LearningRate, double? Temperature = null);
