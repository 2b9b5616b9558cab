// Is the gradient of your loss, on your network, the policy gradient? One call answers, here or in a test of any framework.
using SoftRL.Testing;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

const double temperature = 0.1;
using var scope = NewDisposeScope();
using var network = new GatedQ(observations: 6, actions: 4);
var observations = eye(6, dtype: ScalarType.Float64)[..4];
var options = new EquivalenceOptions { Temperature = temperature, Steps = 2, ReferencePolicy = [0.4, 0.3, 0.3, 0] };

// 1. A network of one's own under SoftRL's soft Q-learning loss: its gradient is τ·∇L_policy + ∇L_value.
Console.WriteLine(GradientEquivalence.Check(network, observations, options));

// 2. A loss of one's own, one number per sample: targets built by hand from the rollout, and detached.
Console.WriteLine(GradientEquivalence.Check(network, observations, OwnLoss, options));

// 3. The same loss with a mistake: the targets carry a gradient. In a test this exception is the failure message.
try
{
    GradientEquivalence.Check(network, observations, samples => 0.5 * (samples.TakenQ - OwnTargets(samples)).square(), options);
    return 1;
}
catch (GradientEquivalenceException mistake)
{
    Console.WriteLine(mistake.Message);
    return 0;
}

static Tensor OwnLoss(EquivalenceSamples samples) => 0.5 * (samples.TakenQ - OwnTargets(samples).detach()).square();

// y = r₀ + γ (r₁ − τ KL₁ + γ V₂), with no future after the end of an episode: equation (46) of the paper for n = 2.
static Tensor OwnTargets(EquivalenceSamples samples)
{
    var (terms, discount) = (samples.Rollout, 0.95);
    var second = terms.Rewards[1] - (temperature * terms.Kl![1]) + (discount * (1 - terms.Terminated[1]) * terms.NextValues[1]);
    return terms.Rewards[0] + (discount * (1 - terms.Terminated[0]) * second);
}

/// <summary>A Q-network of one's own: a hidden layer, gated.</summary>
internal sealed class GatedQ : nn.Module<Tensor, Tensor>
{
    private readonly Linear hidden;
    private readonly Linear gate;
    private readonly Linear q;

    public GatedQ(int observations, int actions)
        : base(nameof(GatedQ))
    {
        hidden = nn.Linear(observations, 8, dtype: ScalarType.Float64);
        gate = nn.Linear(observations, 8, dtype: ScalarType.Float64);
        q = nn.Linear(8, actions, dtype: ScalarType.Float64);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => q.call(hidden.call(input).tanh() * gate.call(input).sigmoid());
}
