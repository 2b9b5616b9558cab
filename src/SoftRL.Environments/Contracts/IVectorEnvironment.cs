namespace SoftRL.Environments;

/// <summary>
/// N environments of one kind stepped together into contiguous float32 buffers, with automatic reset: what training and
/// evaluation see of environments, whether they live in this process (<see cref="VectorEnvironment"/>) or elsewhere.
/// </summary>
/// <remarks>
/// Where a step ends an episode the next one starts in the same call: <see cref="Observations"/> then holds its first
/// observation, <see cref="FinalObservations"/> the true successor of the step. The spans are views whose content changes
/// with each call. Not for use by several threads at once.
/// </remarks>
public interface IVectorEnvironment : IDisposable
{
    /// <summary>N, the number of environments.</summary>
    int Count { get; }

    /// <summary>The observation space of each environment, D = <see cref="ObservationSpace.Size"/> elements.</summary>
    ObservationSpace ObservationSpace { get; }

    /// <summary>The action space of each environment.</summary>
    ActionSpace ActionSpace { get; }

    /// <summary>The observation to act on next, <c>[N, D]</c> row-major: after the automatic reset.</summary>
    ReadOnlySpan<float> Observations { get; }

    /// <summary>Rewards of the last step, <c>[N]</c>.</summary>
    ReadOnlySpan<float> Rewards { get; }

    /// <summary>Ends of the last step, <c>[N]</c>.</summary>
    ReadOnlySpan<StepEnd> Ends { get; }

    /// <summary>
    /// Where <see cref="Ends"/> is not <see cref="StepEnd.None"/>, the observation after the last step of the episode that
    /// ended, <c>[N, D]</c> row-major; other rows hold older values.
    /// </summary>
    ReadOnlySpan<float> FinalObservations { get; }

    /// <summary>
    /// Where <see cref="Ends"/> is not <see cref="StepEnd.None"/> and <see cref="EpisodeLengths"/> is positive, the score of
    /// the episode that ended, <c>[N]</c>: the sum of rewards, or what an <see cref="IEpisodeRecord"/> says.
    /// </summary>
    ReadOnlySpan<float> EpisodeReturns { get; }

    /// <summary>
    /// Where <see cref="Ends"/> is not <see cref="StepEnd.None"/>, the steps of the episode that ended, <c>[N]</c>; 0 where
    /// the game goes on (an <see cref="IEpisodeRecord"/> says so: a life was lost).
    /// </summary>
    ReadOnlySpan<int> EpisodeLengths { get; }

    /// <summary>
    /// Whether <see cref="Load"/> continues bit for bit. When false (environments that cannot be saved, in another process),
    /// it continues with new episodes, whose seeds are those that come next.
    /// </summary>
    bool ExactSnapshots { get; }

    /// <summary>Starts every environment on the first episode of its seed, whatever was played before.</summary>
    /// <exception cref="EnvironmentException">An environment failed or broke its contract.</exception>
    void Reset();

    /// <summary>Steps every environment once, and starts the next episode where one ended; discrete actions.</summary>
    /// <param name="actions">One action per environment, <c>[N]</c>; copied.</param>
    /// <exception cref="ArgumentException">The number of actions is not N, or one is outside the action space; nothing was
    /// stepped.</exception>
    /// <exception cref="InvalidOperationException">The actions are not discrete; or there was no <see cref="Reset"/> before, or
    /// none since an error.</exception>
    /// <exception cref="EnvironmentException">An environment failed or broke its contract.</exception>
    void Step(ReadOnlySpan<int> actions);

    /// <summary>Steps every environment once, and starts the next episode where one ended; real-valued actions.</summary>
    /// <param name="actions">Action vectors, <c>[N, A]</c> row-major; copied.</param>
    /// <exception cref="ArgumentException">The number of coordinates is not N·A, or one is not finite; nothing was stepped.</exception>
    /// <exception cref="InvalidOperationException">The actions are discrete; or there was no <see cref="Reset"/> before, or none
    /// since an error.</exception>
    /// <exception cref="EnvironmentException">An environment failed or broke its contract.</exception>
    void Step(ReadOnlySpan<float> actions);

    /// <summary>Writes a snapshot; see <see cref="ExactSnapshots"/>.</summary>
    /// <param name="writer">Borrowed.</param>
    /// <exception cref="InvalidOperationException">There was no <see cref="Reset"/> before, or none since an error.</exception>
    void Save(BinaryWriter writer);

    /// <summary>Restores what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">Borrowed, at the position where <see cref="Save"/> began.</param>
    /// <exception cref="InvalidDataException">The snapshot is of other environments, or of another number of them.</exception>
    /// <exception cref="EndOfStreamException">The snapshot is too short.</exception>
    void Load(BinaryReader reader);

    /// <summary>What draws an environment; null when it cannot be drawn.</summary>
    /// <param name="index">0 … N − 1.</param>
    /// <returns>Draws the state to act on next: after an end, that of the new episode.</returns>
    IRenderable? Renderer(int index);
}
