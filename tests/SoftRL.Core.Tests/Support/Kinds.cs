using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Core.Tests;

/// <summary>The dtypes and devices every function is tried on: the CPU always, CUDA where there is one.</summary>
public static class Kinds
{
    public static TheoryData<ScalarType, string> All
    {
        get
        {
            var data = new TheoryData<ScalarType, string>();
            foreach (var device in Devices)
            {
                data.Add(ScalarType.Float32, device);
                data.Add(ScalarType.Float64, device);
            }

            return data;
        }
    }

    public static IReadOnlyList<string> Devices { get; } = cuda.is_available() ? ["cpu", "cuda"] : ["cpu"];

    /// <summary>Relative and absolute room for rounding, a few hundred units in the last place.</summary>
    public static double Tolerance(ScalarType dtype) => dtype == ScalarType.Float32 ? 5e-5 : 1e-11;
}
