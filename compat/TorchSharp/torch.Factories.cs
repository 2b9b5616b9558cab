using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Factories with arguments other than a shape, and what all factories share.
public static unsafe partial class torch
{
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    /// <summary>From start up to, not including, stop. Integers make an int64 tensor, anything else one of the default type.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device device = null, bool requires_grad = false)
    {
        var whole = is_integral(start.Type) && is_integral(stop.Type) && is_integral(step.Type);
        var (type, place) = Options(dtype ?? (whole ? ScalarType.Int64 : get_default_dtype()), device);
        return Tensor.Wrap(srt_arange(start.Value, stop.Value, step.Value, type, (int)place.type, place.index, requires_grad));
    }

    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device device = null, bool requires_grad = false)
    {
        var (type, place) = Options(dtype, device);
        return Tensor.Wrap(srt_linspace(start, end, steps, type, (int)place.type, place.index, requires_grad));
    }

    public static Tensor logspace(double start, double end, long steps, double @base = 10, ScalarType? dtype = null, Device device = null, bool requires_grad = false)
    {
        var (type, place) = Options(dtype, device);
        return Tensor.Wrap(srt_logspace(start, end, steps, @base, type, (int)place.type, place.index, requires_grad));
    }

    public static Tensor eye(long rows, long columns = -1, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null)
    {
        var (type, place) = Options(dtype, device);
        return Named(srt_eye(rows, columns == -1 ? rows : columns, type, (int)place.type, place.index, requires_grad), names);
    }

    public static Tensor tril_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device device = null)
    {
        var (type, place) = Options(dtype, device);
        return Tensor.Wrap(srt_tril_indices(row, col, offset, type, (int)place.type, place.index, false));
    }

    public static Tensor triu_indices(long row, long col, long offset = 0, ScalarType dtype = ScalarType.Int64, Device device = null)
    {
        var (type, place) = Options(dtype, device);
        return Tensor.Wrap(srt_triu_indices(row, col, offset, type, (int)place.type, place.index, false));
    }

    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device device = null, bool requires_grad = false, string[] names = null)
    {
        var (type, place) = Options(dtype, device);
        fixed (long* p = size)
        fixed (long* q = strides)
        {
            return Named(srt_empty_strided(p, size.Length, q, strides.Length, type, (int)place.type, place.index, requires_grad), names);
        }
    }

    // ---- drawing ----------------------------------------------------------------------------------------------------------
    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        RandomIntegers(0, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        RandomIntegers(low, high, size.Shape, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        RandomIntegers(0, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        RandomIntegers(low, high, size, dtype, device, requires_grad, generator, names);

    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        RandomIntegers(0, high, Array.ConvertAll(size, n => (long)n), dtype, device, requires_grad, generator, names);

    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        RandomIntegers(low, high, Array.ConvertAll(size, n => (long)n), dtype, device, requires_grad, generator, names);

    public static Tensor randperm(long n, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null)
    {
        var (type, place) = Options(dtype ?? ScalarType.Int64, device);
        return Tensor.Wrap(srt_randperm(n, HandleOrZero(generator), type, (int)place.type, place.index, requires_grad), generator);
    }

    public static Tensor randperm(long n, Tensor @out, Generator generator = null) =>
        @out.InPlace(srt_randperm_out(@out.Handle, n, HandleOrZero(generator)), generator);

    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device device = null, bool requires_grad = false, Generator generator = null, string[] names = null) =>
        randn(size, dtype, device, requires_grad, generator, names) * std + mean;

    public static Tensor normal(Tensor mean, Tensor std, Generator generator = null) =>
        Tensor.Wrap(srt_normal(mean.Handle, std.Handle, HandleOrZero(generator)), mean, std, generator);

    public static double rand_float(Generator generator = null)
    {
        using var number = rand((ReadOnlySpan<long>)[1], ScalarType.Float32, CPU, generator: generator);
        return number.item<float>();
    }

    public static double randn_float(Generator generator = null)
    {
        using var number = randn((ReadOnlySpan<long>)[1], ScalarType.Float32, CPU, generator: generator);
        return number.item<float>();
    }

    public static int randint_int(int high, Generator generator = null) => randint_int(0, high, generator);

    public static int randint_int(int low, int high, Generator generator = null) => (int)randint_long(low, high, generator);

    public static long randint_long(long high, Generator generator = null) => randint_long(0, high, generator);

    public static long randint_long(long low, long high, Generator generator = null)
    {
        using var number = RandomIntegers(low, high, [1], ScalarType.Int64, CPU, false, generator, null);
        return number.item<long>();
    }

    public static bool randint_bool(Generator generator = null) => randint_long(0, 2, generator) == 1;

    // ---- shared or copied arrays --------------------------------------------------------------------------------------------
    /// <summary>A tensor over the array's own memory; the array stays pinned while any view of it lives.</summary>
    public static Tensor from_array(Array rawArray, Device device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device device = null, bool requires_grad = false, string[] names = null)
    {
        var shape = new long[rawArray.Rank];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = rawArray.GetLongLength(i);
        }

        var type = TypeOf(rawArray.GetType().GetElementType());
        if (rawArray.LongLength == 0)
        {
            return empty((ReadOnlySpan<long>)shape, dtype ?? type, device, requires_grad, names);
        }

        var shared = Share(rawArray, 0, type, shape, requires_grad && (dtype is null || dtype == type) && IsCpu(device));
        return Retype(shared, dtype ?? type, device, requires_grad, names);
    }

    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        var bytes = Buffer.ByteLength(rawArray);
        var size = dtype.ElementSize();
        if (offset < 0 || offset >= bytes)
        {
            throw new ArgumentException($"The offset {offset} lies outside the buffer of {bytes} bytes.", nameof(offset));
        }

        var available = (bytes - offset) / size;
        if (count > available)
        {
            throw new ArgumentException($"{count} elements of {size} bytes from offset {offset} do not fit a buffer of {bytes} bytes.", nameof(count));
        }

        return Share(rawArray, offset, dtype, [count < 0 ? available : count], requires_grad);
    }

    // ---- joining ------------------------------------------------------------------------------------------------------------
    public static Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        fixed (nint* list = Tensor.Handles(tensors))
        {
            return Tensor.Wrap(srt_cat(list, tensors.Count, dim), tensors);
        }
    }

    public static Tensor cat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat((IList<Tensor>)tensors.ToArray(), dim);

    public static Tensor concat(IList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    public static Tensor concat(Tensor[] tensors, long dim = 0) => cat((IList<Tensor>)tensors, dim);

    public static Tensor concat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat((IList<Tensor>)tensors.ToArray(), dim);

    public static Tensor concatenate(IList<Tensor> tensors, long axis = 0) => cat(tensors, axis);

    public static Tensor concatenate(Tensor[] tensors, long axis = 0) => cat((IList<Tensor>)tensors, axis);

    public static Tensor concatenate(ReadOnlySpan<Tensor> tensors, long axis = 0) => cat((IList<Tensor>)tensors.ToArray(), axis);

    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0)
    {
        var handles = Tensor.Handles(tensors);
        fixed (nint* list = handles)
        {
            return Tensor.Wrap(srt_stack(list, handles.Length, dim), tensors);
        }
    }

    public static Tensor hstack(IEnumerable<Tensor> tensors)
    {
        var handles = Tensor.Handles(tensors);
        fixed (nint* list = handles)
        {
            return Tensor.Wrap(srt_hstack(list, handles.Length), tensors);
        }
    }

    public static Tensor hstack(IList<Tensor> tensors) => hstack((IEnumerable<Tensor>)tensors);

    public static Tensor hstack(params Tensor[] tensors) => hstack((IEnumerable<Tensor>)tensors);

    public static Tensor hstack(ReadOnlySpan<Tensor> tensors) => hstack((IEnumerable<Tensor>)tensors.ToArray());

    public static Tensor vstack(IList<Tensor> tensors)
    {
        fixed (nint* list = Tensor.Handles(tensors))
        {
            return Tensor.Wrap(srt_vstack(list, tensors.Count), tensors);
        }
    }

    public static Tensor vstack(Tensor[] tensors) => vstack((IList<Tensor>)tensors);

    public static Tensor vstack(ReadOnlySpan<Tensor> tensors) => vstack((IList<Tensor>)tensors.ToArray());

    public static Tensor dstack(IEnumerable<Tensor> tensors)
    {
        var handles = Tensor.Handles(tensors);
        fixed (nint* list = handles)
        {
            return Tensor.Wrap(srt_dstack(list, handles.Length), tensors);
        }
    }

    public static Tensor dstack(IList<Tensor> tensors) => dstack((IEnumerable<Tensor>)tensors);

    public static Tensor dstack(params Tensor[] tensors) => dstack((IEnumerable<Tensor>)tensors);

    public static Tensor dstack(ReadOnlySpan<Tensor> tensors) => dstack((IEnumerable<Tensor>)tensors.ToArray());

    public static Tensor column_stack(IList<Tensor> tensors)
    {
        fixed (nint* list = Tensor.Handles(tensors))
        {
            return Tensor.Wrap(srt_column_stack(list, tensors.Count), tensors);
        }
    }

    public static Tensor column_stack(params Tensor[] tensors) => column_stack((IList<Tensor>)tensors);

    public static Tensor column_stack(ReadOnlySpan<Tensor> tensors) => column_stack((IList<Tensor>)tensors.ToArray());

    public static Tensor block_diag(params Tensor[] tensors)
    {
        fixed (nint* list = Tensor.Handles(tensors))
        {
            return Tensor.Wrap(srt_block_diag(list, tensors.Length), tensors);
        }
    }

    public static Tensor cartesian_prod(IList<Tensor> tensors)
    {
        fixed (nint* list = Tensor.Handles(tensors))
        {
            return Tensor.Wrap(srt_cartesian_prod(list, tensors.Count), tensors);
        }
    }

    public static Tensor cartesian_prod(params Tensor[] tensors) => cartesian_prod((IList<Tensor>)tensors);

    public static Tensor cartesian_prod(ReadOnlySpan<Tensor> tensors) => cartesian_prod((IList<Tensor>)tensors.ToArray());

    public static Tensor einsum(string equation, params Tensor[] tensors)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(equation + "\0"))
        fixed (nint* list = Tensor.Handles(tensors))
        {
            return Tensor.Wrap(srt_einsum(text, list, tensors.Length), tensors);
        }
    }

    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij")
    {
        var handles = Tensor.Handles(tensors);
        fixed (byte* text = Encoding.UTF8.GetBytes(indexing + "\0"))
        fixed (nint* p = handles)
        {
            nint* list;
            return Tensor.WrapList(srt_meshgrid(p, handles.Length, text, &list), list, tensors);
        }
    }

    public static IList<Tensor> broadcast_tensors(params Tensor[] tensors)
    {
        fixed (nint* p = Tensor.Handles(tensors))
        {
            nint* list;
            return Tensor.WrapList(srt_broadcast_tensors(p, tensors.Length, &list), list, tensors);
        }
    }

    // ---- choosing -----------------------------------------------------------------------------------------------------------
    public static Tensor where(Tensor condition, Tensor x, Tensor y) =>
        Tensor.Wrap(srt_where_self(condition.Handle, x.Handle, y.Handle), condition, x, y);

    public static Tensor[] where(Tensor condition)
    {
        nint* list;
        return Tensor.WrapList(srt_where_indices(condition.Handle, &list), list, condition);
    }

    // ---- what all factories share ---------------------------------------------------------------------------------------------
    private static (int Type, Device Place) Options(ScalarType? dtype, Device device) =>
        ((int)(dtype ?? s_defaultType), device is null ? s_defaultDevice : InitializeDevice(device));

    private static Tensor Named(nint handle, string[] names, object keep = null)
    {
        var result = Tensor.Wrap(handle, keep);
        if (names is { Length: > 0 })
        {
            result.Dispose();
            throw new NotSupportedException("This look-alike has no named dimensions.");
        }

        return result;
    }

    private static bool IsCpu(Device device) => device is null || device.type == DeviceType.CPU;

    private static ScalarType TypeOf(Scalar value) => is_integral(value.Type) ? ScalarType.Int64 : get_default_dtype();

    private static ScalarType TypeOf(Type type)
    {
        if (type == typeof(float)) return ScalarType.Float32;
        if (type == typeof(double)) return ScalarType.Float64;
        if (type == typeof(long)) return ScalarType.Int64;
        if (type == typeof(int)) return ScalarType.Int32;
        if (type == typeof(short)) return ScalarType.Int16;
        if (type == typeof(sbyte)) return ScalarType.Int8;
        if (type == typeof(byte)) return ScalarType.Byte;
        if (type == typeof(bool)) return ScalarType.Bool;
        if (type == typeof(Half)) return ScalarType.Float16;
        if (type == typeof((float, float))) return ScalarType.ComplexFloat32;
        if (type == typeof(System.Numerics.Complex)) return ScalarType.ComplexFloat64;
        throw new NotSupportedException($"No tensor holds elements of type {type}.");
    }

    private static Tensor RandomIntegers(long low, long high, long[] size, ScalarType? dtype, Device device, bool requires_grad, Generator generator, string[] names)
    {
        var (type, place) = Options(dtype ?? ScalarType.Int64, device);
        fixed (long* p = size)
        {
            return Named(srt_randint(low, high, p, size.Length, HandleOrZero(generator), type, (int)place.type, place.index, requires_grad), names, generator);
        }
    }

    private static nint HandleOrZero(Generator generator) => generator is null ? 0 : generator.Handle;

    /// <summary>A tensor with the caller's numbers, of their own type unless another is asked for.</summary>
    private static Tensor CopyOf<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> shape, ScalarType? dtype, Device device, bool requires_grad, string[] names)
        where T : unmanaged
    {
        long count = 1;
        foreach (var n in shape)
        {
            count *= n;
        }

        if (count > data.Length)
        {
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {data.Length}");
        }

        var own = TypeOf(typeof(T));
        var (type, place) = Options(dtype ?? own, device);
        if (count == 0)
        {
            return empty(shape, (ScalarType)type, place, requires_grad, names);
        }

        fixed (T* p = data)
        fixed (long* s = shape)
        {
            return Named(srt_copy_of(p, (int)own, s, shape.Length, type, (int)place.type, place.index, requires_grad), names);
        }
    }

    private static Tensor CopyOfGrid<T>(Array grid, ScalarType? dtype, Device device, bool requires_grad, string[] names)
        where T : unmanaged
    {
        Span<long> shape = stackalloc long[grid.Rank];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = grid.GetLongLength(i);
        }

        var data = grid.Length == 0
            ? default
            : MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(grid)), grid.Length);
        return CopyOf(data, shape, dtype, device, requires_grad, names);
    }

    private static ReadOnlySpan<T> AsSpan<T>(IList<T> list) => list switch
    {
        T[] array => array,
        List<T> items => CollectionsMarshal.AsSpan(items),
        _ => System.Linq.Enumerable.ToArray(list),
    };

    private static Tensor Share(Array array, long offset, ScalarType type, ReadOnlySpan<long> shape, bool requires_grad)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        fixed (long* s = shape)
        {
            var handle = srt_share((byte*)pin.AddrOfPinnedObject() + offset, (int)type, s, shape.Length, GCHandle.ToIntPtr(pin), &Release, requires_grad);
            return Tensor.Wrap(handle);
        }
    }

    [UnmanagedCallersOnly]
    private static void Release(nint context) => GCHandle.FromIntPtr(context).Free();

    /// <summary>The tensor itself where nothing has to change; otherwise a converted one, and the first is disposed.</summary>
    private static Tensor Retype(Tensor tensor, ScalarType type, Device device, bool requires_grad, string[] names)
    {
        if (names is { Length: > 0 })
        {
            tensor.Dispose();
            throw new NotSupportedException("This look-alike has no named dimensions.");
        }

        if (tensor.dtype == type && IsCpu(device))
        {
            return tensor;
        }

        using (tensor)
        {
            return tensor.to(type, InitializeDevice(device)).requires_grad_(requires_grad);
        }
    }

    private static Tensor Retyped(Tensor data, ScalarType? dtype, Device device) =>
        data.to(dtype ?? data.dtype, device ?? data.device);
}
