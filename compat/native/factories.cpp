// Making tensors, moving them between types and devices, indexing, joining.
#include "softrl_torch.h"

#include <ATen/TensorIndexing.h>

using namespace srt;

namespace {
Tensor leaf(Tensor t, bool requires_grad) {
    if (requires_grad) t.set_requires_grad(true);
    return t;
}

// One index as the managed side writes it.
enum IndexKind : int64_t { kIndexNone, kIndexEllipsis, kIndexSingle, kIndexBool, kIndexSlice, kIndexTensor };
constexpr int64_t kOpen = INT64_MIN;   // a slice's missing bound
}   // namespace

struct IndexArg { int64_t kind, first, second, third; Handle tensor; };

namespace {
#if TORCH_VERSION_MAJOR >= 2
using Bound = c10::SymInt;
#else
using Bound = int64_t;
#endif
Opt<Bound> bound(int64_t v) { return v == kOpen ? Opt<Bound>() : Opt<Bound>(Bound(v)); }

std::vector<at::indexing::TensorIndex> indices(const IndexArg* args, int32_t count) {
    std::vector<at::indexing::TensorIndex> r;
    r.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++) {
        const auto& x = args[i];
        switch (x.kind) {
            case kIndexNone: r.emplace_back(at::indexing::None); break;
            case kIndexEllipsis: r.emplace_back(at::indexing::Ellipsis); break;
            case kIndexSingle: r.emplace_back(x.first); break;
            case kIndexBool: r.emplace_back(x.first != 0); break;
            case kIndexSlice: r.emplace_back(at::indexing::Slice(bound(x.first), bound(x.second), bound(x.third))); break;
            default: r.emplace_back(*x.tensor); break;
        }
    }
    return r;
}

Tensor select_all(Tensor t, const int64_t* index, int32_t count) {
    for (int32_t i = 0; i < count; i++) t = t.select(0, index[i]);
    return t;
}
}   // namespace

#define SRT_OPTIONS int32_t dtype, int32_t device_type, int32_t device_index, bool requires_grad
#define SRT_OPTIONS_VALUE options(dtype, device_type, device_index)

SRT_TENSOR(srt_empty, (const int64_t* size, int32_t n, SRT_OPTIONS), leaf(at::empty(ints(size, n), SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_zeros, (const int64_t* size, int32_t n, SRT_OPTIONS), leaf(at::zeros(ints(size, n), SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_ones, (const int64_t* size, int32_t n, SRT_OPTIONS), leaf(at::ones(ints(size, n), SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_full, (const int64_t* size, int32_t n, ScalarArg value, SRT_OPTIONS), leaf(at::full(ints(size, n), sc(value), SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_empty_strided, (const int64_t* size, int32_t n, const int64_t* strides, int32_t m, SRT_OPTIONS),
           leaf(at::empty_strided(ints(size, n), ints(strides, m), SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_rand, (const int64_t* size, int32_t n, at::Generator* g, SRT_OPTIONS), leaf(at::rand(ints(size, n), gen(g), SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_randn, (const int64_t* size, int32_t n, at::Generator* g, SRT_OPTIONS), leaf(at::randn(ints(size, n), gen(g), SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_randint, (int64_t low, int64_t high, const int64_t* size, int32_t n, at::Generator* g, SRT_OPTIONS),
           leaf(at::randint(low, high, ints(size, n), gen(g), SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_randperm, (int64_t count, at::Generator* g, SRT_OPTIONS), leaf(at::randperm(count, gen(g), SRT_OPTIONS_VALUE), requires_grad))
SRT_STATUS(srt_randperm_out, (Handle result, int64_t count, at::Generator* g), at::randperm_out(*result, count, gen(g)))
SRT_TENSOR(srt_normal, (Handle mean, Handle std, at::Generator* g), at::normal(*mean, *std, gen(g)))
SRT_TENSOR(srt_arange, (ScalarArg start, ScalarArg stop, ScalarArg step, SRT_OPTIONS), leaf(at::arange(sc(start), sc(stop), sc(step), SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_linspace, (double start, double end, int64_t steps, SRT_OPTIONS), leaf(at::linspace(start, end, steps, SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_logspace, (double start, double end, int64_t steps, double base, SRT_OPTIONS), leaf(at::logspace(start, end, steps, base, SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_eye, (int64_t rows, int64_t columns, SRT_OPTIONS), leaf(at::eye(rows, columns, SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_tril_indices, (int64_t rows, int64_t columns, int64_t offset, SRT_OPTIONS), leaf(at::tril_indices(rows, columns, offset, SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_triu_indices, (int64_t rows, int64_t columns, int64_t offset, SRT_OPTIONS), leaf(at::triu_indices(rows, columns, offset, SRT_OPTIONS_VALUE), requires_grad))

SRT_TENSOR(srt_empty_like, (Handle a, SRT_OPTIONS), leaf(at::empty_like(*a, SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_zeros_like, (Handle a, SRT_OPTIONS), leaf(at::zeros_like(*a, SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_ones_like, (Handle a, SRT_OPTIONS), leaf(at::ones_like(*a, SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_full_like, (Handle a, ScalarArg value, SRT_OPTIONS), leaf(at::full_like(*a, sc(value), SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_rand_like, (Handle a, SRT_OPTIONS), leaf(at::rand_like(*a, SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_randn_like, (Handle a, SRT_OPTIONS), leaf(at::randn_like(*a, SRT_OPTIONS_VALUE), requires_grad))
SRT_TENSOR(srt_randint_like, (Handle a, int64_t low, int64_t high, SRT_OPTIONS), leaf(at::randint_like(*a, low, high, SRT_OPTIONS_VALUE), requires_grad))

// A copy of the caller's memory (of the given element type), converted and moved afterwards.
SRT_TENSOR(srt_copy_of, (const void* data, int32_t data_type, const int64_t* size, int32_t n, SRT_OPTIONS), [&] {
    auto source = at::from_blob(const_cast<void*>(data), ints(size, n), at::TensorOptions().dtype(st(data_type)));
    auto wanted = SRT_OPTIONS_VALUE;
    return leaf(source.to(wanted.has_dtype() ? wanted : wanted.dtype(st(data_type)), /*non_blocking=*/false, /*copy=*/true), requires_grad);
}())
// The caller's memory itself; release is called with context when the last view of it goes.
SRT_TENSOR(srt_share, (void* data, int32_t data_type, const int64_t* size, int32_t n, void* context, void (*release)(void*), bool requires_grad),
           leaf(at::from_blob(data, ints(size, n), [context, release](void*) { release(context); }, at::TensorOptions().dtype(st(data_type))), requires_grad))

SRT_TENSOR(srt_to, (Handle a, int32_t dtype, int32_t device_type, int32_t device_index, bool non_blocking, bool copy),
           a->to(SRT_OPTIONS_VALUE, non_blocking, copy))
SRT_TENSOR(srt_to_other, (Handle a, Handle other, bool non_blocking), a->to(*other, non_blocking))
SRT_TENSOR(srt_cpu, (Handle a), a->cpu())
SRT_TENSOR(srt_pin_memory, (Handle a), a->pin_memory())

SRT_TENSOR(srt_cat, (const Handle* list, int32_t n, int64_t dim), at::cat(tensors(list, n), dim))
SRT_TENSOR(srt_stack, (const Handle* list, int32_t n, int64_t dim), at::stack(tensors(list, n), dim))
SRT_TENSOR(srt_hstack, (const Handle* list, int32_t n), at::hstack(tensors(list, n)))
SRT_TENSOR(srt_vstack, (const Handle* list, int32_t n), at::vstack(tensors(list, n)))
SRT_TENSOR(srt_dstack, (const Handle* list, int32_t n), at::dstack(tensors(list, n)))
SRT_TENSOR(srt_column_stack, (const Handle* list, int32_t n), at::column_stack(tensors(list, n)))
SRT_TENSOR(srt_block_diag, (const Handle* list, int32_t n), at::block_diag(tensors(list, n)))
SRT_TENSOR(srt_cartesian_prod, (const Handle* list, int32_t n), at::cartesian_prod(tensors(list, n)))
SRT_TENSOR(srt_einsum, (const char* equation, const Handle* list, int32_t n), at::einsum(equation, tensors(list, n)))
SRT_API int64_t srt_meshgrid(const Handle* list, int32_t n, const char* indexing, Handle** out) {
    return guard_list(out, [&] { return at::meshgrid(tensors(list, n), indexing); });
}
SRT_API int64_t srt_broadcast_tensors(const Handle* list, int32_t n, Handle** out) {
    return guard_list(out, [&] { return at::broadcast_tensors(tensors(list, n)); });
}

SRT_TENSOR(srt_select_all, (Handle a, const int64_t* index, int32_t n), select_all(*a, index, n))
SRT_STATUS(srt_select_all_put, (Handle a, const int64_t* index, int32_t n, Handle value), select_all(*a, index, n).copy_(*value))
SRT_TENSOR(srt_index, (Handle a, const IndexArg* index, int32_t n), a->index(indices(index, n)))
SRT_STATUS(srt_index_put, (Handle a, const IndexArg* index, int32_t n, Handle value), a->index_put_(indices(index, n), *value))
SRT_STATUS(srt_index_put_scalar, (Handle a, const IndexArg* index, int32_t n, ScalarArg value), a->index_put_(indices(index, n), sc(value)))
SRT_TENSOR(srt_index_tensors, (Handle a, const Handle* index, int32_t n), [&] {
    c10::List<Opt<Tensor>> list;
    for (int32_t i = 0; i < n; i++) list.push_back(opt(index[i]));
    return a->index(list);
}())
SRT_STATUS(srt_index_put_tensors, (Handle a, const Handle* index, int32_t n, Handle value, bool accumulate), {
    c10::List<Opt<Tensor>> list;
    for (int32_t i = 0; i < n; i++) list.push_back(opt(index[i]));
    a->index_put_(list, *value, accumulate);
})

SRT_VALUE(int32_t, -1, srt_equal, (Handle a, Handle b), a->is_same_size(*b) && a->equal(*b) ? 1 : 0)
SRT_TENSOR(srt_where_self, (Handle condition, Handle x, Handle y), at::where(*condition, *x, *y))
SRT_API int64_t srt_where_indices(Handle condition, Handle** out) {
    return guard_list(out, [&] { return at::where(*condition); });
}
SRT_TENSOR(srt_searchsorted, (Handle sorted, Handle values, bool out_int32, bool right, Handle sorter),
           at::searchsorted(*sorted, *values, out_int32, right, Opt<StringView>(), opt(sorter)))
SRT_TENSOR(srt_searchsorted_scalar, (Handle sorted, ScalarArg value, bool out_int32, bool right, Handle sorter),
           at::searchsorted(*sorted, sc(value), out_int32, right, Opt<StringView>(), opt(sorter)))
SRT_TENSOR(srt_gather_sparse, (Handle a, int64_t dim, Handle index, bool sparse_grad), a->gather(dim, *index, sparse_grad))
SRT_VALUE(int32_t, -1, srt_promote_types, (int32_t a, int32_t b), static_cast<int32_t>(at::promote_types(st(a), st(b))))
SRT_VALUE(int32_t, -1, srt_result_type, (Handle a, Handle b), static_cast<int32_t>(at::result_type(*a, *b)))
SRT_VALUE(int32_t, -1, srt_can_cast, (int32_t from, int32_t to), at::can_cast(st(from), st(to)) ? 1 : 0)
SRT_TENSOR(srt_cdist, (Handle a, Handle b, double p, int64_t mode), at::cdist(*a, *b, p, Opt<int64_t>(mode)))
