using System.Runtime.InteropServices;
using SoftRL.Core;
using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.ActorCritic;

/// <summary>
/// A diagonal Gaussian policy in units of half the box around its centre; its draws are clipped to the box on the way to the environment, so ln π is that of the draw itself.
/// </summary>
internal sealed class GaussianSpgPolicy : ISpgPolicy
{
    private const double LowestLogScale = -5;
    private const double HighestLogScale = 2;

    private readonly BoxActions _box;
    private readonly string _reference;
    private readonly float _initialLogScale;
    private readonly Tensor _zeros;
    private readonly List<float> _draws = [];

    public GaussianSpgPolicy(SpgOptions options, AgentContext context, OptimizerSettings settings)
    {
        _box = context.RequireBox("spg");
        _reference = options.Reference is "uniform" or "entropy" or "gaussian"
            ? options.Reference
            : throw new OptionsException($"reference is '{options.Reference}'; allowed with real-valued actions: uniform, entropy, gaussian.");
        _initialLogScale = (float)options.InitialLogScale;
        var outputs = (2 * _box.Dimension) + 1;
        var shape = NetworkShape.For(options.Torso, context.Observation, LayerWidths.Parse(options.Hidden), outputs);
        // The first policy is nearly the same everywhere, the first values are of the order of the features.
        var gains = Enumerable.Repeat(0.01, outputs - 1).Append(1.0).ToArray();
        var random = new Xoshiro256(context.Seed);
        Trained = new TrainedNetwork(new FeedForwardNetwork(shape, gains, ref random, context.Device), settings);
        _zeros = zeros([_box.Dimension], dtype: ScalarType.Float32, device: context.Device).DetachFromDisposeScope();
    }

    public TrainedNetwork Trained { get; }

    // A normal number takes two uniform ones.
    public int DrawsPerAction => 2 * Dimension;

    private int Dimension => _box.Dimension;

    public void Act(Tensor observations, ref Xoshiro256 random, ActionRows actions) => Draw(observations, ref random, actions, remember: false);

    public void Explore(Tensor observations, ref Xoshiro256 random, ActionRows actions) => Draw(observations, ref random, actions, remember: true);

    public void ActGreedily(Tensor observations, ActionRows actions)
    {
        using var scope = NewDisposeScope();
        var output = Trained.Evaluate(observations);
        var vectors = actions.Vectors;
        for (var index = 0; index < vectors.Length; index++)
        {
            vectors[index] = ToBox(Finite(output[(index / Dimension * ((2 * Dimension) + 1)) + (index % Dimension)]), index % Dimension);
        }
    }

    public SpgPass Evaluate(RolloutBuffer rollout)
    {
        var output = Trained.Network.call(rollout.ObservationBatch);
        var values = output.select(1, 2 * Dimension);
        var mean = output.narrow(1, 0, Dimension);
        var logScale = LogScale(output);
        var draws = tensor(CollectionsMarshal.AsSpan(_draws).ToArray(), [rollout.Count, Dimension], device: output.device);
        var entropy = GaussianDivergences.Entropy(logScale);
        return new SpgPass(
            values,
            GaussianPolicies.LogProbability(draws, mean, logScale),
            Divergence(mean, logScale, entropy),
            entropy.detach(),
            SuccessorValues.Of(rollout, values.detach().view(rollout.Steps, rollout.Environments), batch => Trained.EvaluateColumn(batch, 2 * Dimension)));
    }

    public void Forget() => _draws.Clear();

    public void Dispose()
    {
        Trained.Dispose();
        _zeros.Dispose();
    }

    // The box has width 2 in the policy's units; what the Gaussian puts outside of it is not counted.
    private Tensor Divergence(Tensor mean, Tensor logScale, Tensor entropy) => _reference switch
    {
        "gaussian" => GaussianDivergences.KullbackLeibler(mean, logScale, _zeros, _zeros),
        "uniform" => (Dimension * Math.Log(2)) - entropy,
        _ => entropy.neg(),
    };

    private Tensor LogScale(Tensor output) => (output.narrow(1, Dimension, Dimension) + _initialLogScale).clamp(LowestLogScale, HighestLogScale);

    private void Draw(Tensor observations, ref Xoshiro256 random, ActionRows actions, bool remember)
    {
        using var scope = NewDisposeScope();
        var output = Trained.Evaluate(observations);
        var vectors = actions.Vectors;
        for (var index = 0; index < vectors.Length; index++)
        {
            var (row, column) = (index / Dimension * ((2 * Dimension) + 1), index % Dimension);
            var logScale = Math.Clamp(Finite(output[row + Dimension + column]) + _initialLogScale, LowestLogScale, HighestLogScale);
            var draw = (float)(Finite(output[row + column]) + (Math.Exp(logScale) * random.NextGaussian()));
            vectors[index] = ToBox(draw, column);
            if (remember)
            {
                _draws.Add(draw);
            }
        }
    }

    private float ToBox(float unit, int column)
    {
        var (low, high) = (_box.Low[column], _box.High[column]);
        return Math.Clamp(((low + high) / 2) + ((high - low) / 2 * unit), low, high);
    }

    private static float Finite(float value)
        => float.IsFinite(value) ? value : throw new DivergedException($"The policy gave {value}; the parameters have diverged.");
}
