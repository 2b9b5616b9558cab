using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace SoftRL.Training;

/// <summary>Process-wide settings that make small networks fast: threads and the C allocator.</summary>
public static class ComputeRuntime
{
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;
    private static bool s_prepared;

    /// <summary>The threads used when none are asked for: one. The small networks of classic control and MinAtar gain next to nothing from more; the Nature network does.</summary>
    public static int DefaultThreads => 1;

    /// <summary>Sets LibTorch's intra-operation threads and those of OpenBLAS where that is the BLAS in use. Results depend on it bit for bit.</summary>
    /// <param name="threads">Threads, positive.</param>
    public static void UseThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        set_num_threads(threads);
        foreach (var name in new[] { "libopenblas.so.0", "libblas.so.3" })
        {
            if (NativeLibrary.TryLoad(name, out var library) && NativeLibrary.TryGetExport(library, "openblas_set_num_threads", out var function))
            {
                Marshal.GetDelegateForFunctionPointer<SetThreads>(function)(threads);
                return;
            }
        }
    }

    /// <summary>
    /// Settings that must be made before the first tensor: glibc keeps freed memory instead of giving it back to the system (otherwise large tensors are unmapped and
    /// faulted in again at every step), and OpenMP threads sleep at barriers instead of spinning (spinning threads starve each other as soon as anything else
    /// runs). Environment variables that are set already win. Does nothing outside Linux, or when SOFTRL_KEEP_RUNTIME is set.
    /// </summary>
    public static void Prepare()
    {
        if (s_prepared || !OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("SOFTRL_KEEP_RUNTIME") is not null)
        {
            return;
        }

        s_prepared = true;
        if (!NativeLibrary.TryLoad("libc.so.6", out var library))
        {
            return;
        }

        if (NativeLibrary.TryGetExport(library, "mallopt", out var mallopt))
        {
            var set = Marshal.GetDelegateForFunctionPointer<Mallopt>(mallopt);
            _ = set(TrimThreshold, 2_000_000_000);
            _ = set(MmapThreshold, 32 * 1024 * 1024);
        }

        // The C environment, which OpenMP reads when it is loaded; .NET's own copy does not reach it.
        if (NativeLibrary.TryGetExport(library, "setenv", out var setenv))
        {
            var set = Marshal.GetDelegateForFunctionPointer<SetVariable>(setenv);
            _ = set("GOMP_SPINCOUNT", "0", 0);
            _ = set("OMP_WAIT_POLICY", "passive", 0);
        }
    }

    /// <summary>Finds the device that a text names.</summary>
    /// <param name="name"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <returns>The device.</returns>
    /// <exception cref="ArgumentException">The name is none of these.</exception>
    /// <exception cref="DeviceUnavailableException">The machine has no such device.</exception>
    public static Device FindDevice(string name)
    {
        if (name == "cpu")
        {
            return CPU;
        }

        var index = 0;
        if (name != "cuda" && !(name.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(name.AsSpan(5), out index) && index >= 0))
        {
            throw new ArgumentException($"device is '{name}'; allowed: cpu, cuda, cuda:N.", nameof(name));
        }

        if (!cuda.is_available())
        {
            throw new DeviceUnavailableException(
                $"No CUDA device is available for '{name}'. Use --device cpu, or install an NVIDIA driver and a CUDA build of LibTorch (-p:TorchRuntime=cuda, or LIBTORCH_DIR).");
        }

        return index < cuda.device_count()
            ? new Device(DeviceType.CUDA, index)
            : throw new DeviceUnavailableException($"There is no CUDA device {index}; the machine has {cuda.device_count()}, numbered from 0.");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetThreads(int threads);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Mallopt(int parameter, int value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private delegate int SetVariable(string name, string value, int overwrite);
}
