using static TorchSharp.torch;

namespace TorchSharp.Modules;

public class OptimizerOptions
{
    public OptimizerOptions()
    {
    }

    public double? LearningRate { get; set; }

    public double InitialLearningRate { get; set; }
}

/// <summary>Parameters that share options; what an option leaves out comes from the optimiser.</summary>
public class ParamGroup : optim.ILearningRateController
{
    public ParamGroup()
    {
    }

    public IEnumerable<Parameter> Parameters { get; set; }

    public OptimizerOptions Options { get; set; }

    public double LearningRate
    {
        get => Options.LearningRate!.Value;
        set => Options.LearningRate = value;
    }

    public double InitialLearningRate
    {
        get => Options.InitialLearningRate;
        set => Options.InitialLearningRate = value;
    }
}

public class ParamGroup<TOptions> : ParamGroup
    where TOptions : OptimizerOptions
{
    public ParamGroup()
    {
    }

    public ParamGroup(IEnumerable<Parameter> parameters, TOptions options = null)
    {
        Parameters = [.. parameters];
        base.Options = options;
    }

    public new TOptions Options
    {
        get => (TOptions)base.Options;
        set => base.Options = value;
    }
}
