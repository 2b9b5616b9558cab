using System.Globalization;

namespace SoftRL.Cli;

/// <summary>Where the time of agents goes: by phase, and by operation where the machine can tell.</summary>
/// <param name="scale">Which agents, and for how long.</param>
/// <param name="announce">Told of every measurement.</param>
/// <param name="cancellation">Ends the measurement.</param>
internal sealed class ProfileSections(CurveScale scale, Action<string> announce, CancellationToken cancellation)
{
    private const string Breakout = "MinAtar/Breakout-v1";
    private const string Pendulum = "Pendulum-v1";
    private const string Starts = "learning-starts=300";
    private const double SmallestShare = 0.015;

    // Seconds that starting and compiling take, left out of the samples.
    private const double Delay = 2;

    private static readonly LoopRequest[] s_requests =
    [
        Of("a2c", Breakout, 16), Of("softq", Breakout, 16), Of("spg", Breakout, 16), Of("nspg", Breakout, 16), Of("pcl", Breakout, 16, Starts), Of("pgq", Breakout, 16, Starts),
        Of("dqn", Breakout, 1, Starts, "random-actions=0.1"), Of("sac", Pendulum, 1, Starts), Of("ddpg", Pendulum, 1, Starts), Of("dspg", Pendulum, 1, Starts), Of("softq-svgd", Pendulum, 1, Starts),
    ];

    /// <summary>Measures.</summary>
    /// <returns>Two sections.</returns>
    public IReadOnlyList<CurveSection> Measure()
    {
        var requests = s_requests.Where(request => scale.Agents?.Contains(request.Agent) ?? true).Select(request => request with { Seconds = scale.ProfileSeconds }).ToArray();
        return [Phases(requests), Operations(requests)];
    }

    private static LoopRequest Of(string agent, string environment, int environments, params string[] assignments)
        => new(LoopKind.Phases) { Agent = agent, Environment = environment, Environments = environments, Assignments = assignments };

    private CurveSection Phases(LoopRequest[] requests)
    {
        var measured = requests.Select(request =>
        {
            var answer = request.Ask(cancellation);
            announce($"phases of {request.Agent}: {Figures.Count(answer["steps"] / request.Seconds)} steps/s");
            var seconds = PhaseLoop.Phases.Select(phase => answer[phase]).ToArray();
            return (request, Micros: 1e6 * seconds.Sum() / answer["steps"], Shares: (IReadOnlyList<double>)[.. seconds.Select(part => part / seconds.Sum())]);
        }).ToArray();
        const string Title = "Where the time goes, by phase";
        return new CurveSection(
            Title,
            $"Agents with their defaults on one thread, on {Breakout} with 16 environments (dqn: one) or on {Pendulum} with one; an update per step where there is replay. Agents that take the gradient of their rollout "
                + "as a whole are taken apart further; the others learn in one piece.",
            ["agent", "µs per step", .. PhaseLoop.Phases],
            [.. measured.Select(item => (string[])[item.request.Agent, Number(item.Micros), .. item.Shares.Select(Percent)])])
        {
            Picture = ("phases", new SharesChart(Title, PhaseLoop.Phases, [.. measured.Select(item => (item.request.Agent, item.Shares))]).ToSvg()),
        };
    }

    private CurveSection Operations(LoopRequest[] requests) => new(
        "Where the time goes, by operation",
        $"The same, sampled by perf: the outermost call into LibTorch, inside a backward pass the differentiated operation, else the part of the program. Shares below {Percent(SmallestShare)} are summed up.",
        ["agent", "shares of processor time"],
        [.. requests.Select(request => new[] { request.Agent, Operations(request) })]);

    private string Operations(LoopRequest request)
    {
        try
        {
            var shares = OperationProfile.Measure(request with { Seconds = Delay + scale.ProfileSeconds }, Delay, cancellation);
            announce($"operations of {request.Agent}: {shares[0].Operation} {Percent(shares[0].Share)}");
            var named = shares.Where(pair => pair.Share >= SmallestShare).ToArray();
            return string.Join(", ", named.Select(pair => $"{pair.Operation} {Percent(pair.Share)}").Append($"others {Percent(1 - named.Sum(pair => pair.Share))}"));
        }
        catch (NotMeasuredException exception)
        {
            announce($"operations of {request.Agent}: not measured: {exception.Message}");
            return $"not measured: {exception.Message}";
        }
    }

    private static string Percent(double share) => (100 * share).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    private static string Number(double value) => value.ToString(value < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);
}
