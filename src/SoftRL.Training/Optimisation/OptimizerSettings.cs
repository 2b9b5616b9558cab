namespace SoftRL.Training;

/// <summary>How a network is optimised.</summary>
/// <param name="Kind">The optimiser.</param>
/// <param name="LearningRate">Step size over environment steps.</param>
/// <param name="Decay">RMSProp's α, or Adam's β₂.</param>
/// <param name="Epsilon">ε, inside the root for RMSProp, outside for Adam.</param>
/// <param name="MaxGradientNorm">Largest global norm of the gradient; +∞ for no clipping.</param>
/// <param name="RunSteps">Environment steps that the run plans; schedules over the whole run read it.</param>
public sealed record OptimizerSettings(OptimizerKind Kind, Schedule LearningRate, double Decay, double Epsilon, double MaxGradientNorm, long RunSteps)
{
    /// <summary>Makes the optimiser.</summary>
    /// <param name="parameters">What to optimise. Borrowed; must outlive the optimiser.</param>
    /// <returns>The optimiser, owned by the caller.</returns>
    public IFlatOptimizer Create(FlatParameters parameters) => Kind switch
    {
        OptimizerKind.RmsProp => new RmsProp(parameters, Decay, Epsilon),
        OptimizerKind.Adam => new Adam(parameters, beta2: Decay, epsilon: Epsilon),
        _ => throw new InvalidOperationException($"Unknown optimiser {Kind}."),
    };
}
