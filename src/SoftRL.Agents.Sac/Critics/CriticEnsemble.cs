using SoftRL.Environments;
using SoftRL.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>One critic or two, and the targets that follow them by Polyak averaging.</summary>
/// <remarks>Owns its networks. Create it outside any dispose scope.</remarks>
internal sealed class CriticEnsemble : IDisposable
{
    private readonly TrainedNetwork _trained;
    private readonly EnsembleNetwork _target;
    private readonly FlatParameters _targetParameters;
    private readonly EnsembleNetwork _frozen;
    private readonly int _count;

    public CriticEnsemble(int count, NetworkShape shape, OptimizerSettings settings, ref Xoshiro256 random, Device device)
    {
        _count = count;
        _trained = new TrainedNetwork(new EnsembleNetwork(count, shape, ref random, device), settings);
        // The weights that these two draw are replaced.
        var unused = random;
        _target = new EnsembleNetwork(count, shape, ref unused, device);
        _targetParameters = new FlatParameters(_target);
        _targetParameters.CopyFrom(_trained.Parameters);
        _frozen = new EnsembleNetwork(count, shape, ref unused, device);
        _trained.Parameters.LendTo(_frozen);
    }

    public FlatParameters Parameters => _trained.Parameters;

    public FlatParameters TargetParameters => _targetParameters;

    /// <summary>Q of every trained critic, <c>[K, B, Outputs]</c>, to be minimised.</summary>
    public Tensor Trained(Tensor input) => _trained.Network.call(input);

    /// <summary>The smallest Q of the trained critics, <c>[B, Outputs]</c>, whose gradient goes to the input alone.</summary>
    public Tensor Smallest(Tensor input) => Smallest(_frozen, input);

    /// <summary>The smallest Q of the targets, <c>[B, Outputs]</c>.</summary>
    public Tensor SmallestTarget(Tensor input) => Smallest(_target, input);

    public void Minimise(Tensor loss, long step) => _trained.Minimise(loss, step);

    public void Track(double rate) => _targetParameters.Track(_trained.Parameters, rate);

    public void Save(CheckpointWriter writer)
    {
        _trained.Save(writer, "critics");
        TensorParts.Write(writer, "targets.safetensors", [("parameters", _targetParameters.Values)], new Dictionary<string, string>());
    }

    public void Load(Checkpoint checkpoint)
    {
        _trained.Load(checkpoint, "critics");
        TensorParts.Read(checkpoint, "targets.safetensors", [("parameters", _targetParameters.Values)]);
    }

    public void Dispose()
    {
        _frozen.Dispose();
        _trained.Dispose();
        _target.Dispose();
        _targetParameters.Dispose();
    }

    private Tensor Smallest(EnsembleNetwork network, Tensor input)
    {
        var q = network.call(input);
        return _count == 1 ? q.select(0, 0) : minimum(q.select(0, 0), q.select(0, 1));
    }
}
