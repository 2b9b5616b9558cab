namespace SoftRL.Environments;

/// <summary>
/// A single-agent environment with float32 observations: a seeded episode, stepped one action at a time.
/// </summary>
/// <typeparam name="TAction">
/// <see cref="int"/> for <see cref="DiscreteActions"/>, <see cref="ReadOnlySpan{T}"/> of <see cref="float"/> for
/// <see cref="BoxActions"/>.
/// </typeparam>
/// <remarks>
/// The contract, which <c>EnvironmentContract</c> of SoftRL.Testing checks:
/// <list type="bullet">
/// <item>An episode is a function of its seed and its actions alone: no draw comes from anywhere else, and nothing is
/// carried over from the episode before. Two environments reset with one seed and given the same actions agree bit for
/// bit.</item>
/// <item><see cref="Reset"/> and <see cref="Step"/> write every element of the observation; what the buffer held
/// before means nothing, and the environment keeps no reference to it.</item>
/// <item>Observations and rewards are finite and inside <see cref="ObservationSpace"/>.</item>
/// <item><see cref="Step"/> allocates no managed memory.</item>
/// <item>An instance is used by one thread at a time, not always the same one, and shares no mutable state with other
/// instances.</item>
/// </list>
/// Images (<see cref="SoftRL.Environments.ObservationSpace.ElementType"/> is <see cref="ElementType.UInt8"/>) are float32 here
/// too, each element a whole number 0 … 255: who stores them may store bytes, who feeds them to a network divides by 255.
/// </remarks>
public interface IEnvironment<TAction>
    where TAction : allows ref struct
{
    /// <summary>Shape, element type and bounds of an observation. The same object for the environment's life.</summary>
    ObservationSpace ObservationSpace { get; }

    /// <summary>The actions that <see cref="Step"/> takes. The same object for the environment's life.</summary>
    ActionSpace ActionSpace { get; }

    /// <summary>Starts an episode, abandoning a running one.</summary>
    /// <param name="seed">Every random draw of the episode comes from it.</param>
    /// <param name="observation">Receives the first observation; <see cref="ObservationSpace.Size"/> elements.</param>
    /// <exception cref="ArgumentException"><paramref name="observation"/> has the wrong length.</exception>
    void Reset(ulong seed, Span<float> observation);

    /// <summary>Takes one step.</summary>
    /// <param name="action">The action, inside <see cref="ActionSpace"/>.</param>
    /// <param name="observation">Receives the observation <em>after</em> the step, the true successor, also when the
    /// episode ended; <see cref="ObservationSpace.Size"/> elements.</param>
    /// <returns>The reward, and whether the episode ended.</returns>
    /// <exception cref="ArgumentException"><paramref name="action"/> is an index outside the action space (then an
    /// <see cref="ArgumentOutOfRangeException"/>), or a vector of the wrong length or with a NaN; whether a coordinate
    /// beyond its bounds is clipped or refused, each environment says. Or <paramref name="observation"/> has the wrong
    /// length.</exception>
    /// <exception cref="InvalidOperationException">No episode is running: before the first <see cref="Reset"/>, or
    /// after an end.</exception>
    StepResult Step(TAction action, Span<float> observation);

    /// <summary>Writes an exact snapshot: state, counters and generator. Everything that later steps depend on.</summary>
    /// <param name="writer">Borrowed.</param>
    void Save(BinaryWriter writer);

    /// <summary>
    /// Restores what <see cref="Save"/> of an environment built with the same options wrote; the episode continues bit
    /// for bit. The last observation is not part of the snapshot.
    /// </summary>
    /// <param name="reader">Borrowed, at the position where <see cref="Save"/> began.</param>
    /// <exception cref="InvalidDataException">The snapshot does not fit this environment.</exception>
    /// <exception cref="EndOfStreamException">The snapshot is too short.</exception>
    void Load(BinaryReader reader);
}
