// Generators, seeds, devices.
#include "softrl_torch.h"

#include <ATen/CPUGeneratorImpl.h>
#include <torch/cuda.h>

using namespace srt;

namespace {
at::Generator default_generator(int32_t device_type, int32_t device_index) {
    return at::globalContext().defaultGenerator(device(device_type, device_index));
}
template <class F> auto locked(at::Generator* g, F&& body) {
    std::lock_guard<std::mutex> lock(g->mutex());
    return body();
}
}   // namespace

SRT_API void srt_generator_free(at::Generator* g) { delete g; }
SRT_API at::Generator* srt_generator_default(int32_t device_type, int32_t device_index) {
    return guarded<at::Generator*>(nullptr, [&] { return new at::Generator(default_generator(device_type, device_index)); });
}
// A generator of its own: the clone of the device's default one, seeded afresh. (Clone, so that no CUDA symbol is linked.)
SRT_API at::Generator* srt_generator_new(uint64_t seed, int32_t device_type, int32_t device_index) {
    return guarded<at::Generator*>(nullptr, [&] {
        at::Generator g;
        if (static_cast<at::DeviceType>(device_type) == at::kCPU) {
            g = at::detail::createCPUGenerator(seed);
        } else {
            auto base = default_generator(device_type, device_index);
            std::lock_guard<std::mutex> lock(base.mutex());
            g = base.clone();
            g.set_current_seed(seed);
        }
        return new at::Generator(g);
    });
}
SRT_STATUS(srt_generator_manual_seed, (at::Generator* g, uint64_t seed), locked(g, [&] { g->set_current_seed(seed); return 0; }))
SRT_VALUE(uint64_t, 0, srt_generator_initial_seed, (at::Generator* g), locked(g, [&] { return g->current_seed(); }))
SRT_VALUE(uint64_t, 0, srt_generator_seed, (at::Generator* g), locked(g, [&] { return g->seed(); }))
SRT_TENSOR(srt_generator_get_state, (at::Generator* g), locked(g, [&] { return g->get_state(); }))
SRT_STATUS(srt_generator_set_state, (at::Generator* g, Handle state), locked(g, [&] { g->set_state(*state); return 0; }))
SRT_VALUE(int32_t, 0, srt_generator_device_type, (at::Generator* g), static_cast<int32_t>(g->device().type()))
SRT_VALUE(int32_t, 0, srt_generator_device_index, (at::Generator* g), static_cast<int32_t>(g->device().index()))

// Every device's default generator.
SRT_STATUS(srt_manual_seed, (uint64_t seed), at::manual_seed(seed))

SRT_VALUE(int32_t, 0, srt_cuda_is_available, (), torch::cuda::is_available() ? 1 : 0)
SRT_VALUE(int32_t, 0, srt_cuda_device_count, (), static_cast<int32_t>(torch::cuda::device_count()))
SRT_VALUE(int32_t, 0, srt_cudnn_is_available, (), torch::cuda::cudnn_is_available() ? 1 : 0)
SRT_STATUS(srt_cuda_synchronize, (int64_t index), torch::cuda::synchronize(index))
SRT_STATUS(srt_cuda_manual_seed, (uint64_t seed), torch::cuda::manual_seed(seed))
SRT_STATUS(srt_cuda_manual_seed_all, (uint64_t seed), torch::cuda::manual_seed_all(seed))
