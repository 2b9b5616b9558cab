using System.Runtime.InteropServices;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Threads, devices, scopes, the version.
public static unsafe partial class torch
{
    private static ScalarType s_defaultType = ScalarType.Float32;
    private static Device s_defaultDevice = CPU;
    private static readonly Lazy<bool> s_cudaAvailable = new(() => Native.CheckBool(srt_cuda_is_available()));

    public static string __version__ => Marshal.PtrToStringUTF8((nint)srt_version());

    public static DisposeScope NewDisposeScope() => new(DisposeScopeManager.OfThread);

    public static DisposeScope CurrentDisposeScope => DisposeScopeManager.OfThread.Current;

    /// <summary>Evaluates in a scope of its own and hands the result to the outer one.</summary>
    public static Tensor WrappedTensorDisposeScope(Func<Tensor> expr)
    {
        using var scope = NewDisposeScope();
        return expr().MoveToOuterDisposeScope();
    }

    public static void CheckForErrors() => Native.ThrowIfError();

    public static int get_num_threads() => srt_get_num_threads();

    public static void set_num_threads(int num) => Native.Check(srt_set_num_threads(num));

    public static int get_num_interop_threads() => srt_get_num_interop_threads();

    public static void set_num_interop_threads(int num) => Native.Check(srt_set_num_interop_threads(num));

    public static ScalarType get_default_dtype() => s_defaultType;

    public static void set_default_dtype(ScalarType dtype)
    {
        if (!is_floating_point(dtype))
        {
            throw new ArgumentException($"The default type must be a floating-point one; it was {dtype}.", nameof(dtype));
        }

        s_defaultType = dtype;
    }

    public static Device get_default_device() => s_defaultDevice;

    public static void set_default_device(Device device) => s_defaultDevice = device ?? throw new ArgumentNullException(nameof(device));

    public static void set_default_device(string device) => set_default_device(new Device(device));

    public static bool cuda_is_available() => cuda.is_available();

    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
        {
            throw new InvalidOperationException($"Torch device type {deviceType} did not initialise on the current machine.");
        }
    }

    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType switch
        {
            DeviceType.CPU or DeviceType.META => true,
            DeviceType.CUDA => s_cudaAvailable.Value,
            _ => false,
        };

    public static Device InitializeDevice(Device device)
    {
        device ??= s_defaultDevice;
        InitializeDeviceType(device.type);
        return device;
    }

    /// <summary>NVIDIA GPUs, where the machine and its LibTorch have them.</summary>
    public static class cuda
    {
        public static bool is_available() => s_cudaAvailable.Value;

        public static bool is_cudnn_available() => Native.CheckBool(srt_cudnn_is_available());

        public static int device_count() => srt_cuda_device_count();

        public static void synchronize(Device device = null)
        {
            if (device is not null && device.type != DeviceType.CUDA)
            {
                throw new ArgumentException("The device must be a CUDA device.", nameof(device));
            }

            Native.Check(srt_cuda_synchronize(device?.index ?? -1));
        }

        public static void manual_seed(long seed) => Native.Check(srt_cuda_manual_seed((ulong)seed));

        public static void manual_seed_all(long seed) => Native.Check(srt_cuda_manual_seed_all((ulong)seed));
    }
}
