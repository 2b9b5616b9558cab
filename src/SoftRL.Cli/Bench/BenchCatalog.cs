namespace SoftRL.Cli;

/// <summary>Everything that <c>softrl bench</c> measures, and the ratios that it is to reach.</summary>
internal static class BenchCatalog
{
    private const string Breakout = "MinAtar/Breakout-v1";
    private const string Steps = "steps/s";

    private static readonly BenchPeer[] s_a2cLoop = Loop("a2c");
    private static readonly BenchPeer[] s_a2cBaselines = Baselines("a2c-minatar");
    private static readonly BenchCase[] s_a2c = OnPolicy("a2c", Breakout, 300_000);
    private static readonly BenchCase[] s_softq = OnPolicy("softq", Breakout, 300_000);

    // On CUDA it is reported as it is: nothing here is compared with it.
    private static readonly BenchPeer[] s_natureLoop = Loop("a2c-nature");
    private static readonly BenchCase[] s_nature = OnPolicy("a2c", RandomPictures.Id, 7_000);
    private static readonly BenchCase s_natureCuda = new("a2c", RandomPictures.Id, 16, 1, 60_000) { Device = "cuda" };

    private static readonly BenchPeer[] s_poleBaselines = Baselines("a2c-cartpole");
    private static readonly BenchCase[] s_poleA2c = OnPolicy("a2c", "CartPole-v1", 500_000);

    // As many random actions as most of a run has; the schedule's beginning has more. In fewer steps much of the time is the compiler's.
    private const string RandomActions = "random-actions=0.1";
    private static readonly BenchPeer[] s_dqnLoop = Loop("dqn");
    private static readonly BenchPeer[] s_dqnBaselines = Baselines("dqn-minatar");
    private static readonly BenchCase[] s_dqn = OffPolicy("dqn", Breakout, 15_000, RandomActions);
    private static readonly BenchCase[] s_poleDqn = OffPolicy("dqn", "CartPole-v1", 16_000, RandomActions);

    private static readonly BenchPeer[] s_sacLoop = Loop("sac");
    private static readonly BenchCase[] s_sac = OffPolicy("sac", "HalfCheetah-v4", 2_500);

    private static readonly BenchPeer[] s_pendulumBaselines = Baselines("sac-pendulum");
    private static readonly BenchCase[] s_pendulum = OffPolicy("sac", "Pendulum-v1", 2_500);

    /// <summary>All works.</summary>
    public static IReadOnlyList<BenchWork> Works { get; } =
    [
        new("a2c and softq on MinAtar Breakout, 16 environments, rollouts of 5", Steps, [.. s_a2cLoop, .. s_a2cBaselines], [.. s_a2c, .. s_softq]),
        new("a2c on CartPole, 16 environments, rollouts of 5", Steps, [.. s_poleBaselines, .. CleanRl("a2c-cartpole")], s_poleA2c),
        new("a2c on random pictures of 84x84x4, network of Mnih et al. 2015, 16 environments, rollouts of 5", Steps, s_natureLoop, [.. s_nature, s_natureCuda]),
        new("dqn on MinAtar Breakout, batch 32, an update per step", Steps, [.. s_dqnLoop, .. s_dqnBaselines], [.. s_dqn, .. Alone("dqn")]),
        new("dqn on CartPole, batch 32, an update per step", Steps, [], s_poleDqn),
        new("sac, 17 numbers in, 6 out, batch 256, an update per step", Steps, s_sacLoop, [.. s_sac, .. Alone("sac")]),
        new("sac on Pendulum, batch 256, an update per step", Steps, s_pendulumBaselines, s_pendulum),
    ];

    /// <summary>All goals.</summary>
    public static IReadOnlyList<BenchGoal> Goals { get; } =
    [
        .. OnMinAtar("a2c", s_a2c),
        .. OnMinAtar("softq", s_softq),
        Best("a2c on CartPole against Stable-Baselines3", s_poleA2c, s_poleBaselines, 4),
        .. AgainstLoop("a2c on pictures", s_nature, s_natureLoop, 0.85),
        .. AgainstLoop("dqn on MinAtar", s_dqn, s_dqnLoop, 0.85),
        .. AgainstLoop("dqn's updates alone", Alone("dqn"), s_dqnLoop, 0.85),
        Best("dqn on MinAtar against Stable-Baselines3", s_dqn, s_dqnBaselines, 2),
        new("dqn on CartPole against RLMatrix", Names(s_poleDqn), [], 5) { Recorded = ("RLMatrix: a recorded figure, not measured here and not scaled", 900) },
        .. AgainstLoop("sac on HalfCheetah", s_sac, s_sacLoop, 0.9),
        .. AgainstLoop("sac's updates alone", Alone("sac"), s_sacLoop, 0.9),
        Best("sac on Pendulum against Stable-Baselines3", s_pendulum, s_pendulumBaselines, 1.5),
    ];

    private static BenchPeer[] Loop(string task) =>
    [
        new(PeerKind.Floor, task, 1), new(PeerKind.Floor, task, 2), new(PeerKind.Floor, task, 2, Sleeping: true),
        new(PeerKind.Python, task, 1), new(PeerKind.Python, task, 2),
    ];

    private static BenchPeer[] Baselines(string task) => [new(PeerKind.Baselines, task, 1), new(PeerKind.Baselines, task, 2)];

    private static BenchPeer[] CleanRl(string task) => [new(PeerKind.CleanRl, task, 1)];

    private static BenchCase[] OnPolicy(string agent, string environment, long steps) =>
    [
        new(agent, environment, 16, 1, steps),
        new(agent, environment, 16, 2, steps),
        new(agent, environment, 16, 1, steps) { Shards = 2 },
    ];

    private static BenchCase[] OffPolicy(string agent, string environment, long steps, params string[] assignments) =>
    [
        new(agent, environment, 1, 1, steps, assignments) { LearningStarts = 300 },
        new(agent, environment, 1, 2, steps, assignments) { LearningStarts = 300 },
        new(agent, environment, 1, 1, steps, assignments) { LearningStarts = 300, Shards = 2 },
    ];

    private static BenchCase[] Alone(string agent) => [new(agent, null, 1, 1, 0), new(agent, null, 1, 2, 0), new(agent, null, 1, 1, 0) { Shards = 2 }];

    private static IEnumerable<BenchGoal> OnMinAtar(string agent, BenchCase[] cases) =>
    [
        new($"{agent} on MinAtar, 1 thread against the C++ loop's", Names(cases, threads: 1), Floors(s_a2cLoop, threads: 1), 0.85),
        new($"{agent} on MinAtar, 2 cores against the C++ loop's", Names(cases), Floors(s_a2cLoop, threads: 2), 1.15),
        Best($"{agent} on MinAtar against Stable-Baselines3", cases, s_a2cBaselines, 4),
    ];

    private static IEnumerable<BenchGoal> AgainstLoop(string name, BenchCase[] cases, BenchPeer[] loop, double ratio) =>
    [
        new($"{name}, 1 thread against the C++ loop's", Names(cases, threads: 1), Floors(loop, threads: 1), ratio),
        new($"{name}, 2 cores against the C++ loop's", Names(cases), Floors(loop, threads: 2), ratio),
    ];

    private static BenchGoal Best(string name, BenchCase[] cases, BenchPeer[] peers, double ratio) => new(name, Names(cases), [.. peers.Select(peer => peer.Name)], ratio);

    private static string[] Names(BenchCase[] cases, int? threads = null)
        => [.. cases.Where(item => threads is null || item.Threads * item.Shards == threads).Select(item => item.Name)];

    private static string[] Floors(BenchPeer[] peers, int threads)
        => [.. peers.Where(peer => peer.Kind == PeerKind.Floor && peer.Threads == threads).Select(peer => peer.Name)];
}
