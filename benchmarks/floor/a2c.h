// A2C's tensor work: per update five acting passes over 16 observations, one pass over the successors, one differentiated pass over all
// 80, the loss, a clipped RMSProp step with epsilon inside the root; sampling and returns on the host's memory. The network is that of
// MinAtar Breakout or the one of Mnih et al. (2015), whose observations are bytes.
#pragma once
#include "support.h"

namespace floors {

namespace a2c {

constexpr int64_t kEnvironments = 16, kSteps = 5, kBatch = kEnvironments * kSteps;
constexpr float kDiscount = 0.99f, kTemperature = 0.01f, kValueWeight = 0.5f;
constexpr float kLearningRate = 7e-4f, kDecay = 0.99f, kEpsilon = 1e-5f, kMaxNorm = 0.5f;

// Rectified convolutions, rectified hidden units, one output layer for logits and value.
template <class Sizes>
class Network {
public:
    at::Tensor Forward(const at::Tensor& observations) const {
        const auto& p = flat_.parameters;
        auto features = Sizes::kBytes ? observations.to(at::kFloat).div_(255) : observations;
        size_t at = 0;
        for (const int64_t stride : Sizes::Strides()) {
            features = at::relu(at::conv2d(features, p[at], p[at + 1], stride));
            at += 2;
        }
        const auto hidden = at::relu(at::linear(features.flatten(1), p[at], p[at + 1]));
        return at::linear(hidden, p[at + 2], p[at + 3]);
    }

    void ZeroGradients() { flat_.gradients.zero_(); }

    void Step() {
        const int64_t count = flat_.values.numel();
        float* value = flat_.values.data_ptr<float>();
        float* square = squares_.data_ptr<float>();
        const float* gradient = flat_.gradients.data_ptr<float>();
        const float norm = flat_.Norm();
        const float factor = norm > kMaxNorm ? kMaxNorm / norm : 1.0f;
        for (int64_t i = 0; i < count; i++) {
            const float g = gradient[i] * factor;
            square[i] = kDecay * square[i] + (1 - kDecay) * g * g;
            value[i] -= kLearningRate * g / std::sqrt(square[i] + kEpsilon);
        }
    }

private:
    Flat flat_{Sizes::Shapes()};
    at::Tensor squares_ = at::ones_like(flat_.values);
};

struct MinAtar {
    static constexpr bool kBytes = false;
    static constexpr int64_t kChannels = 4, kSide = 10, kActions = 3, kPool = 64;
    static std::vector<int64_t> Strides() { return {1}; }
    static std::vector<Shape> Shapes() { return {{16, kChannels, 3, 3}, {16}, {128, 16 * 8 * 8}, {128}, {kActions + 1, 128}, {kActions + 1}}; }
    static at::Tensor Pictures(const Shape& shape) { return (at::rand(shape) < 0.1).to(at::kFloat); }
};

struct Nature {
    static constexpr bool kBytes = true;
    static constexpr int64_t kChannels = 4, kSide = 84, kActions = 6, kPool = 4;
    static std::vector<int64_t> Strides() { return {4, 2, 1}; }
    static std::vector<Shape> Shapes() {
        return {{32, kChannels, 8, 8}, {32}, {64, 32, 4, 4}, {64}, {64, 64, 3, 3}, {64}, {512, 64 * 7 * 7}, {512}, {kActions + 1, 512}, {kActions + 1}};
    }
    static at::Tensor Pictures(const Shape& shape) { return at::randint(256, shape, at::kByte); }
};

// Draws an action per row from the softmax of the logits.
template <int64_t kActions>
void Sample(const float* outputs, std::mt19937& random, int64_t* actions) {
    std::uniform_real_distribution<float> uniform;
    for (int64_t row = 0; row < kEnvironments; row++, outputs += kActions + 1) {
        float weights[kActions], total = 0, highest = outputs[0];
        for (int64_t a = 1; a < kActions; a++) highest = std::max(highest, outputs[a]);
        for (int64_t a = 0; a < kActions; a++) total += weights[a] = std::exp(outputs[a] - highest);
        float threshold = uniform(random) * total;
        int64_t action = 0;
        while (action < kActions - 1 && (threshold -= weights[action]) >= 0) action++;
        actions[row] = action;
    }
}

template <class Sizes>
class Loop {
public:
    static constexpr int64_t kPerUpdate = kBatch;

    Loop()
        : pool_(Sizes::Pictures({kPool, kSteps + 1, kEnvironments, kChannels, kSide, kSide})),
          rewards_((at::rand({kPool, kBatch}) < 0.1).to(at::kFloat)),
          continues_((at::rand({kPool, kBatch}) > 0.02).to(at::kFloat)),
          observations_(at::zeros_like(pool_[0])),
          actions_(at::zeros({kBatch}, at::kLong)),
          returns_(at::zeros({kBatch})) {}

    void Update() {
        const int64_t index = updates_++ % kPool;
        Collect(index);
        Learn(index);
    }

private:
    static constexpr int64_t kChannels = Sizes::kChannels, kSide = Sizes::kSide, kActions = Sizes::kActions, kPool = Sizes::kPool;

    void Collect(int64_t index) {
        const at::NoGradGuard frozen;
        const size_t bytes = observations_.nbytes() / (kSteps + 1);
        const char* source = static_cast<const char*>(pool_.data_ptr()) + index * observations_.nbytes();
        char* target = static_cast<char*>(observations_.data_ptr());
        for (int64_t step = 0; step <= kSteps; step++) {
            std::memcpy(target + step * bytes, source + step * bytes, bytes);
            if (step == kSteps) break;
            const auto outputs = network_.Forward(observations_[step]);
            Sample<kActions>(outputs.template data_ptr<float>(), random_, actions_.data_ptr<int64_t>() + step * kEnvironments);
        }
    }

    void Learn(int64_t index) {
        const auto outputs = network_.Forward(observations_.narrow(0, 0, kSteps).view({kBatch, kChannels, kSide, kSide}));
        const auto values = outputs.select(1, kActions);
        const auto log_policy = at::log_softmax(outputs.narrow(1, 0, kActions), 1);
        const auto taken = log_policy.gather(1, actions_.unsqueeze(1)).squeeze(1);
        const auto negative_entropy = (log_policy.exp() * log_policy).sum(1);
        Returns(index);
        const auto advantages = returns_ - values.detach();
        const auto error = values - returns_;
        const auto loss = (kTemperature * negative_entropy - taken * advantages).mean() + kValueWeight * 0.5f * (error * error).mean();
        network_.ZeroGradients();
        loss.backward();
        network_.Step();
    }

    void Returns(int64_t index) {
        const at::NoGradGuard frozen;
        const auto last = network_.Forward(observations_[kSteps]);
        const float* rewards = rewards_.data_ptr<float>() + index * kBatch;
        const float* continues = continues_.data_ptr<float>() + index * kBatch;
        float* returns = returns_.data_ptr<float>();
        for (int64_t row = 0; row < kEnvironments; row++) {
            float value = last.template data_ptr<float>()[row * (kActions + 1) + kActions];
            for (int64_t at = (kSteps - 1) * kEnvironments + row; at >= 0; at -= kEnvironments)
                returns[at] = value = rewards[at] + kDiscount * continues[at] * value;
        }
    }

    Network<Sizes> network_;
    at::Tensor pool_, rewards_, continues_, observations_, actions_, returns_;
    std::mt19937 random_{1};
    int64_t updates_ = 0;
};

}  // namespace a2c

using A2cLoop = a2c::Loop<a2c::MinAtar>;
using A2cNatureLoop = a2c::Loop<a2c::Nature>;

}  // namespace floors
