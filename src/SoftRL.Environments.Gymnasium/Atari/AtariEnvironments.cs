using System.Text.RegularExpressions;

namespace SoftRL.Environments.Gymnasium;

/// <summary>Atari games by id, with our own preprocessing around the frames of <c>ale_py</c>.</summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>id</term><description>preprocessing when none is given</description></listheader>
/// <item><term><c>Atari/Pong-v5</c></term><description><see cref="AtariPresets.V5"/>: actions stick with probability 0.25</description></item>
/// <item><term><c>Atari/PongNoFrameskip-v4</c></term><description><see cref="AtariPresets.Dqn"/>: actions do not stick</description></item>
/// <item><term><c>Atari/PongNoFrameskip-v0</c></term><description><see cref="AtariPresets.Dqn"/>, but actions stick with probability 0.25</description></item>
/// </list>
/// Names of games are those of Gymnasium: <c>SpaceInvaders</c>, <c>MsPacman</c>. The ids <c>Pong-v0</c> and <c>Pong-v4</c>, whose
/// frame skip is random, are not offered; <c>gym:Pong-v4</c> plays them as Gymnasium does.
/// </remarks>
public static partial class AtariEnvironments
{
    /// <summary>What ids begin with: <c>Atari/</c>.</summary>
    public const string Prefix = "Atari/";

    /// <summary>The game of an id such as <c>Atari/Pong-v5</c> or <c>Atari/PongNoFrameskip-v4</c>.</summary>
    /// <param name="id">An id.</param>
    /// <param name="preprocessing">How frames become observations and steps, taken as it is: the id then only names the game.
    /// That of the id when omitted.</param>
    /// <param name="options">Which Python and limits of time; the defaults when omitted.</param>
    /// <returns>The specification; null when the id does not begin with <see cref="Prefix"/>. The game's actions are learnt from a
    /// worker that is started and ended here; each environment made has a worker of its own.</returns>
    /// <exception cref="UnknownEnvironmentException">The id is of no such form, or there is no such game.</exception>
    /// <exception cref="EnvironmentUnavailableException">Python, <c>ale_py</c> or the game's ROM is not installed.</exception>
    /// <exception cref="EnvironmentException">The worker failed.</exception>
    public static EnvironmentSpec? TryFind(string id, AtariOptions? preprocessing = null, GymnasiumOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.StartsWith(Prefix, StringComparison.Ordinal)
            ? Find(id, preprocessing, (game, color) => AleFrameSource.Setup(game, id, color, options ?? new GymnasiumOptions()))
            : null;
    }

    internal static EnvironmentSpec Find(string id, AtariOptions? preprocessing, Func<string, bool, WorkerSetup> setupOf)
    {
        var parts = Form().Match(id);
        if (!parts.Success)
        {
            throw new UnknownEnvironmentException(
                $"There is no environment '{id}': ids of Atari games are Atari/GAME-v5, Atari/GAMENoFrameskip-v4 and Atari/GAMENoFrameskip-v0.");
        }

        var used = preprocessing ?? Preset(parts);
        var setup = setupOf(parts.Groups["game"].Value, used.ColorPictures);
        using var sample = new AtariEnvironment(new AleFrameSource(setup), used);
        return EnvironmentSpec.Of(
            id,
            $"The Atari game {parts.Groups["game"].Value}, preprocessed.",
            sample.ObservationSpace,
            sample.ActionSpace,
            () => new AtariEnvironment(new AleFrameSource(setup), used),
            used.MaxFrames / used.FrameSkip);
    }

    private static AtariOptions Preset(Match parts) => parts.Groups["version"].Value switch
    {
        "-v5" => AtariPresets.V5,
        "NoFrameskip-v0" => AtariPresets.Dqn with { StickyActionProbability = AtariPresets.V5.StickyActionProbability },
        _ => AtariPresets.Dqn,
    };

    [GeneratedRegex("^Atari/(?<game>[A-Za-z0-9]+?)(?<version>(?<!NoFrameskip)-v5|NoFrameskip-v0|NoFrameskip-v4)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
