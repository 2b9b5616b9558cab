using System.Globalization;
using System.Text.Json.Nodes;
using SoftRL.Core;

namespace SoftRL.Training.Tests;

public sealed class OptionsBinderTests
{
    private static readonly SampleOptions Defaults = new();

    [Fact]
    public void DescribesEveryOptionInTheOrderOfDeclaration()
    {
        var options = OptionsBinder.Describe(typeof(SampleOptions));

        options.Select(option => option.Key).Should().Equal(
            "discount", "learning-rate", "rollout-steps", "total-steps", "proper", "torso-kind", "hidden", "clip", "note");
        options[0].Should().Be(new OptionDescription(
            "discount", "Discount", typeof(double), "a number with a decimal point, such as 0.99 or 7e-4", "0.99",
            "Discount γ per environment step", "", "[0, 1]", "Mnih et al. 2016"));
        options[5].Allowed.Should().Be("one of mlp, min-atar");
        options[7].Default.Should().Be("none");
        options[7].Allowed.Should().EndWith(", or none");
    }

    [Fact]
    public void AppliesAssignmentsOfEveryType()
    {
        var options = OptionsBinder.Apply(Defaults, [
            "discount=0.5", "learning-rate=linear:7e-4:0", "rollout-steps=20", "total-steps=5e6", "proper=false", "torso-kind=min-atar",
            "hidden=32, 16", "clip=0.5", "note=a=b"]);

        options.Should().BeEquivalentTo(new SampleOptions
        {
            Discount = 0.5,
            LearningRate = new Schedule.Linear(7e-4, 0),
            RolloutSteps = 20,
            TotalSteps = 5_000_000,
            Proper = false,
            TorsoKind = SampleTorso.MinAtar,
            Hidden = [32, 16],
            Clip = 0.5,
            Note = "a=b",
        });
    }

    [Fact]
    public void LeavesTheOriginalAloneAndKeepsWhatIsNotSet()
    {
        var start = new SampleOptions { Discount = 0.9, Clip = 3 };

        var options = OptionsBinder.Apply(start, ["discount=0.5"]);

        start.Discount.Should().Be(0.9);
        options.Clip.Should().Be(3);
    }

    [Fact]
    public void TheLastAssignmentOfAKeyWins() =>
        OptionsBinder.Apply(Defaults, ["discount=0.1", "discount=0.2"]).Discount.Should().Be(0.2);

    [Fact]
    public void NoneClearsAnOptionThatAdmitsIt() =>
        OptionsBinder.Apply(new SampleOptions { Clip = 1, Note = "x" }, ["clip=none", "note=none"]).Should().BeEquivalentTo(Defaults);

    [Fact]
    public void WorksThroughObjectByTheTypeOfTheValue()
    {
        object options = Defaults;

        OptionsBinder.Apply(options, ["discount=0.5"]).Should().BeOfType<SampleOptions>().Which.Discount.Should().Be(0.5);
    }

    [Fact]
    public void IgnoresTheCultureOfTheThread()
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = comma;

            OptionsBinder.Apply(Defaults, ["discount=0.5"]).Discount.Should().Be(0.5);
            OptionsBinder.ToJson(Defaults)["discount"]!.ToJsonString().Should().Be("0.99");
            OptionsBinder.Describe(typeof(SampleOptions))[0].Default.Should().Be("0.99");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("learning-rat=1", "learning-rat", "'learning-rate'")]
    [InlineData("discont=1", "discont", "'discount'")]
    [InlineData("Discount=1", "Discount", "'discount'")]
    public void AnUnknownKeyIsRefusedWithTheNearestOne(string assignment, string key, string nearest)
    {
        var apply = () => OptionsBinder.Apply(Defaults, [assignment]);

        var refused = apply.Should().Throw<OptionsException>().WithMessage($"There is no option '{key}'; did you mean*{nearest}*Options: discount, *").Which;
        refused.Key.Should().Be(key);
    }

    [Theory]
    [InlineData("discount")]
    [InlineData("=1")]
    [InlineData("")]
    public void AnAssignmentWithoutAKeyAndAnEqualsSignIsRefused(string assignment)
    {
        var apply = () => OptionsBinder.Apply(Defaults, [assignment]);

        apply.Should().Throw<OptionsException>().WithMessage($"'{assignment}' sets nothing; write key=value*");
    }

    [Theory]
    [InlineData("discount=high", "*'high' cannot be read; allowed: a number*")]
    [InlineData("discount=0,5", "*'0,5' cannot be read*")]
    [InlineData("discount=", "*'' cannot be read*")]
    [InlineData("rollout-steps=2.5", "*'2.5' cannot be read; allowed: a whole number*")]
    [InlineData("rollout-steps=3000000000", "*allowed: a whole number up to 2147483647*")]
    [InlineData("proper=yes", "*allowed: true or false*")]
    [InlineData("torso-kind=resnet", "*allowed: one of mlp, min-atar*")]
    [InlineData("torso-kind=1", "*allowed: one of mlp, min-atar*")]
    [InlineData("hidden=64,x", "*allowed: a comma-separated list, each a whole number*")]
    [InlineData("learning-rate=linear:1", "*'linear:1' is no schedule; allowed:*")]
    [InlineData("rollout-steps=none", "*'none' cannot be read*")]
    public void AnUnreadableValueIsRefusedSayingWhatIsAllowed(string assignment, string message)
    {
        var apply = () => OptionsBinder.Apply(Defaults, [assignment]);

        apply.Should().Throw<OptionsException>().WithMessage(message)
            .WithMessage($"Option '{assignment.Split('=')[0]}': *").WithInnerException<FormatException>();
    }

    [Theory]
    [InlineData("discount=1.5", "Discount")]
    [InlineData("discount=NaN", "Discount")]
    [InlineData("discount=-Infinity", "Discount")]
    [InlineData("rollout-steps=0", "RolloutSteps")]
    [InlineData("learning-rate=NaN", "Value")]
    public void AValueOutOfRangeIsRefusedInTheRecordsOwnWords(string assignment, string parameter)
    {
        var apply = () => OptionsBinder.Apply(Defaults, [assignment]);

        apply.Should().Throw<OptionsException>().WithMessage($"Option '{assignment.Split('=')[0]}': {parameter} must be *")
            .WithInnerException<ArgumentOutOfRangeException>().WithParameterName(parameter);
    }

    [Fact]
    public void JsonHasKebabCaseKeysAndNativeValues() =>
        OptionsBinder.ToJson(Defaults with { Clip = 0.5 }).ToJsonString().Should().Be(
            """{"discount":0.99,"learning-rate":"0.0007","rollout-steps":5,"total-steps":500000,"proper":true,"torso-kind":"mlp","hidden":[64,64],"clip":0.5,"note":null}""");

    [Fact]
    public void JsonRoundTrips()
    {
        var options = new SampleOptions
        {
            Discount = 0.1 + 0.2,
            LearningRate = new Schedule.Linear(1e-3, 1e-5, 100),
            TotalSteps = 1L << 60,
            Proper = false,
            TorsoKind = SampleTorso.MinAtar,
            Hidden = [],
            Note = "naïve “quotes”",
        };

        var json = (JsonObject)JsonNode.Parse(OptionsBinder.ToJson(options).ToJsonString())!;

        OptionsBinder.Apply(Defaults, json).Should().BeEquivalentTo(options);
    }

    [Theory]
    [InlineData("""{"discont": 1}""", "There is no option 'discont'*")]
    [InlineData("""{"discount": 2}""", "Option 'discount': Discount must be *")]
    [InlineData("""{"discount": {"value": 2}}""", "Option 'discount': an object is no option value*")]
    [InlineData("""{"discount": [1, 2]}""", "Option 'discount': '1,2' cannot be read*")]
    [InlineData("""{"discount": null}""", "Option 'discount': 'none' cannot be read*")]
    public void BadJsonIsRefusedLikeABadAssignment(string json, string message)
    {
        var apply = () => OptionsBinder.Apply(Defaults, (JsonObject)JsonNode.Parse(json)!);

        apply.Should().Throw<OptionsException>().WithMessage(message);
    }

    [Fact]
    public void DifferencesAreListedInTheOrderOfDeclaration()
    {
        var other = Defaults with { Clip = 1, Discount = 0.5, Hidden = [64, 32] };

        OptionsBinder.Differences(Defaults, other).Should().Equal(
            new OptionDifference("discount", "0.99", "0.5"), new OptionDifference("hidden", "64,64", "64,32"), new OptionDifference("clip", "none", "1"));
        OptionsBinder.Differences(Defaults, other)[0].ToString().Should().Be("discount: 0.99, not 0.5");
    }

    [Fact]
    public void EqualOptionsDoNotDifferEvenWhenTheirListsAreDifferentObjects() =>
        OptionsBinder.Differences(Defaults, new SampleOptions { Hidden = [64, 64] }).Should().BeEmpty();

    [Fact]
    public void OptionsOfDifferentTypesCannotBeCompared()
    {
        var compare = () => OptionsBinder.Differences(Defaults, new UnannotatedOptions());

        compare.Should().Throw<ArgumentException>().WithParameterName("right");
    }

    [Fact]
    public void AnOptionWithoutADescriptionCannotBeDescribed()
    {
        var describe = () => OptionsBinder.Describe(typeof(UnannotatedOptions));

        describe.Should().Throw<ArgumentException>().WithMessage("UnannotatedOptions.Rate has no [Option*");
    }
}

public enum SampleTorso
{
    Mlp,
    MinAtar,
}

public sealed record SampleOptions
{
    [Option("Discount γ per environment step", Range = "[0, 1]", Source = "Mnih et al. 2016")]
    public double Discount { get; init => field = Require.Within(0, 1, value, nameof(Discount)); } = 0.99;

    [Option("Learning rate")]
    public Schedule LearningRate { get; init; } = new Schedule.Constant(7e-4);

    [Option("Steps between updates", Unit = "environment steps", Range = "positive")]
    public int RolloutSteps { get; init => field = Require.Positive(value, nameof(RolloutSteps)); } = 5;

    [Option("Length of the run", Unit = "environment steps")]
    public long TotalSteps { get; init; } = 500_000;

    [Option("Proper entropy gradient")]
    public bool Proper { get; init; } = true;

    [Option("Body of the network")]
    public SampleTorso TorsoKind { get; init; }

    [Option("Widths of the hidden layers")]
    public IReadOnlyList<int> Hidden { get; init; } = [64, 64];

    [Option("Largest gradient norm")]
    public double? Clip { get; init; }

    [Option("A remark")]
    public string? Note { get; init; }

    public double Computed => Discount * 2;
}

public sealed record UnannotatedOptions
{
    public double Rate { get; init; }
}
