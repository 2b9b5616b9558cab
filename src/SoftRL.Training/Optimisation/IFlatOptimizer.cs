using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>An optimiser over one flat vector of parameters.</summary>
/// <remarks>Implementations borrow the <see cref="FlatParameters"/> and own their own state.</remarks>
public interface IFlatOptimizer : IDisposable
{
    /// <summary>Clips the gradient to a global norm and takes one step against it. The gradient itself is left as it was or scaled; zero it before the next backward.</summary>
    /// <param name="learningRate">Step size, finite and not negative.</param>
    /// <param name="maxGradientNorm">Largest Euclidean norm of the gradient, positive; +∞ for no clipping.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    void Step(double learningRate, double maxGradientNorm);

    /// <summary>Euclidean norm of the gradient of the last step before clipping. Reads the device when it is not the CPU.</summary>
    double LastGradientNorm { get; }

    /// <summary>The state to save, by name, in a fixed order; borrowed tensors owned by the optimiser.</summary>
    IReadOnlyList<(string Name, Tensor State)> State { get; }

    /// <summary>Steps taken so far; part of the state of those that correct their averages.</summary>
    long Steps { get; set; }
}
