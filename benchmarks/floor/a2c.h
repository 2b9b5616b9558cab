// A2C's tensor work on MinAtar: per update five acting passes over 16 observations, one pass over the successors, one differentiated
// pass over all 80, the loss, a clipped RMSProp step with epsilon inside the root; sampling and returns on the host's memory.
#pragma once
#include "support.h"

namespace floors {

namespace a2c {

constexpr int64_t kEnvironments = 16, kSteps = 5, kBatch = kEnvironments * kSteps;
constexpr int64_t kChannels = 4, kSide = 10, kObservation = kChannels * kSide * kSide, kActions = 3;
constexpr int64_t kFilters = 16, kFeatures = kFilters * 8 * 8, kHidden = 128, kOutputs = kActions + 1;
constexpr int64_t kPool = 64;
constexpr float kDiscount = 0.99f, kTemperature = 0.01f, kValueWeight = 0.5f;
constexpr float kLearningRate = 7e-4f, kDecay = 0.99f, kEpsilon = 1e-5f, kMaxNorm = 0.5f;

// A convolution of 16 3x3 filters, 128 hidden units, one output layer for logits and value.
class Network {
public:
    at::Tensor Forward(const at::Tensor& observations) const {
        const auto& p = flat_.parameters;
        const auto convolved = at::relu(at::conv2d(observations, p[0], p[1]));
        const auto hidden = at::relu(at::linear(convolved.flatten(1), p[2], p[3]));
        return at::linear(hidden, p[4], p[5]);
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
    Flat flat_{{{kFilters, kChannels, 3, 3}, {kFilters}, {kHidden, kFeatures}, {kHidden}, {kOutputs, kHidden}, {kOutputs}}};
    at::Tensor squares_ = at::ones_like(flat_.values);
};

// Draws an action per row from the softmax of the logits.
inline void Sample(const float* outputs, std::mt19937& random, int64_t* actions) {
    std::uniform_real_distribution<float> uniform;
    for (int64_t row = 0; row < kEnvironments; row++, outputs += kOutputs) {
        float weights[kActions], total = 0, highest = outputs[0];
        for (int64_t a = 1; a < kActions; a++) highest = std::max(highest, outputs[a]);
        for (int64_t a = 0; a < kActions; a++) total += weights[a] = std::exp(outputs[a] - highest);
        float threshold = uniform(random) * total;
        int64_t action = 0;
        while (action < kActions - 1 && (threshold -= weights[action]) >= 0) action++;
        actions[row] = action;
    }
}

class Loop {
public:
    static constexpr int64_t kPerUpdate = kBatch;

    Loop()
        : pool_((at::rand({kPool, kSteps + 1, kEnvironments, kObservation}) < 0.1).to(at::kFloat)),
          rewards_((at::rand({kPool, kBatch}) < 0.1).to(at::kFloat)),
          continues_((at::rand({kPool, kBatch}) > 0.02).to(at::kFloat)),
          observations_(at::zeros({kSteps + 1, kEnvironments, kChannels, kSide, kSide})),
          actions_(at::zeros({kBatch}, at::kLong)),
          returns_(at::zeros({kBatch})) {}

    void Update() {
        const int64_t index = updates_++ % kPool;
        Collect(index);
        Learn(index);
    }

private:
    void Collect(int64_t index) {
        const at::NoGradGuard frozen;
        const float* source = pool_.data_ptr<float>() + index * (kSteps + 1) * kEnvironments * kObservation;
        float* target = observations_.data_ptr<float>();
        for (int64_t step = 0; step <= kSteps; step++) {
            const int64_t offset = step * kEnvironments * kObservation;
            std::memcpy(target + offset, source + offset, sizeof(float) * kEnvironments * kObservation);
            if (step == kSteps) break;
            const auto outputs = network_.Forward(observations_[step]);
            Sample(outputs.data_ptr<float>(), random_, actions_.data_ptr<int64_t>() + step * kEnvironments);
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
            float value = last.data_ptr<float>()[row * kOutputs + kActions];
            for (int64_t at = (kSteps - 1) * kEnvironments + row; at >= 0; at -= kEnvironments)
                returns[at] = value = rewards[at] + kDiscount * continues[at] * value;
        }
    }

    Network network_;
    at::Tensor pool_, rewards_, continues_, observations_, actions_, returns_;
    std::mt19937 random_{1};
    int64_t updates_ = 0;
};

}  // namespace a2c

using A2cLoop = a2c::Loop;

}  // namespace floors
