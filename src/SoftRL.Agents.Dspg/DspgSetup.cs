using SoftRL.Training;

namespace SoftRL.Agents.Dspg;

/// <summary>The values of the options that a preset decides.</summary>
internal sealed record DspgSetup
{
    private static readonly DspgSetup s_paper = new()
    {
        Temperature = 1, Samples = 64, Baseline = DspgBaseline.Temperature, LearningStarts = 100, Minibatches = 4, BatchSize = 100,
        ActorLearningRate = new Schedule.Constant(5e-5), CriticLearningRate = new Schedule.Constant(5e-4), Hidden = "512,512",
    };

    private static readonly DspgSetup s_light = new()
    {
        Temperature = 0.25, Samples = 16, Baseline = DspgBaseline.LeaveOneOut, LearningStarts = 1_000, Minibatches = 1, BatchSize = 64,
        ActorLearningRate = new Schedule.Constant(1e-3), CriticLearningRate = new Schedule.Constant(1e-3), Hidden = "256,256",
    };

    public required double Temperature { get; init; }

    public required int Samples { get; init; }

    public required DspgBaseline Baseline { get; init; }

    public required int LearningStarts { get; init; }

    public required int Minibatches { get; init; }

    public required int BatchSize { get; init; }

    public required Schedule ActorLearningRate { get; init; }

    public required Schedule CriticLearningRate { get; init; }

    public required string Hidden { get; init; }

    /// <summary>The preset, except where an option has a value of its own.</summary>
    public static DspgSetup Of(DspgOptions options)
    {
        var preset = options.Preset == DspgPreset.Light ? s_light : s_paper;
        return new DspgSetup
        {
            Temperature = options.Temperature ?? preset.Temperature,
            Samples = options.Samples ?? preset.Samples,
            Baseline = options.Baseline ?? preset.Baseline,
            LearningStarts = options.LearningStarts ?? preset.LearningStarts,
            Minibatches = options.Minibatches ?? preset.Minibatches,
            BatchSize = options.BatchSize ?? preset.BatchSize,
            ActorLearningRate = options.ActorLearningRate ?? preset.ActorLearningRate,
            CriticLearningRate = options.CriticLearningRate ?? preset.CriticLearningRate,
            Hidden = options.Hidden ?? preset.Hidden,
        };
    }
}
