using System.Collections.Generic;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

// Views, copies with another shape, gathering and scattering.
public static unsafe partial class torch
{
    public partial class Tensor
    {
        public Tensor alias() => Wrap(srt_alias(Handle), this);

        public Tensor clone() => Wrap(srt_clone(Handle), this);

        public Tensor contiguous() => Wrap(srt_contiguous(Handle), this);

        public Tensor atleast_1d() => Wrap(srt_atleast_1d(Handle), this);

        public Tensor atleast_2d() => Wrap(srt_atleast_2d(Handle), this);

        public Tensor atleast_3d() => Wrap(srt_atleast_3d(Handle), this);

        public Tensor broadcast_to(params long[] shape)
        {
            fixed (long* shapePointer = shape)
            {
                return Wrap(srt_broadcast_to(Handle, shapePointer, shape.Length), this);
            }
        }

        public Tensor expand_as(Tensor other) => Wrap(srt_expand_as(Handle, other.Handle), this, other);

        public Tensor expand(params long[] sizes)
        {
            fixed (long* sizesPointer = sizes)
            {
                return Wrap(srt_expand(Handle, sizesPointer, sizes.Length), this);
            }
        }

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false)
        {
            fixed (long* sizesPointer = sizes)
            {
                return Wrap(srt_expand_dims(Handle, sizesPointer, sizes.Length, isImplicit), this);
            }
        }

        public Tensor expand(long[] sizes, bool isImplicit = false)
        {
            fixed (long* sizesPointer = sizes)
            {
                return Wrap(srt_expand_dims(Handle, sizesPointer, sizes.Length, isImplicit), this);
            }
        }

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Wrap(srt_flatten(Handle, start_dim, end_dim), this);

        public Tensor flip(params long[] dims)
        {
            fixed (long* dimsPointer = dims)
            {
                return Wrap(srt_flip(Handle, dimsPointer, dims.Length), this);
            }
        }

        public Tensor fliplr() => Wrap(srt_fliplr(Handle), this);

        public Tensor flipud() => Wrap(srt_flipud(Handle), this);

        public Tensor narrow(long dim, long start, long length) => Wrap(srt_narrow(Handle, dim, start, length), this);

        public Tensor permute(params long[] permutation)
        {
            fixed (long* permutationPointer = permutation)
            {
                return Wrap(srt_permute(Handle, permutationPointer, permutation.Length), this);
            }
        }

        public Tensor ravel() => Wrap(srt_ravel(Handle), this);

        public Tensor repeat(params long[] sizes)
        {
            fixed (long* sizesPointer = sizes)
            {
                return Wrap(srt_repeat(Handle, sizesPointer, sizes.Length), this);
            }
        }

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) => Wrap(srt_repeat_interleave(Handle, repeats.Handle, dim, output_size), this, repeats);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) => Wrap(srt_repeat_interleave_dim(Handle, repeats, dim, output_size), this);

        public Tensor reshape(params long[] shape)
        {
            fixed (long* shapePointer = shape)
            {
                return Wrap(srt_reshape(Handle, shapePointer, shape.Length), this);
            }
        }

        public Tensor select(long dim, long index) => Wrap(srt_select(Handle, dim, index), this);

        public Tensor select_scatter(Tensor src, long dim, long index) => Wrap(srt_select_scatter(Handle, src.Handle, dim, index), this, src);

        public Tensor slice(long dim, long start, long finish, long step) => Wrap(srt_slice(Handle, dim, start, finish, step), this);

        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) => Wrap(srt_slice_scatter(Handle, src.Handle, dim, start, end, step), this, src);

        public Tensor squeeze(long? dim = null) => Wrap(srt_squeeze(Handle, dim), this);

        public Tensor squeeze_(long? dim = null) => InPlace(srt_squeeze_(Handle, dim));

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor t() => Wrap(srt_t(Handle), this);

        public Tensor transpose(long dim0, long dim1) => Wrap(srt_transpose(Handle, dim0, dim1), this);

        public Tensor transpose_(long dim0, long dim1) => InPlace(srt_transpose_(Handle, dim0, dim1));

        public Tensor tile(long[] reps)
        {
            fixed (long* repsPointer = reps)
            {
                return Wrap(srt_tile(Handle, repsPointer, reps.Length), this);
            }
        }

        public Tensor unfold(long dimension, long size, long step) => Wrap(srt_unfold(Handle, dimension, size, step), this);

        public Tensor unflatten(long dim, params long[] sizes)
        {
            fixed (long* sizesPointer = sizes)
            {
                return Wrap(srt_unflatten(Handle, dim, sizesPointer, sizes.Length), this);
            }
        }

        public Tensor unsqueeze(long dim) => Wrap(srt_unsqueeze(Handle, dim), this);

        public Tensor unsqueeze_(long dim) => InPlace(srt_unsqueeze_(Handle, dim));

        public Tensor view(params long[] shape)
        {
            fixed (long* shapePointer = shape)
            {
                return Wrap(srt_view(Handle, shapePointer, shape.Length), this);
            }
        }

        public Tensor view_as(Tensor other) => Wrap(srt_view_as(Handle, other.Handle), this, other);

        public Tensor movedim(long[] source, long[] destination)
        {
            fixed (long* sourcePointer = source)
            fixed (long* destinationPointer = destination)
            {
                return Wrap(srt_movedim(Handle, sourcePointer, source.Length, destinationPointer, destination.Length), this);
            }
        }

        public Tensor moveaxis(long[] source, long[] destination) => movedim(source, destination);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0)
        {
            fixed (long* sizePointer = size)
            fixed (long* stridesPointer = strides)
            {
                return Wrap(srt_as_strided(Handle, sizePointer, size.Length, stridesPointer, strides.Length, storageOffset), this);
            }
        }

        public Tensor roll(long[] shifts)
        {
            fixed (long* shiftsPointer = shifts)
            {
                return Wrap(srt_roll(Handle, shiftsPointer, shifts.Length), this);
            }
        }

        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default)
        {
            fixed (long* shiftsPointer = shifts)
            fixed (long* dimsPointer = dims)
            {
                return Wrap(srt_roll_dims(Handle, shiftsPointer, shifts.Length, dimsPointer, dims.Length), this);
            }
        }

        public Tensor roll(long[] shifts, long[] dims)
        {
            fixed (long* shiftsPointer = shifts)
            fixed (long* dimsPointer = dims)
            {
                return Wrap(srt_roll_dims(Handle, shiftsPointer, shifts.Length, dimsPointer, dims.Length), this);
            }
        }

        public Tensor[] chunk(long chunks, long dim = 0)
        {
            nint* list;
            return WrapList(srt_chunk(Handle, chunks, dim, &list), list, this);
        }

        public Tensor[] split(params long[] sizes)
        {
            nint* list;
            fixed (long* sizesPointer = sizes)
            {
                return WrapList(srt_split(Handle, sizesPointer, sizes.Length, &list), list, this);
            }
        }

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0)
        {
            nint* list;
            fixed (long* sizesPointer = sizes)
            {
                return WrapList(srt_split_dims(Handle, sizesPointer, sizes.Length, dim, &list), list, this);
            }
        }

        public Tensor[] split(long size, int dim = 0)
        {
            nint* list;
            return WrapList(srt_split_dim(Handle, size, dim, &list), list, this);
        }

        public Tensor[] split(long[] sizes, long dim = 0)
        {
            nint* list;
            fixed (long* sizesPointer = sizes)
            {
                return WrapList(srt_split_dims(Handle, sizesPointer, sizes.Length, dim, &list), list, this);
            }
        }

        public Tensor[] tensor_split(Tensor indices, long dim = 0)
        {
            nint* list;
            return WrapList(srt_tensor_split(Handle, indices.Handle, dim, &list), list, this, indices);
        }

        public Tensor[] tensor_split(long size, long dim = 0)
        {
            nint* list;
            return WrapList(srt_tensor_split_dim(Handle, size, dim, &list), list, this);
        }

        public Tensor[] tensor_split(long[] sizes, long dim = 0)
        {
            nint* list;
            fixed (long* sizesPointer = sizes)
            {
                return WrapList(srt_tensor_split_dims(Handle, sizesPointer, sizes.Length, dim, &list), list, this);
            }
        }

        public Tensor[] unbind(long dimension = 0)
        {
            nint* list;
            return WrapList(srt_unbind(Handle, dimension, &list), list, this);
        }

        public Tensor gather(long dim, Tensor index) => Wrap(srt_gather(Handle, dim, index.Handle), this, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => Wrap(srt_scatter(Handle, dim, index.Handle, src.Handle), this, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => InPlace(srt_scatter_(Handle, dim, index.Handle, src.Handle), index, src);

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Wrap(srt_scatter_add(Handle, dim, index.Handle, src.Handle), this, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => InPlace(srt_scatter_add_(Handle, dim, index.Handle, src.Handle), index, src);

        public Tensor index_select(long dim, Tensor index) => Wrap(srt_index_select(Handle, dim, index.Handle), this, index);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => Wrap(srt_index_add(Handle, dim, index.Handle, source.Handle, alpha.Value), this, index, source);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => InPlace(srt_index_add_(Handle, dim, index.Handle, source.Handle, alpha.Value), index, source);

        public Tensor index_copy(long dim, Tensor index, Tensor source) => Wrap(srt_index_copy(Handle, dim, index.Handle, source.Handle), this, index, source);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => InPlace(srt_index_copy_(Handle, dim, index.Handle, source.Handle), index, source);

        public Tensor index_fill(long dim, Tensor index, Scalar value) => Wrap(srt_index_fill(Handle, dim, index.Handle, value.Value), this, index);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) => InPlace(srt_index_fill_(Handle, dim, index.Handle, value.Value), index);

        public Tensor masked_fill(Tensor mask, Scalar value) => Wrap(srt_masked_fill(Handle, mask.Handle, value.Value), this, mask);

        public Tensor masked_fill_(Tensor mask, Scalar value) => InPlace(srt_masked_fill_(Handle, mask.Handle, value.Value), mask);

        public Tensor masked_select(Tensor mask) => Wrap(srt_masked_select(Handle, mask.Handle), this, mask);

        public Tensor masked_scatter(Tensor mask, Tensor value) => Wrap(srt_masked_scatter(Handle, mask.Handle, value.Handle), this, mask, value);

        public Tensor masked_scatter_(Tensor mask, Tensor value) => InPlace(srt_masked_scatter_(Handle, mask.Handle, value.Handle), mask, value);

        public Tensor take(Tensor index) => Wrap(srt_take(Handle, index.Handle), this, index);

        public Tensor take_along_dim(Tensor indices) => Wrap(srt_take_along_dim(Handle, indices.Handle), this, indices);

        public Tensor take_along_dim(Tensor indices, long dim) => Wrap(srt_take_along_dim_dim(Handle, indices.Handle, dim), this, indices);

        public Tensor nonzero() => Wrap(srt_nonzero(Handle), this);

        public Tensor argwhere() => Wrap(srt_argwhere(Handle), this);

        public Tensor zero_() => InPlace(srt_zero_(Handle));

        public Tensor fill_(Scalar value) => InPlace(srt_fill_(Handle, value.Value));

        public Tensor copy_(Tensor source, bool nonBlocking = false) => InPlace(srt_copy_(Handle, source.Handle, nonBlocking), source);

        public Tensor set_(Tensor source) => InPlace(srt_set_(Handle, source.Handle), source);

        public Tensor type_as(Tensor tensor) => Wrap(srt_type_as(Handle, tensor.Handle), this, tensor);
    }
}
