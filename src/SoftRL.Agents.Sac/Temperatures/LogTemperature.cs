using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SoftRL.Agents.Sac;

/// <summary>ln τ as the one parameter of a module that multiplies by τ.</summary>
internal sealed class LogTemperature : nn.Module<Tensor, Tensor>
{
    private readonly Parameter _log;

    public LogTemperature(double temperature, Device device)
        : base(nameof(LogTemperature))
    {
        _log = new Parameter(full([1], Math.Log(temperature), dtype: ScalarType.Float32, device: device));
        register_parameter("log_temperature", _log);
    }

    /// <summary>ln τ, a scalar that is differentiable in the parameter; in the caller's scope.</summary>
    public Tensor Log => _log.select(0, 0);

    public override Tensor forward(Tensor input) => input * Log.exp();
}
