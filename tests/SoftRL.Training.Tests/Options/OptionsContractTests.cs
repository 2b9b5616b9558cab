using SoftRL.Core;

namespace SoftRL.Training.Tests;

public sealed class OptionsContractTests
{
    [Fact]
    public void AWellFormedRecordHasNoViolations() => OptionsContract.Violations(typeof(SampleOptions)).Should().BeEmpty();

    [Fact]
    public void EveryOptionsRecordOfThisAssemblyHasNoViolations()
    {
        var records = typeof(Schedule).Assembly.GetExportedTypes()
            .Where(type => type.GetProperties().Any(property => property.IsDefined(typeof(OptionAttribute), inherit: false)));

        records.SelectMany(OptionsContract.Violations).Should().BeEmpty();
    }

    [Fact]
    public void EveryViolationIsNamed() => OptionsContract.Violations(typeof(BadOptions)).Should().Equal(
        "BadOptions is not a sealed record.",
        "BadOptions.Rate has no [Option] with a description.",
        "BadOptions.Settable is not init-only.",
        "BadOptions.Anything is of type Object, which has no text form.",
        "BadOptions.Positive refuses its own default: Positive must be finite and positive; it is -1. (Parameter 'Positive')" + Environment.NewLine + "Actual value was -1.");

    [Fact]
    public void ARecordThatCannotBeCreatedIsNamed() => OptionsContract.Violations(typeof(PositionalOptions)).Should()
        .Equal("PositionalOptions has no public constructor without parameters.");

    public record BadOptions
    {
        public double Rate { get; init; }

        [Option("Can be set at any time")]
        public int Settable { get; set; }

        [Option("Refuses its default")]
        public double Positive { get; init => field = Require.Positive(value, nameof(Positive)); } = -1;

        [Option("No text form")]
        public object? Anything { get; init; }
    }

    public sealed record PositionalOptions([property: Option("A rate")] double Rate);
}
