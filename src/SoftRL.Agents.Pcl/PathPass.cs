using SoftRL.Core;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Pcl;

/// <summary>A network's answers for B steps, with gradient; tensors belong to the scope in which it was made.</summary>
internal sealed record PathPass
{
    /// <summary>ln π(·|s), <c>[B, A]</c>.</summary>
    public required Tensor LogPolicy { get; init; }

    /// <summary>V(s), <c>[B]</c>.</summary>
    public required Tensor Values { get; init; }

    /// <summary>V of each step's true successor, <c>[B]</c>; does not count where the step terminated.</summary>
    public required Tensor NextValues { get; init; }

    /// <summary>ln π(a|s) of the actions taken, <c>[B]</c>.</summary>
    public required Tensor TakenLogProbabilities { get; init; }

    /// <summary>ln(π/π̄) of the actions taken, <c>[B]</c>.</summary>
    public required Tensor TakenLogRatio { get; init; }

    /// <summary>KL(π‖π̄) at each state, <c>[B]</c>.</summary>
    public required Tensor Kl { get; init; }

    /// <summary>The figures of the update that used this pass; reads the device.</summary>
    public UpdateReport Report(Tensor loss, Tensor? valueLoss, TrainedNetwork trained, double learningRate)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        return new UpdateReport(
            loss.cpu().item<float>(), valueLoss?.cpu().item<float>(), Divergences.Entropy(LogPolicy).mean().cpu().item<float>(),
            Kl.mean().cpu().item<float>(), trained.LastGradientNorm, learningRate);
    }
}
