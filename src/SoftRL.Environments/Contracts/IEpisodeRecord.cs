namespace SoftRL.Environments;

/// <summary>
/// Says what an episode came to where the rewards and ends that an agent sees are not the game's: clipped or scaled rewards,
/// an end at the loss of a life. Asked after a step that ended the agent's episode.
/// </summary>
public interface IEpisodeRecord
{
    /// <summary>Whether the game's own episode ended in the last step; when false there is nothing to report.</summary>
    bool EpisodeFinished { get; }

    /// <summary>Sum of the game's own rewards over its episode that ended.</summary>
    double EpisodeReturn { get; }

    /// <summary>Steps of that episode, as many as the agent took.</summary>
    int EpisodeLength { get; }
}
