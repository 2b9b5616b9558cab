using SoftRL.Core;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>τ, fixed or tuned to keep an entropy or a divergence: a scalar on the learner's device that is never read back.</summary>
/// <remarks>Owns its tensors. Create it outside any dispose scope.</remarks>
internal sealed class Temperature : IDisposable
{
    private readonly Tensor? _fixed;
    private readonly LogTemperature? _log;
    private readonly TrainedNetwork? _trained;
    private readonly double _target;
    private readonly bool _ofDivergence;

    /// <summary>Takes what the options say.</summary>
    /// <param name="options">Options.</param>
    /// <param name="flat">Whether the reference policy is the same everywhere.</param>
    /// <param name="targetEntropy">The usual target entropy.</param>
    /// <param name="settings">How ln τ is optimised.</param>
    /// <param name="device">The learner's device.</param>
    /// <exception cref="OptionsException">The options contradict each other.</exception>
    public Temperature(SacOptions options, bool flat, double targetEntropy, OptimizerSettings settings, Device device)
    {
        if (!options.TuneTemperature)
        {
            using var scope = NewDisposeScope();
            _fixed = tensor((float)options.Temperature, device: device).DetachFromDisposeScope();
            return;
        }

        Check(options, flat);
        _ofDivergence = options.TargetDivergence is not null;
        _target = options.TargetDivergence ?? options.TargetEntropy ?? targetEntropy;
        _log = new LogTemperature(options.Temperature, device);
        _trained = new TrainedNetwork(_log, settings);
    }

    /// <summary>The trained ln τ; none when fixed.</summary>
    public IReadOnlyList<FlatParameters> Parameters => _trained is null ? [] : [_trained.Parameters];

    /// <summary>τ, a scalar without gradient, in the caller's scope or owned by this object: do not dispose it.</summary>
    public Tensor Value
    {
        get
        {
            using var frozen = no_grad();
            return _fixed ?? _log!.Log.exp();
        }
    }

    /// <summary>Takes one step towards the target; nothing when τ is fixed.</summary>
    /// <param name="entropies">Entropies of the policy, or −ln π of samples, <c>[B]</c>.</param>
    /// <param name="divergences">Divergences from the reference policy, or ln π − ln π₀ of samples, <c>[B]</c>.</param>
    /// <param name="step">Environment steps so far.</param>
    public void Tune(Tensor entropies, Tensor divergences, long step)
    {
        if (_trained is null)
        {
            return;
        }

        var loss = _ofDivergence
            ? SacTemperatureLoss.ForDivergence(_log!.Log, divergences, _target)
            : SacTemperatureLoss.ForEntropy(_log!.Log, entropies, _target);
        _trained.Minimise(loss, step);
    }

    public void Save(CheckpointWriter writer) => _trained?.Save(writer, "temperature");

    public void Load(Checkpoint checkpoint) => _trained?.Load(checkpoint, "temperature");

    public void Dispose()
    {
        _fixed?.Dispose();
        _trained?.Dispose();
    }

    private static void Check(SacOptions options, bool flat)
    {
        if (options.Temperature == 0)
        {
            throw new OptionsException("temperature is 0 and tune-temperature is true; tuning multiplies, so it needs a positive start. Set tune-temperature=false for a temperature of 0.");
        }

        if (options.TargetDivergence is not null && options.TargetEntropy is not null)
        {
            throw new OptionsException("Both target-entropy and target-divergence are set; one temperature keeps one of them.");
        }

        if (!flat && options.TargetDivergence is null)
        {
            throw new OptionsException(
                $"reference is '{options.Reference}' and the temperature is tuned: pulling towards it need not raise the entropy, so a target entropy may never be reached. Set target-divergence, or tune-temperature=false and temperature.");
        }

        if (options.Reference == DensityReferenceText.Entropy && options.TargetDivergence is not null)
        {
            throw new OptionsException("target-divergence needs a reference policy that is a distribution; reference is 'entropy'. Set target-entropy.");
        }
    }
}
