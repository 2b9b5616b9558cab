using System.Text.Json.Nodes;
using SoftRL.Training;

namespace SoftRL.Agents.Dspg.Tests;

/// <summary>What the presets say, and that an option that is set wins.</summary>
public sealed class PresetTests
{
    [Fact]
    public void TheDefaultIsTheSetupOfThePaper()
    {
        // Shi, Song, Wu 2019, section 6.1 and appendix A.
        var (options, setup) = (new DspgOptions(), DspgSetup.Of(new DspgOptions()));
        setup.Should().Be(new DspgSetup
        {
            Temperature = 1, Samples = 64, Baseline = DspgBaseline.Temperature, LearningStarts = 100, Minibatches = 4, BatchSize = 100,
            ActorLearningRate = new Schedule.Constant(5e-5), CriticLearningRate = new Schedule.Constant(5e-4), Hidden = "512,512",
        });
        (options.Discount, options.TargetRate, options.ReplayCapacity, options.RewardScale).Should().Be((0.99, 0.01, 3_000_000, 5));
        (options.Activation, options.ScaleRule, options.MaxGradientNorm).Should().Be((Activation.Relu, ScaleRule.Sigmoid, 3));
    }

    [Theory]
    [InlineData("preset=light", "samples=9")]
    [InlineData("samples=9", "preset=light")]
    public void WhatIsSetWinsOverThePresetInEitherOrder(params string[] assignments)
    {
        var setup = DspgSetup.Of(OptionsBinder.Apply(new DspgOptions(), assignments));
        setup.Should().Be(DspgSetup.Of(new DspgOptions { Preset = DspgPreset.Light }) with { Samples = 9 });
        setup.Samples.Should().Be(9);
    }

    [Fact]
    public void EveryOptionOfAPresetCanBeSet()
    {
        string[] assignments =
            ["temperature=0.5", "samples=2", "baseline=leave-one-out", "learning-starts=3", "minibatches=5", "batch-size=7", "actor-learning-rate=0.1", "critic-learning-rate=0.2", "hidden=11"];
        var expected = new DspgSetup
        {
            Temperature = 0.5, Samples = 2, Baseline = DspgBaseline.LeaveOneOut, LearningStarts = 3, Minibatches = 5, BatchSize = 7,
            ActorLearningRate = new Schedule.Constant(0.1), CriticLearningRate = new Schedule.Constant(0.2), Hidden = "11",
        };
        foreach (var preset in Enum.GetValues<DspgPreset>())
        {
            DspgSetup.Of(OptionsBinder.Apply(new DspgOptions { Preset = preset }, assignments)).Should().Be(expected);
        }
    }

    [Fact]
    public void OptionsAtNoneSurviveJsonAndCanBeSetBackToNone()
    {
        var options = new DspgOptions { Preset = DspgPreset.Light, Samples = 3 };
        var json = OptionsBinder.ToJson(options);
        OptionsBinder.Apply(new DspgOptions(), (JsonObject)JsonNode.Parse(json.ToJsonString())!).Should().Be(options);
        OptionsBinder.Apply(options, ["samples=none"]).Should().Be(new DspgOptions { Preset = DspgPreset.Light });
    }
}
