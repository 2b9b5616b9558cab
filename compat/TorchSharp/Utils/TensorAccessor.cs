using System.Collections;
using System.Collections.Generic;

namespace TorchSharp.Utils;

/// <summary>The elements of a CPU tensor in row order, whatever its strides. It reads and writes the tensor's own memory.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T>
    where T : unmanaged
{
    private torch.Tensor _tensor;
    private T* _data;
    private readonly long[] _shape;
    private readonly long[] _strides;
    private readonly bool _contiguous;
    private readonly long _count;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _data = tensor.numel() == 0 ? null : (T*)tensor.DataPointer();
        _contiguous = tensor.is_contiguous();
        _shape = tensor.shape;
        _strides = tensor.stride();
        _count = tensor.numel();
        _tensor = tensor;
    }

    public long Count => _tensor is null ? 0 : _count;

    public bool IsReadOnly => false;

    /// <summary>One index counts elements in row order; as many indices as dimensions address one of them.</summary>
    public T this[params long[] indices]
    {
        get
        {
            var value = _data[OffsetOf(indices)];
            GC.KeepAlive(_tensor);
            return value;
        }

        set
        {
            _data[OffsetOf(indices)] = value;
            GC.KeepAlive(_tensor);
        }
    }

    public T[] ToArray()
    {
        var result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    public Array ToNDArray()
    {
        if (_shape.Length == 0)
        {
            return ToArray();
        }

        var result = Array.CreateInstance(typeof(T), _shape);
        if (Count > 0)
        {
            var position = new long[_shape.Length];
            for (long i = 0; i < _count; i++)
            {
                result.SetValue(_data[Offset(i)], position);
                for (var d = position.Length - 1; d >= 0 && ++position[d] == _shape[d]; d--)
                {
                    position[d] = 0;
                }
            }
        }

        return result;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var n = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        if (n <= 0)
        {
            return;
        }

        if (_contiguous)
        {
            new ReadOnlySpan<T>(_data + tensorIndex, n).CopyTo(array[arrayIndex..]);
        }
        else
        {
            for (var i = 0; i < n; i++)
            {
                array[arrayIndex + i] = _data[Offset(tensorIndex + i)];
            }
        }

        GC.KeepAlive(_tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var n = (int)Math.Min(array.Length - arrayIndex, Count - tensorIndex);
        for (var i = 0; i < n; i++)
        {
            _data[Offset(tensorIndex + i)] = array[arrayIndex + i];
        }

        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++)
        {
            yield return At(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The same elements in the same order.</summary>
    public override bool Equals(object obj)
    {
        if (obj is not TensorAccessor<T> other || other.Count != Count)
        {
            return false;
        }

        for (long i = 0; i < Count; i++)
        {
            if (!EqualityComparer<T>.Default.Equals(At(i), other.At(i)))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode() => HashCode.Combine(_count, (nint)_data);

    public static bool operator ==(TensorAccessor<T> left, TensorAccessor<T> right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(TensorAccessor<T> left, TensorAccessor<T> right) => !(left == right);

    /// <summary>Lets go of the tensor, which stays as it is.</summary>
    public void Dispose()
    {
        _tensor = null;
        _data = null;
    }

    internal static long Offset(long index, long[] shape, long[] strides)
    {
        long offset = 0;
        for (var d = shape.Length - 1; d >= 0; d--)
        {
            index = Math.DivRem(index, shape[d], out var place);
            offset += place * strides[d];
        }

        return offset;
    }

    private T At(long index)
    {
        var value = _data[Offset(index)];
        GC.KeepAlive(_tensor);
        return value;
    }

    private long Offset(long index) => _contiguous ? index : Offset(index, _shape, _strides);

    private long OffsetOf(long[] indices)
    {
        if (indices.Length == 1)
        {
            var index = indices[0];
            if (index < 0 || index >= Count)
            {
                throw new IndexOutOfRangeException($"{index} in a collection of {Count} elements.");
            }

            return Offset(index);
        }

        if (indices.Length != _shape.Length)
        {
            throw new ArgumentException($"{indices.Length} indices for a tensor of {_shape.Length} dimensions.");
        }

        long offset = 0;
        for (var d = 0; d < indices.Length; d++)
        {
            if (indices[d] < 0 || indices[d] >= _shape[d])
            {
                throw new IndexOutOfRangeException($"{indices[d]} >= {_shape[d]} in dimension {d}.");
            }

            offset += indices[d] * _strides[d];
        }

        return offset;
    }
}
