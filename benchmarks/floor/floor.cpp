// floor [SECONDS]: how fast A2C's tensor work on MinAtar can go in C++.
//
// The same tensor work as `softrl train a2c --env MinAtar/Breakout-v1 --envs 16`: per update five acting passes over 16
// observations, one pass over the successors, one differentiated pass over all 80, the loss, a clipped RMSProp step with epsilon
// inside the root. Everything that is not tensor work is left out: there is no environment (observations come from a pool of
// random ones), no episodes, no logs, no checkpoints. Parameters and gradients are views of two flat vectors; sampling, returns
// and the optimiser run on the host's memory. Prints one JSON object. Threads: OMP_NUM_THREADS.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <malloc.h>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <vector>

namespace {

constexpr int64_t kEnvironments = 16, kSteps = 5, kBatch = kEnvironments * kSteps;
constexpr int64_t kChannels = 4, kSide = 10, kObservation = kChannels * kSide * kSide, kActions = 3;
constexpr int64_t kFilters = 16, kFeatures = kFilters * 8 * 8, kHidden = 128, kOutputs = kActions + 1;
constexpr int64_t kPool = 64;
constexpr float kDiscount = 0.99f, kTemperature = 0.01f, kValueWeight = 0.5f;
constexpr float kLearningRate = 7e-4f, kDecay = 0.99f, kEpsilon = 1e-5f, kMaxNorm = 0.5f;

double Now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// A convolution of 16 3x3 filters, 128 hidden units, one output layer for logits and value.
class Network {
public:
    Network() {
        const std::vector<std::vector<int64_t>> shapes = {
            {kFilters, kChannels, 3, 3}, {kFilters}, {kHidden, kFeatures}, {kHidden}, {kOutputs, kHidden}, {kOutputs}};
        int64_t count = 0;
        for (const auto& shape : shapes) count += Size(shape);
        values_ = at::empty({count});
        gradients_ = at::zeros({count});
        squares_ = at::ones({count});
        int64_t offset = 0;
        for (const auto& shape : shapes) {
            const int64_t size = Size(shape);
            at::Tensor parameter = values_.narrow(0, offset, size).view(shape);
            if (shape.size() > 1) {
                parameter.normal_(0, std::sqrt(2.0 / static_cast<double>(size / shape[0])));
            } else {
                parameter.zero_();
            }
            parameter.set_requires_grad(true);
            parameter.mutable_grad() = gradients_.narrow(0, offset, size).view(shape);
            parameters_.push_back(parameter);
            offset += size;
        }
    }

    at::Tensor Forward(const at::Tensor& observations) const {
        const auto convolved = at::relu(at::conv2d(observations, parameters_[0], parameters_[1]));
        const auto hidden = at::relu(at::linear(convolved.flatten(1), parameters_[2], parameters_[3]));
        return at::linear(hidden, parameters_[4], parameters_[5]);
    }

    void ZeroGradients() { gradients_.zero_(); }

    void Step() {
        const int64_t count = values_.numel();
        float* value = values_.data_ptr<float>();
        float* square = squares_.data_ptr<float>();
        const float* gradient = gradients_.data_ptr<float>();
        float lanes[16] = {};
        int64_t i = 0;
        for (; i + 16 <= count; i += 16)
            for (int lane = 0; lane < 16; lane++) lanes[lane] += gradient[i + lane] * gradient[i + lane];
        float sum = 0;
        for (const float lane : lanes) sum += lane;
        for (; i < count; i++) sum += gradient[i] * gradient[i];
        const float norm = std::sqrt(sum);
        const float factor = norm > kMaxNorm ? kMaxNorm / norm : 1.0f;
        for (i = 0; i < count; i++) {
            const float g = gradient[i] * factor;
            square[i] = kDecay * square[i] + (1 - kDecay) * g * g;
            value[i] -= kLearningRate * g / std::sqrt(square[i] + kEpsilon);
        }
    }

private:
    static int64_t Size(const std::vector<int64_t>& shape) {
        int64_t size = 1;
        for (const int64_t extent : shape) size *= extent;
        return size;
    }

    at::Tensor values_, gradients_, squares_;
    std::vector<at::Tensor> parameters_;
};

// Draws an action per row from the softmax of the logits.
void Sample(const float* outputs, std::mt19937& random, int64_t* actions) {
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

double Rate(Loop& loop, double seconds) {
    const double start = Now();
    int64_t updates = 0;
    double elapsed = 0;
    while ((elapsed = Now() - start) < seconds || updates < 5) {
        loop.Update();
        updates++;
    }
    return static_cast<double>(updates * kBatch) / elapsed;
}

}  // namespace

int main(int argc, char** argv) {
    // Freed memory stays with the process, as in the agents that are compared with this.
    mallopt(M_TRIM_THRESHOLD, 2000000000);
    mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
    const double seconds = argc > 1 ? std::atof(argv[1]) : 5;
    if (!(seconds > 0)) {
        std::fprintf(stderr, "floor [SECONDS]: SECONDS must be positive, not '%s'.\n", argv[1]);
        return 2;
    }
    if (const char* threads = std::getenv("OMP_NUM_THREADS")) at::set_num_threads(std::max(1, std::atoi(threads)));
    Loop loop;
    Rate(loop, seconds / 4);
    const double rate = Rate(loop, seconds);
    std::printf("{\"steps_per_second\": %.1f, \"threads\": %d}\n", rate, at::get_num_threads());
    return 0;
}
