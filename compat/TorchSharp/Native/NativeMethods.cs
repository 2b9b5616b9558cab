// The managed side of compat/native: one DllImport per exported function, blittable arguments only
// (bool is one byte, Scalar travels as ScalarArg, long? as OptionalInt, a null tensor as 0).
//
// How a call is made, everywhere in this assembly:
//   * one new tensor:   return Tensor.Wrap(srt_add(Handle, other.Handle), this, other);
//   * in place:         return InPlace(srt_add_(Handle, other.Handle), other);
//   * no tensor at all: Native.Check(srt_set_num_threads(n));
// Wrap, InPlace and Check throw ExternalException with LibTorch's message. The objects whose handles went into the call are
// passed along so that the collector cannot finalise them while native code still reads them.
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]
[assembly: InternalsVisibleTo("TorchSharp.Compat.Tests")]

namespace TorchSharp;

/// <summary>A scalar as it crosses the boundary: a 64-bit integer, a double's bits, or a boolean.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct ScalarArg(long bits, int kind)
{
    internal const int None = -1, Integer = 0, Real = 1, Boolean = 2;
    internal readonly long Bits = bits;
    internal readonly int Kind = kind;

    internal static ScalarArg Of(double value) => new(BitConverter.DoubleToInt64Bits(value), Real);
    internal static ScalarArg Of(long value) => new(value, Integer);
    internal static ScalarArg Of(bool value) => new(value ? 1 : 0, Boolean);
    internal static ScalarArg Of(Scalar value) => value is null ? new(0, None) : value.Value;
}

/// <summary>A <c>long?</c> as it crosses the boundary.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct OptionalInt(long? value)
{
    internal readonly long Value = value ?? 0;
    internal readonly int Has = value.HasValue ? 1 : 0;

    public static implicit operator OptionalInt(long? value) => new(value);
}

/// <summary>Errors and the search for the native library.</summary>
internal static unsafe class Native
{
    internal const string Library = "softrl_torch";

    [ModuleInitializer]
    internal static void RegisterResolver() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? paths)
    {
        if (name != Library)
        {
            return 0;
        }

        const string file = "libsoftrl_torch.so";
        var chosen = Environment.GetEnvironmentVariable("SOFTRL_TORCH_NATIVE");
        var candidates = new List<string>();
        if (!string.IsNullOrEmpty(chosen))
        {
            candidates.Add(chosen);
        }
        else
        {
            candidates.Add(Path.Combine(AppContext.BaseDirectory, file));
            candidates.Add(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", file));
            if (Path.GetDirectoryName(assembly.Location) is { Length: > 0 } beside)
            {
                candidates.Add(Path.Combine(beside, file));
            }
        }

        string reason = null;
        foreach (var candidate in candidates)
        {
            if (!File.Exists(candidate))
            {
                continue;
            }

            try
            {
                return NativeLibrary.Load(candidate);
            }
            catch (DllNotFoundException e)
            {
                reason = e.Message;
            }
        }

        throw new DllNotFoundException(
            $"The native half of this TorchSharp look-alike, {file}, could not be loaded. Looked at: {string.Join(", ", candidates)}. "
            + (reason ?? "No such file. Build it with eng/build-native.sh, or set SOFTRL_TORCH_NATIVE to its path."));
    }

    /// <summary>Throws what the last native call of this thread failed with, if it failed.</summary>
    internal static void ThrowIfError()
    {
        var message = NativeMethods.srt_take_error();
        if (message != null)
        {
            throw new ExternalException(Marshal.PtrToStringUTF8((nint)message));
        }
    }

    internal static void Check(int status)
    {
        if (status < 0)
        {
            ThrowIfError();
        }
    }

    internal static bool CheckBool(int status)
    {
        Check(status);
        return status > 0;
    }
}

internal static unsafe partial class NativeMethods
{
    private const string Lib = Native.Library;

    [DllImport(Lib)] internal static extern byte* srt_take_error();
    [DllImport(Lib)] internal static extern byte* srt_version();
    [DllImport(Lib)] internal static extern void srt_tensor_free(nint a);

    // Metadata: short and never blocking, so the garbage-collector transition is left out.
    [DllImport(Lib), SuppressGCTransition] internal static extern long srt_dim(nint a);
    [DllImport(Lib), SuppressGCTransition] internal static extern long srt_numel(nint a);
    [DllImport(Lib), SuppressGCTransition] internal static extern long srt_element_size(nint a);
    [DllImport(Lib), SuppressGCTransition] internal static extern int srt_dtype(nint a);
    [DllImport(Lib), SuppressGCTransition] internal static extern int srt_device_type(nint a);
    [DllImport(Lib), SuppressGCTransition] internal static extern int srt_device_index(nint a);
    [DllImport(Lib), SuppressGCTransition] internal static extern int srt_requires_grad(nint a);
    [DllImport(Lib), SuppressGCTransition] internal static extern int srt_grad_mode();
    [DllImport(Lib), SuppressGCTransition] internal static extern void srt_set_grad_mode(bool enabled);
    [DllImport(Lib)] internal static extern long srt_storage_offset(nint a);
    [DllImport(Lib)] internal static extern int srt_is_contiguous(nint a);
    [DllImport(Lib)] internal static extern int srt_is_leaf(nint a);
    [DllImport(Lib)] internal static extern int srt_is_sparse(nint a);
    [DllImport(Lib)] internal static extern int srt_is_pinned(nint a);
    [DllImport(Lib)] internal static extern int srt_sizes(nint a, long* result);
    [DllImport(Lib)] internal static extern int srt_strides(nint a, long* result);
    [DllImport(Lib)] internal static extern long srt_size(nint a, long dim);
    [DllImport(Lib)] internal static extern long srt_stride(nint a, long dim);
    [DllImport(Lib)] internal static extern void* srt_data(nint a);
    [DllImport(Lib)] internal static extern int srt_item_double(nint a, double* value);
    [DllImport(Lib)] internal static extern int srt_item_int64(nint a, long* value);

    // Autograd.
    [DllImport(Lib)] internal static extern int srt_set_requires_grad(nint a, bool on);
    [DllImport(Lib)] internal static extern nint srt_grad(nint a);
    [DllImport(Lib)] internal static extern int srt_set_grad(nint a, nint grad);
    [DllImport(Lib)] internal static extern int srt_retain_grad(nint a);
    [DllImport(Lib)] internal static extern nint srt_detach(nint a);
    [DllImport(Lib)] internal static extern int srt_detach_(nint a);
    [DllImport(Lib)] internal static extern int srt_backward(nint* roots, int rootCount, nint* grads, int gradCount, bool retainGraph, bool createGraph, nint* inputs, int inputCount);
    [DllImport(Lib)] internal static extern long srt_autograd_grad(nint* outputs, int outputCount, nint* inputs, int inputCount, nint* grads, int gradCount, bool retainGraph, bool createGraph, bool allowUnused, nint** result);

    // Process and devices.
    [DllImport(Lib)] internal static extern int srt_get_num_threads();
    [DllImport(Lib)] internal static extern int srt_set_num_threads(int n);
    [DllImport(Lib)] internal static extern int srt_get_num_interop_threads();
    [DllImport(Lib)] internal static extern int srt_set_num_interop_threads(int n);
    [DllImport(Lib)] internal static extern int srt_cuda_is_available();
    [DllImport(Lib)] internal static extern int srt_cuda_device_count();
    [DllImport(Lib)] internal static extern int srt_cudnn_is_available();
    [DllImport(Lib)] internal static extern int srt_cuda_synchronize(long index);
    [DllImport(Lib)] internal static extern int srt_cuda_manual_seed(ulong seed);
    [DllImport(Lib)] internal static extern int srt_cuda_manual_seed_all(ulong seed);

    // Generators.
    [DllImport(Lib)] internal static extern void srt_generator_free(nint g);
    [DllImport(Lib)] internal static extern nint srt_generator_default(int deviceType, int deviceIndex);
    [DllImport(Lib)] internal static extern nint srt_generator_new(ulong seed, int deviceType, int deviceIndex);
    [DllImport(Lib)] internal static extern int srt_generator_manual_seed(nint g, ulong seed);
    [DllImport(Lib)] internal static extern ulong srt_generator_initial_seed(nint g);
    [DllImport(Lib)] internal static extern ulong srt_generator_seed(nint g);
    [DllImport(Lib)] internal static extern nint srt_generator_get_state(nint g);
    [DllImport(Lib)] internal static extern int srt_generator_set_state(nint g, nint state);
    [DllImport(Lib)] internal static extern int srt_generator_device_type(nint g);
    [DllImport(Lib)] internal static extern int srt_generator_device_index(nint g);
    [DllImport(Lib)] internal static extern int srt_manual_seed(ulong seed);
}
