using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Dspg.Tests;

/// <summary>What the tests of this project share: contexts, agents driven without a run directory, and expectations by quadrature.</summary>
internal static class Support
{
    public static readonly string[] Small = ["learning-starts=100", "train-every=4", "hidden=16", "batch-size=32", "samples=4", "replay-capacity=500"];

    public static readonly EnvironmentSpec Pendulum = EnvironmentCatalog.Find("Pendulum-v1");

    public static AgentContext Context(string environment = "Pendulum-v1", ulong seed = 1) => Context(EnvironmentCatalog.Find(environment), seed);

    public static AgentContext Context(EnvironmentSpec spec, ulong seed = 1, long runSteps = 1000)
        => new(spec.ObservationSpace, spec.ActionSpace, 2, CPU, seed, runSteps, _ => FixedReference.CountingMeasure());

    /// <summary>Collects from two environments and learns, without a run directory.</summary>
    /// <returns>The last update's figures.</returns>
    public static UpdateReport? Train(IAgent agent, EnvironmentSpec spec, int updates)
    {
        using var practice = new Practice(agent, spec, 2);
        return practice.Update(updates);
    }

    public static float[] Gradients(FlatParameters parameters) => parameters.Gradients.data<float>().ToArray();

    public static float[] Values(Tensor tensor) => tensor.detach().flatten().data<float>().ToArray();

    /// <summary>
    /// ∫ π(u|s) [Q(s, tanh u) − τ (ln π(u|s) − ln π₀(u))] du for every state and one coordinate, by the trapezoidal rule over ±8, where what is left out is below 1e-12 for σ ≤ 1;
    /// differentiable in the output of the network.
    /// </summary>
    /// <param name="output">μ and what gives σ, <c>[B, 2]</c>.</param>
    /// <param name="head">Reads the outputs.</param>
    /// <param name="q">Q of <c>[K·B, 1]</c> actions, rows in the order of the points.</param>
    /// <param name="temperature">τ.</param>
    /// <param name="priorScale">σ of the Gaussian π₀ before tanh; none for the Lebesgue measure of actions in [−1, 1].</param>
    public static Tensor SoftValues(Tensor output, SquashedGaussianHead head, Func<Tensor, Tensor> q, double temperature, double? priorScale)
    {
        const int Points = 4_001;
        const double Width = 16.0 / (Points - 1);
        var states = output.shape[0];
        var points = linspace(-8, 8, Points, dtype: ScalarType.Float32).view(-1, 1).repeat(1, states).reshape(-1, 1);
        var logSlope = 2 * (Math.Log(2) - points - (-2 * points).softplus(1, 40)).squeeze(-1);
        var logDensity = head.LogDensity(output, points) + logSlope;
        var logPrior = priorScale is { } scale ? (points.squeeze(-1).square() * (-0.5 / (scale * scale))) - Math.Log(scale) - (0.5 * Math.Log(2 * Math.PI)) : logSlope;
        var gain = q(points.tanh()) - ((logDensity - logPrior) * temperature);
        return (logDensity.exp() * gain * Width).view(Points, states).sum([0]);
    }
}
