// DQN's updates on MinAtar: batch 32, one differentiated pass and one of the target network, Huber's loss, clipped Adam.
#pragma once
#include "support.h"

namespace floors {

class DqnLoop {
public:
    static constexpr int64_t kPerUpdate = 1;

    void Update() {
        Draw(rows_, kCapacity, random_);
        Gather(observations_, rows_, batch_);
        Gather(successors_, rows_, next_);
        Gather(actions_, rows_, taken_);
        Gather(rewards_, rows_, reward_);
        Gather(discounts_, rows_, discount_);
        at::Tensor targets;
        {
            const at::NoGradGuard frozen;
            targets = at::addcmul(reward_, discount_, Forward(target_.frozen, next_).amax(1));
        }
        const auto q = Forward(trained_.parameters, batch_).gather(1, taken_.unsqueeze(1)).squeeze(1);
        trained_.gradients.zero_();
        at::huber_loss(q, targets).backward();
        const float norm = trained_.Norm();
        adam_.Step(norm > 10 ? 10 / (norm + 1e-6f) : 1);
        if (++updates_ % 1000 == 0) target_.values.copy_(trained_.values);
    }

private:
    static constexpr int64_t kBatch = 32, kCapacity = 10000, kChannels = 4, kSide = 10, kActions = 3, kFilters = 16, kFeatures = kFilters * 8 * 8, kHidden = 128;

    static std::vector<Shape> Shapes() {
        return {{kFilters, kChannels, 3, 3}, {kFilters}, {kHidden, kFeatures}, {kHidden}, {kActions, kHidden}, {kActions}};
    }

    static at::Tensor Forward(const std::vector<at::Tensor>& p, const at::Tensor& observations) {
        const auto convolved = at::relu(at::conv2d(observations, p[0], p[1]));
        return at::linear(at::relu(at::linear(convolved.flatten(1), p[2], p[3])), p[4], p[5]);
    }

    static at::Tensor Pictures() { return (at::rand({kCapacity, kChannels, kSide, kSide}) < 0.1).to(at::kFloat); }

    Flat trained_{Shapes()}, target_{Shapes()};
    Adam adam_{trained_, 2.5e-4f};
    at::Tensor observations_ = Pictures(), successors_ = Pictures(), actions_ = at::randint(0, kActions, {kCapacity}, at::kLong);
    at::Tensor rewards_ = (at::rand({kCapacity}) < 0.1).to(at::kFloat), discounts_ = (at::rand({kCapacity}) > 0.02).to(at::kFloat) * 0.99;
    at::Tensor batch_ = at::zeros({kBatch, kChannels, kSide, kSide}), next_ = at::zeros({kBatch, kChannels, kSide, kSide}), taken_ = at::zeros({kBatch}, at::kLong);
    at::Tensor reward_ = at::zeros({kBatch}), discount_ = at::zeros({kBatch});
    std::vector<int64_t> rows_ = std::vector<int64_t>(kBatch);
    std::mt19937 random_{1};
    int64_t updates_ = 0;
};

}  // namespace floors
