namespace SoftRL.Benchmarks;

/// <summary>Things to measure that share what they work on.</summary>
/// <param name="items">Names and calls.</param>
/// <param name="owned">Released at the end.</param>
internal sealed class CaseGroup((string Name, Action Action)[] items, params IDisposable[] owned) : IDisposable
{
    public IReadOnlyList<(string Name, Action Action)> Items { get; } = items;

    public void Dispose()
    {
        foreach (var one in owned)
        {
            one.Dispose();
        }
    }
}
