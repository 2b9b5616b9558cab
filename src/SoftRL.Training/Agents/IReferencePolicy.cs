using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>π̄, the policy that an agent is kept close to. Several threads may ask at the same time.</summary>
public interface IReferencePolicy : IDisposable
{
    /// <summary>ln π̄(a|s) for a batch, without gradient.</summary>
    /// <param name="observations"><c>[B, …]</c> on the agent's device. Borrowed.</param>
    /// <returns>
    /// float32 <c>[A]</c> or <c>[B, A]</c>, nats, −∞ for masked actions; null for the counting measure (entropy convention). Either owned by this object (when <c>[A]</c>)
    /// or by the caller's scope (when <c>[B, A]</c>).
    /// </returns>
    Tensor? LogProbabilities(Tensor observations);

    /// <summary>0 for actions that π̄ allows and −∞ for those it never takes, float32 <c>[A]</c>, owned by this object; null when every action is allowed in every state.</summary>
    Tensor? Mask { get; }
}
