// What the loops share: a clock, parameters as views of one flat vector, Adam, a pool of random transitions as replay memory.
#pragma once
#include <ATen/ATen.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <initializer_list>
#include <random>
#include <vector>

namespace floors {

using Shape = std::vector<int64_t>;

inline double Now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

inline int64_t Size(const Shape& shape) {
    int64_t size = 1;
    for (const int64_t extent : shape) size *= extent;
    return size;
}

// Parameters and gradients of a network, each one vector of which the layers' tensors are views.
struct Flat {
    explicit Flat(const std::vector<Shape>& shapes) {
        int64_t count = 0;
        for (const auto& shape : shapes) count += Size(shape);
        values = at::empty({count});
        gradients = at::zeros({count});
        int64_t offset = 0;
        for (const auto& shape : shapes) {
            const int64_t size = Size(shape);
            at::Tensor parameter = values.narrow(0, offset, size).view(shape);
            if (shape.size() > 1) {
                parameter.normal_(0, std::sqrt(2.0 / static_cast<double>(size / shape[0])));
            } else {
                parameter.zero_();
            }
            frozen.push_back(parameter.detach());
            parameter.set_requires_grad(true);
            parameter.mutable_grad() = gradients.narrow(0, offset, size).view(shape);
            parameters.push_back(parameter);
            offset += size;
        }
    }

    // The Euclidean norm of the gradient, in sixteen partial sums.
    float Norm() const {
        const int64_t count = gradients.numel();
        const float* gradient = gradients.data_ptr<float>();
        float lanes[16] = {}, sum = 0;
        int64_t i = 0;
        for (; i + 16 <= count; i += 16)
            for (int lane = 0; lane < 16; lane++) lanes[lane] += gradient[i + lane] * gradient[i + lane];
        for (const float lane : lanes) sum += lane;
        for (; i < count; i++) sum += gradient[i] * gradient[i];
        return std::sqrt(sum);
    }

    at::Tensor values, gradients;
    std::vector<at::Tensor> parameters, frozen;   // the same memory; the frozen ones take no gradient
};

// Adam in one pass over a flat vector.
class Adam {
public:
    Adam(Flat& flat, float learning_rate) : flat_(flat), learning_rate_(learning_rate), means_(at::zeros_like(flat.gradients)), squares_(at::zeros_like(flat.gradients)) {}

    void Step(float factor = 1) {
        steps_++;
        const float step_size = learning_rate_ / static_cast<float>(1 - std::pow(0.9, steps_));
        const float square_scale = static_cast<float>(1 / std::sqrt(1 - std::pow(0.999, steps_)));
        const int64_t count = flat_.values.numel();
        float* __restrict value = flat_.values.data_ptr<float>();
        float* __restrict mean = means_.data_ptr<float>();
        float* __restrict square = squares_.data_ptr<float>();
        const float* __restrict gradient = flat_.gradients.data_ptr<float>();
        for (int64_t i = 0; i < count; i++) {
            const float g = gradient[i] * factor;
            mean[i] = 0.9f * mean[i] + 0.1f * g;
            square[i] = 0.999f * square[i] + 0.001f * g * g;
            value[i] -= step_size * mean[i] / (std::sqrt(square[i]) * square_scale + 1e-8f);
        }
    }

private:
    Flat& flat_;
    float learning_rate_;
    at::Tensor means_, squares_;
    int64_t steps_ = 0;
};

// Copies rows drawn at random from a memory [capacity, row] into a minibatch.
inline void Gather(const at::Tensor& memory, const std::vector<int64_t>& rows, at::Tensor& batch) {
    const size_t bytes = memory.nbytes() / static_cast<size_t>(memory.size(0));
    const char* source = static_cast<const char*>(memory.data_ptr());
    char* target = static_cast<char*>(batch.data_ptr());
    for (size_t i = 0; i < rows.size(); i++) std::memcpy(target + i * bytes, source + static_cast<size_t>(rows[i]) * bytes, bytes);
}

inline void Draw(std::vector<int64_t>& rows, int64_t capacity, std::mt19937& random) {
    std::uniform_int_distribution<int64_t> uniform(0, capacity - 1);
    for (auto& row : rows) row = uniform(random);
}

}  // namespace floors
