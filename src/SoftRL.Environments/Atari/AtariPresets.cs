namespace SoftRL.Environments;

/// <summary>
/// The preprocessing that published results used. Sources: OpenAI baselines (commit ea25b9e8) and Stable-Baselines3 (commit
/// 0851440), the same for all values they share; the Arcade Learning Environment 0.12.1 and Machado et al. 2018.
/// </summary>
/// <remarks>
/// <list type="table">
/// <listheader><term>option</term><description>dqn, a2c, v5</description></listheader>
/// <item><term><see cref="AtariOptions.NoOpMax"/></term><description>30, 30 (baselines), 0 (ALE v5: sticky actions instead)</description></item>
/// <item><term><see cref="AtariOptions.FrameSkip"/></term><description>4, 4 (baselines), 4 (ALE v5)</description></item>
/// <item><term><see cref="AtariOptions.MaxOverFrames"/></term><description>true, true (baselines), false (ALE v5 shows the last frame)</description></item>
/// <item><term><see cref="AtariOptions.StickyActionProbability"/></term><description>0, 0 (NoFrameskip-v4), 0.25 (ALE v5)</description></item>
/// <item><term><see cref="AtariOptions.EpisodicLives"/></term><description>true, true (baselines), false (ALE v5)</description></item>
/// <item><term><see cref="AtariOptions.FireReset"/></term><description>true, true (baselines), false (ALE v5)</description></item>
/// <item><term><see cref="AtariOptions.SignRewards"/></term><description>true, true (baselines), true (not part of ALE v5; agents' defaults expect it)</description></item>
/// <item><term><see cref="AtariOptions.StackedFrames"/></term><description>4, 4 (baselines), 4 (not part of ALE v5)</description></item>
/// <item><term><see cref="AtariOptions.StackStart"/></term><description>repeated (baselines' FrameStack), zeros (its VecFrameStack), repeated</description></item>
/// <item><term><see cref="AtariOptions.PictureSize"/></term><description>84, 84 (baselines), 84 (not part of ALE v5)</description></item>
/// <item><term><see cref="AtariOptions.ColorPictures"/></term><description>true, true (baselines), false (ALE's own grey)</description></item>
/// <item><term><see cref="AtariOptions.MaxFrames"/></term><description>108,000 everywhere (ALE)</description></item>
/// </list>
/// </remarks>
public static class AtariPresets
{
    private static readonly (string Name, AtariOptions Options)[] Named =
    [
        ("dqn", new AtariOptions
        {
            NoOpMax = 30,
            FrameSkip = 4,
            MaxOverFrames = true,
            StickyActionProbability = 0,
            EpisodicLives = true,
            FireReset = true,
            SignRewards = true,
            StackedFrames = 4,
            StackStart = FrameStackStart.Repeated,
            PictureSize = 84,
            ColorPictures = true,
            MaxFrames = 108_000,
        }),
        ("a2c", new AtariOptions
        {
            NoOpMax = 30,
            FrameSkip = 4,
            MaxOverFrames = true,
            StickyActionProbability = 0,
            EpisodicLives = true,
            FireReset = true,
            SignRewards = true,
            StackedFrames = 4,
            StackStart = FrameStackStart.Zeros,
            PictureSize = 84,
            ColorPictures = true,
            MaxFrames = 108_000,
        }),
        ("v5", new AtariOptions
        {
            NoOpMax = 0,
            FrameSkip = 4,
            MaxOverFrames = false,
            StickyActionProbability = 0.25,
            EpisodicLives = false,
            FireReset = false,
            SignRewards = true,
            StackedFrames = 4,
            StackStart = FrameStackStart.Repeated,
            PictureSize = 84,
            ColorPictures = false,
            MaxFrames = 108_000,
        }),
    ];

    /// <summary>What DQN was trained on: no-op starts, lives as episodes, games without sticky actions.</summary>
    public static AtariOptions Dqn => Find("dqn");

    /// <summary>What A2C and PPO were trained on: as <see cref="Dqn"/>, but a stack begins with zeros.</summary>
    public static AtariOptions A2c => Find("a2c");

    /// <summary>The games of the ids that end in -v5: sticky actions, whole games, nothing else at the start.</summary>
    public static AtariOptions V5 => Find("v5");

    /// <summary>Names for <see cref="Find"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Named.Select(preset => preset.Name)];

    /// <summary>The preset of a name.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <returns>The options.</returns>
    /// <exception cref="ArgumentException">There is no such preset; the message lists those there are.</exception>
    public static AtariOptions Find(string name)
    {
        foreach (var (known, options) in Named)
        {
            if (known == name)
            {
                return options;
            }
        }

        throw new ArgumentException($"There is no Atari preset '{name}'; there are {string.Join(", ", Names)}.", nameof(name));
    }
}
