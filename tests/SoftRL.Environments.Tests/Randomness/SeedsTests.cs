namespace SoftRL.Environments.Tests;

public sealed class SeedsTests
{
    /// <summary>Computed with integers of unlimited size from the documented formula.</summary>
    [Theory]
    [InlineData(0UL, "environments", 0UL, 0xde6fa2dd88d4c668UL)]
    [InlineData(42UL, "environment", 3UL, 0x58e979392b725d69UL)]
    [InlineData(ulong.MaxValue, "Ω", 1UL << 63, 0xf48a26e9690d2b2bUL)]
    public void AreTheDocumentedMix(ulong seed, string stream, ulong index, ulong expected) =>
        Seeds.Derive(seed, stream, index).Should().Be(expected);

    [Fact]
    public void DifferBetweenRunsStreamsAndIndices()
    {
        var seeds =
            from run in Enumerable.Range(0, 20)
            from stream in new[] { "environments", "exploration", "initialisation", "replay", "evaluation" }
            from index in Enumerable.Range(0, 100)
            select Seeds.Derive((ulong)run, stream, (ulong)index);
        seeds.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void AllocateNothing()
    {
        Allocations.Least(() => Seeds.Derive(2, "environments", 3)).Should().Be(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void RefuseAStreamWithoutAName(string? stream)
    {
        var derive = () => Seeds.Derive(1, stream!);
        derive.Should().Throw<ArgumentException>().WithParameterName(nameof(stream));
    }
}
