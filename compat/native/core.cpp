// Errors, handles, metadata, memory, autograd, grad modes.
#include "softrl_torch.h"

#include <ATen/Parallel.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/variable.h>

#include <cstring>

namespace srt {

namespace {
thread_local std::string last_error;
thread_local std::string taken_error;
thread_local bool has_error = false;
thread_local std::vector<Handle> list_result;
}   // namespace

void set_error(const char* message) noexcept {
    try {
        last_error = message == nullptr ? "" : message;
    } catch (...) {
        last_error.clear();
    }
    has_error = true;
}

int64_t box_list(std::vector<Tensor> tensors, Handle** out) {
    list_result.clear();
    list_result.reserve(tensors.size());
    for (auto& t : tensors) list_result.push_back(box(std::move(t)));
    *out = list_result.data();
    return static_cast<int64_t>(list_result.size());
}

}   // namespace srt

using namespace srt;

// The message of the thread's last failure, or null; it is valid until the next call of this function.
SRT_API const char* srt_take_error() {
    if (!has_error) return nullptr;
    has_error = false;
    taken_error.swap(last_error);
    return taken_error.c_str();
}

SRT_API const char* srt_version() { return TORCH_VERSION; }

SRT_API void srt_tensor_free(Handle a) { delete a; }

// ---- metadata: these cannot fail on a defined tensor, except where guarded ------------------------------------------------
SRT_API int64_t srt_dim(Handle a) { return a->dim(); }
SRT_API int64_t srt_numel(Handle a) { return a->numel(); }
SRT_API int64_t srt_element_size(Handle a) { return static_cast<int64_t>(a->dtype().itemsize()); }
SRT_API int32_t srt_dtype(Handle a) { return static_cast<int32_t>(a->scalar_type()); }
SRT_API int32_t srt_device_type(Handle a) { return static_cast<int32_t>(a->device().type()); }
SRT_API int32_t srt_device_index(Handle a) { return static_cast<int32_t>(a->device().index()); }
SRT_API int32_t srt_requires_grad(Handle a) { return a->requires_grad() ? 1 : 0; }
SRT_VALUE(int64_t, -1, srt_storage_offset, (Handle a), a->storage_offset())
SRT_VALUE(int32_t, -1, srt_is_contiguous, (Handle a), a->is_contiguous() ? 1 : 0)
SRT_VALUE(int32_t, -1, srt_is_leaf, (Handle a), a->is_leaf() ? 1 : 0)
SRT_VALUE(int32_t, -1, srt_is_sparse, (Handle a), a->is_sparse() ? 1 : 0)
SRT_VALUE(int32_t, -1, srt_is_pinned, (Handle a), a->is_pinned() ? 1 : 0)
SRT_STATUS(srt_sizes, (Handle a, int64_t* out), std::memcpy(out, a->sizes().data(), sizeof(int64_t) * a->sizes().size()))
SRT_STATUS(srt_strides, (Handle a, int64_t* out), std::memcpy(out, a->strides().data(), sizeof(int64_t) * a->strides().size()))
SRT_VALUE(int64_t, INT64_MIN, srt_size, (Handle a, int64_t dim), a->size(dim))
SRT_VALUE(int64_t, INT64_MIN, srt_stride, (Handle a, int64_t dim), a->stride(dim))
SRT_VALUE(void*, nullptr, srt_data, (Handle a), a->data_ptr())

// ---- one number ---------------------------------------------------------------------------------------------------------------
SRT_STATUS(srt_item_double, (Handle a, double* value), *value = a->item().toDouble())
SRT_STATUS(srt_item_int64, (Handle a, int64_t* value), *value = a->item().to<int64_t>())

// ---- autograd -----------------------------------------------------------------------------------------------------------------
SRT_STATUS(srt_set_requires_grad, (Handle a, bool on), a->set_requires_grad(on))
SRT_TENSOR(srt_grad, (Handle a), a->grad())
SRT_STATUS(srt_set_grad, (Handle a, Handle grad), {
    auto g = or_undefined(grad);
    if (g.defined()) {
        TORCH_CHECK(g.sizes() == a->sizes(), "assigned grad has data of a different size: ", g.sizes(), " against ", a->sizes());
        TORCH_CHECK(g.device() == a->device(), "assigned grad has data located on a different device");
    }
    a->mutable_grad() = g;
})
SRT_STATUS(srt_retain_grad, (Handle a), a->retain_grad())
SRT_TENSOR(srt_detach, (Handle a), a->detach())
SRT_STATUS(srt_detach_, (Handle a), a->detach_())
SRT_STATUS(srt_backward, (const Handle* roots, int32_t root_count, const Handle* grads, int32_t grad_count, bool retain_graph, bool create_graph,
                          const Handle* inputs, int32_t input_count),
           torch::autograd::backward(tensors(roots, root_count), tensors(grads, grad_count), retain_graph, create_graph, tensors(inputs, input_count)))
SRT_API int64_t srt_autograd_grad(const Handle* outputs, int32_t output_count, const Handle* inputs, int32_t input_count, const Handle* grads,
                                  int32_t grad_count, bool retain_graph, bool create_graph, bool allow_unused, Handle** out) {
    return guard_list(out, [&] {
        return torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count), tensors(grads, grad_count), retain_graph, create_graph,
                                     allow_unused);
    });
}
SRT_API int32_t srt_grad_mode() { return at::GradMode::is_enabled() ? 1 : 0; }
SRT_API void srt_set_grad_mode(bool enabled) { at::GradMode::set_enabled(enabled); }

// ---- process --------------------------------------------------------------------------------------------------------------------
SRT_API int32_t srt_get_num_threads() { return at::get_num_threads(); }
SRT_STATUS(srt_set_num_threads, (int32_t n), at::set_num_threads(n))
SRT_API int32_t srt_get_num_interop_threads() { return at::get_num_interop_threads(); }
SRT_STATUS(srt_set_num_interop_threads, (int32_t n), at::set_num_interop_threads(n))
