// SAC's updates on HalfCheetah's sizes (observations 17, actions 6): batch 256, a tanh-Gaussian actor and two critics of 256-256 with
// targets, a tuned temperature.
#pragma once
#include "support.h"

namespace floors {

class SacLoop {
public:
    static constexpr int64_t kPerUpdate = 1;

    SacLoop() { targets_.values.copy_(critics_.values); }

    void Update() {
        Draw(rows_, kCapacity, random_);
        Gather(observations_, rows_, batch_);
        Gather(successors_, rows_, next_);
        Gather(actions_, rows_, taken_);
        Gather(rewards_, rows_, reward_);
        Gather(discounts_, rows_, discount_);
        const float temperature = std::exp(temperature_.values.data_ptr<float>()[0]);
        LearnCritics(temperature);
        LearnActor(temperature);
        const at::NoGradGuard frozen;
        targets_.values.mul_(1 - kRate).add_(critics_.values, kRate);
    }

private:
    static constexpr int64_t kBatch = 256, kCapacity = 10000, kObservation = 17, kActions = 6, kHidden = 256;
    static constexpr double kRate = 0.005;
    static constexpr float kTargetEntropy = -6;

    static std::vector<Shape> Mlp(int64_t inputs, int64_t outputs, int copies) {
        std::vector<Shape> shapes;
        for (int copy = 0; copy < copies; copy++)
            for (const Shape& shape : std::initializer_list<Shape>{{kHidden, inputs}, {kHidden}, {kHidden, kHidden}, {kHidden}, {outputs, kHidden}, {outputs}}) shapes.push_back(shape);
        return shapes;
    }

    static at::Tensor Forward(const std::vector<at::Tensor>& p, size_t first, const at::Tensor& input) {
        const auto hidden = at::relu(at::linear(input, p[first], p[first + 1]));
        return at::linear(at::relu(at::linear(hidden, p[first + 2], p[first + 3])), p[first + 4], p[first + 5]);
    }

    // Actions tanh(mean + scale noise) and their log-densities.
    std::pair<at::Tensor, at::Tensor> Sample(const std::vector<at::Tensor>& actor, const at::Tensor& observations) const {
        const auto heads = Forward(actor, 0, observations);
        const auto log_scale = heads.narrow(1, kActions, kActions).clamp(-20, 2);
        const auto noise = at::randn({kBatch, kActions});
        const auto unsquashed = at::addcmul(heads.narrow(1, 0, kActions), log_scale.exp(), noise);
        const auto slope = unsquashed + at::softplus(unsquashed * -2);
        const auto log_density = (slope * 2 - log_scale - noise * noise * 0.5f).sum(1) - static_cast<double>(kActions) * (2 * std::log(2.0) + 0.5 * std::log(2 * M_PI));
        return {unsquashed.tanh(), log_density};
    }

    at::Tensor Smallest(const std::vector<at::Tensor>& critics, const at::Tensor& input) const {
        return at::minimum(Forward(critics, 0, input), Forward(critics, 6, input)).squeeze(1);
    }

    void LearnCritics(float temperature) {
        at::Tensor targets;
        {
            const at::NoGradGuard frozen;
            const auto [actions, log_density] = Sample(actor_.frozen, next_);
            const auto values = Smallest(targets_.frozen, at::cat({next_, actions}, 1)).sub_(log_density, temperature);
            targets = at::addcmul(reward_, discount_, values);
        }
        const auto input = at::cat({batch_, taken_}, 1);
        const auto first = at::mse_loss(Forward(critics_.parameters, 0, input).squeeze(1), targets);
        const auto second = at::mse_loss(Forward(critics_.parameters, 6, input).squeeze(1), targets);
        critics_.gradients.zero_();
        ((first + second) * 0.5).backward();
        critics_adam_.Step();
    }

    void LearnActor(float temperature) {
        const auto [actions, log_density] = Sample(actor_.parameters, batch_);
        const auto loss = (log_density * temperature - Smallest(critics_.frozen, at::cat({batch_, actions}, 1))).mean();
        actor_.gradients.zero_();
        loss.backward();
        actor_adam_.Step();
        temperature_.gradients.data_ptr<float>()[0] = -temperature * (log_density.detach().mean().item<float>() + kTargetEntropy);
        temperature_adam_.Step();
    }

    Flat actor_{Mlp(kObservation, 2 * kActions, 1)}, critics_{Mlp(kObservation + kActions, 1, 2)}, targets_{Mlp(kObservation + kActions, 1, 2)}, temperature_{{{1}}};
    Adam actor_adam_{actor_, 3e-4f}, critics_adam_{critics_, 3e-4f}, temperature_adam_{temperature_, 3e-4f};
    at::Tensor observations_ = at::randn({kCapacity, kObservation}), successors_ = at::randn({kCapacity, kObservation}), actions_ = at::rand({kCapacity, kActions}) * 2 - 1;
    at::Tensor rewards_ = at::randn({kCapacity}), discounts_ = (at::rand({kCapacity}) > 0.01).to(at::kFloat) * 0.99;
    at::Tensor batch_ = at::zeros({kBatch, kObservation}), next_ = at::zeros({kBatch, kObservation}), taken_ = at::zeros({kBatch, kActions});
    at::Tensor reward_ = at::zeros({kBatch}), discount_ = at::zeros({kBatch});
    std::vector<int64_t> rows_ = std::vector<int64_t>(kBatch);
    std::mt19937 random_{1};
};

}  // namespace floors
