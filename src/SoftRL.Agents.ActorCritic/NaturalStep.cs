using SoftRL.Core;
using static TorchSharp.torch;

namespace SoftRL.Agents.ActorCritic;

/// <summary>One move of a policy's parameters by either regression: the natural gradient step, and damped Q regression.</summary>
/// <remarks>
/// Equations NG-3 and NG-6 to NG-9 of docs/math/natural-gradients.md. Borrows everything. Rows may be multiplied with the root of a weight of mean one, all of one row's
/// numbers alike, which makes the mean over rows a weighted one: an exact expectation, where the rows are all states and actions.
/// </remarks>
internal sealed record NaturalStep
{
    /// <summary>log π(a|s) of the batch at the parameters as they are, <c>[M]</c>, with graph; in the caller's scope.</summary>
    public required Func<Tensor> TakenLogProbabilities { get; init; }

    /// <summary>The parameters that the graph ends in, which are moved. Directions are vectors <c>[P]</c> of all of them, one after another and row by row.</summary>
    public required IReadOnlyList<Tensor> Parameters { get; init; }

    /// <summary>ρ, not negative.</summary>
    public required double Damping { get; init; }

    /// <summary>Conjugate-gradient iterations.</summary>
    public required int Iterations { get; init; }

    /// <summary>Largest predicted KL of a move, nats; positive, +∞ for none.</summary>
    public required double MaxKl { get; init; }

    /// <summary>Moves by <c>argmin ½‖Ψw − εA‖²/M + ½ρ‖w‖²</c>, shortened to the KL allowed.</summary>
    /// <param name="advantages">A of NG-4, <c>[M]</c>, reward units.</param>
    /// <param name="stepSize">ε, nats per reward unit, positive.</param>
    public void Regress(Tensor advantages, double stepSize)
    {
        using var scope = NewDisposeScope();
        using var scores = new ScoreProducts(TakenLogProbabilities(), Parameters);
        var step = NaturalGradient.Step(scores, advantages, stepSize, Damping, Iterations);
        Move(step * Shortening(scores, step));
    }

    /// <summary>Moves to (nearly) the minimum of <c>½E[(Q − Q̂)²]/τ² + ½ρ‖θ − θ_old‖²</c> with Q̂ = (1 − ε)Q_old + εŷ and Q = V + τ log(π/π̄), V held fixed.</summary>
    /// <param name="values">V(s), <c>[M]</c>, reward units.</param>
    /// <param name="takenLogPrior">log π̄(a|s), <c>[M]</c>; null for the counting measure.</param>
    /// <param name="targets">ŷ = V + τ·KL + Δ, <c>[M]</c>.</param>
    /// <param name="damping">ε, in (0, 1].</param>
    /// <param name="temperature">τ, positive.</param>
    /// <param name="rounds">Gauss–Newton rounds, positive. The first alone is <see cref="Regress"/> with step ε/τ.</param>
    public void RegressDampedQ(Tensor values, Tensor? takenLogPrior, Tensor targets, double damping, double temperature, int rounds)
    {
        using var scope = NewDisposeScope();
        Tensor? oldQ = null, moved = null;
        for (var round = 1; round <= rounds; round++)
        {
            using var inner = NewDisposeScope();
            var taken = TakenLogProbabilities();
            var constant = taken.detach();
            var q = DuelingHead.TakenQ(values, takenLogPrior is null ? constant : constant - takenLogPrior, temperature);
            oldQ ??= q.MoveToOuterDisposeScope();
            using var scores = new ScoreProducts(taken, Parameters);

            // With the way that lies behind added to what is left, each round solves for the whole way from θ_old, so that ρ always counts from there.
            var left = DampedQLoss.Targets(oldQ, targets, damping) - q;
            var errors = moved is null ? left : left.add(scores.Along(moved), temperature);
            var step = NaturalGradient.Step(scores, errors, 1 / temperature, Damping, Iterations);
            var shortening = Shortening(scores, step);
            step = step * shortening;
            if (moved is null)
            {
                // A shorter first step is a smaller ε: the rounds that follow refine that one.
                targets = (oldQ + ((targets - oldQ) * shortening)).MoveToOuterDisposeScope();
                Move(step);
            }
            else
            {
                Move(step - moved);
            }

            moved = step.MoveToOuterDisposeScope();
        }
    }

    /// <summary>min(1, √(2δ / E[(Ψw)²])): ½wᵀFw is the KL to second order.</summary>
    private Tensor Shortening(ScoreProducts scores, Tensor step) => (2 * MaxKl / scores.Along(step).square().mean()).sqrt().clamp_max(1);

    private void Move(Tensor step)
    {
        using var frozen = no_grad();
        long offset = 0;
        foreach (var parameter in Parameters)
        {
            parameter.add_(step.narrow(0, offset, parameter.numel()).view(parameter.shape));
            offset += parameter.numel();
        }
    }
}
