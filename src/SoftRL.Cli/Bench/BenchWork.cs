namespace SoftRL.Cli;

/// <summary>A piece of work, and all who do it. Measured one after another, so that a slow minute of the machine falls on all of them.</summary>
/// <param name="Name">What is done, in words.</param>
/// <param name="Unit">What is counted per second: environment steps, or updates.</param>
/// <param name="Peers">Others who do it.</param>
/// <param name="Cases">Ours.</param>
internal sealed record BenchWork(string Name, string Unit, IReadOnlyList<BenchPeer> Peers, IReadOnlyList<BenchCase> Cases)
{
    /// <summary>Names of all measurements.</summary>
    public IEnumerable<string> Names => [.. Peers.Select(peer => peer.Name), .. Cases.Select(item => item.Name)];

    /// <summary>Keeps what a text is in: all of the work where its own name has it; a case with everything that it is compared with; peers alone.</summary>
    /// <param name="works">The works.</param>
    /// <param name="text">Part of a name, in any case; null keeps everything.</param>
    /// <returns>What is left of the works; works of which nothing is left are left out.</returns>
    public static IReadOnlyList<BenchWork> Filter(IReadOnlyList<BenchWork> works, string? text)
    {
        return text is null ? works : [.. works.Select(Narrow).Where(work => work.Names.Any())];

        bool Fits(string name) => name.Contains(text, StringComparison.OrdinalIgnoreCase);

        BenchWork Narrow(BenchWork work)
        {
            var cases = work.Cases.Where(item => Fits(item.Name)).ToArray();
            return Fits(work.Name) ? work : work with { Cases = cases, Peers = cases.Length > 0 ? work.Peers : [.. work.Peers.Where(peer => Fits(peer.Name))] };
        }
    }
}
