using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimisers share: one pass over the groups, and state per parameter that no dispose scope owns.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    protected OptimizerOptions _defaults;

    private readonly Dictionary<Parameter, Dictionary<string, Tensor>> state = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Parameter, long> steps = new(ReferenceEqualityComparer.Instance);

    public OptimizerHelper()
    {
    }

    public override IEnumerable<Parameter> parameters() => base.parameters();

    public override void add_param_group(ParamGroup param_group)
    {
        param_group.Options.LearningRate ??= _defaults.LearningRate;
        param_group.Options.InitialLearningRate = param_group.Options.LearningRate!.Value;
        base.add_param_group(param_group);
    }

    public override void zero_grad() => base.zero_grad();

    /// <summary>Runs the closure with gradients on, then the body on every group with gradients off.</summary>
    protected Tensor _step<T>(Action<T> body, Func<Tensor> loss_closure = null)
        where T : ParamGroup
    {
        Tensor loss = null;
        if (loss_closure is not null)
        {
            using var recording = enable_grad();
            loss = loss_closure();
        }

        using var frozen = no_grad();
        foreach (var group in _parameter_groups)
        {
            using var scope = NewDisposeScope();
            body((T)group);
        }

        return loss;
    }

    /// <summary>The parameters of a group that have a gradient, with what descends: negated to maximise, plus weight decay.</summary>
    private protected static IEnumerable<(Parameter Parameter, Tensor Gradient)> Descents(ParamGroup group, double weightDecay, bool maximize)
    {
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is not { } gradient)
            {
                continue;
            }

            var signed = maximize ? -gradient : gradient;
            yield return (parameter, weightDecay == 0 ? signed : signed.add(parameter, weightDecay));
        }
    }

    /// <summary>A state tensor of the parameter, zero the first time.</summary>
    private protected Tensor State(Parameter parameter, string name) => State(parameter, name, () => parameter.zeros_like(), out _);

    private protected Tensor State(Parameter parameter, string name, Func<Tensor> first, out bool isNew)
    {
        if (!state.TryGetValue(parameter, out var tensors))
        {
            state[parameter] = tensors = [];
        }

        isNew = !tensors.TryGetValue(name, out var tensor);
        return isNew ? tensors[name] = first().DetachFromDisposeScope() : tensor;
    }

    /// <summary>How many steps the parameter has seen, this one included.</summary>
    private protected long NextStep(Parameter parameter) => steps[parameter] = steps.GetValueOrDefault(parameter) + 1;

    private protected void DisposeState()
    {
        foreach (var tensor in state.Values.SelectMany(tensors => tensors.Values))
        {
            tensor.Dispose();
        }

        state.Clear();
    }
}
