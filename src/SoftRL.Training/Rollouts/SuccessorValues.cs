using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>V of the true successor of every step of a rollout.</summary>
public static class SuccessorValues
{
    /// <summary>The next row's value, the last row's from one more pass, and that of the final observation where an episode was truncated.</summary>
    /// <param name="rollout">The rollout. Borrowed.</param>
    /// <param name="values">V of its observations, float32 <c>[T, N]</c>, without gradient. Borrowed.</param>
    /// <param name="valueOf">V, <c>[B]</c>, of a batch of observations <c>[B, …]</c>.</param>
    /// <returns><c>[T, N]</c> without gradient, owned by the caller's scope. Where an episode terminated the value is that of the next one's start, and does not count.</returns>
    public static Tensor Of(RolloutBuffer rollout, Tensor values, Func<Tensor, Tensor> valueOf)
    {
        ArgumentNullException.ThrowIfNull(rollout);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(valueOf);
        using var frozen = no_grad();
        var last = valueOf(rollout.ObservationsAt(rollout.Steps)).view(1, rollout.Environments);
        var next = rollout.Steps == 1 ? last : cat([values.narrow(0, 1, rollout.Steps - 1), last], 0);
        if (rollout.TruncatedRows.Count == 0)
        {
            return next;
        }

        var finals = valueOf(rollout.TruncatedObservations());
        var rows = tensor(rollout.TruncatedRows.Select(row => (long)row).ToArray(), device: finals.device);
        return next.flatten().index_copy(0, rows, finals).view(rollout.Steps, rollout.Environments);
    }
}
