// floor a2c|a2c-nature|dqn|sac [SECONDS]: how fast an agent's tensor work can go in C++.
//
// The same tensor work as `softrl train a2c --env MinAtar/Breakout-v1 --envs 16`, as that with Atari's pictures, as the updates of `dqn` on
// MinAtar, or as those of `sac` on HalfCheetah's sizes. Everything else is left out: there is no environment (observations are random ones from memory), and dqn and sac do
// not act; no episodes, no logs, no checkpoints. Parameters and gradients are views of flat vectors; replay memory, returns and the
// optimiser work on the host's memory. Prints one JSON object. Threads: OMP_NUM_THREADS.
#include <ATen/Parallel.h>
#include <malloc.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "a2c.h"
#include "dqn.h"
#include "sac.h"

namespace {

// Environment steps, or updates where there is one per step, in a second.
template <class Loop>
double Rate(Loop& loop, double seconds) {
    const double start = floors::Now();
    int64_t updates = 0;
    double elapsed = 0;
    while ((elapsed = floors::Now() - start) < seconds || updates < 5) {
        loop.Update();
        updates++;
    }
    return static_cast<double>(updates * Loop::kPerUpdate) / elapsed;
}

template <class Loop>
double Measure(double seconds) {
    Loop loop;
    Rate(loop, seconds / 4);
    return Rate(loop, seconds);
}

}  // namespace

int main(int argc, char** argv) {
    // Freed memory stays with the process, as in the agents that are compared with this.
    mallopt(M_TRIM_THRESHOLD, 2000000000);
    mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
    const std::string name = argc > 1 ? argv[1] : "";
    const double seconds = argc > 2 ? std::atof(argv[2]) : 5;
    double (*const measure)(double) = name == "a2c"          ? Measure<floors::A2cLoop>
                                      : name == "a2c-nature" ? Measure<floors::A2cNatureLoop>
                                      : name == "dqn"        ? Measure<floors::DqnLoop>
                                      : name == "sac"        ? Measure<floors::SacLoop>
                                                             : nullptr;
    if (measure == nullptr || !(seconds > 0)) {
        std::fprintf(stderr, "floor a2c|a2c-nature|dqn|sac [SECONDS]: not '%s' for %g seconds.\n", name.c_str(), seconds);
        return 2;
    }
    if (const char* threads = std::getenv("OMP_NUM_THREADS")) at::set_num_threads(std::max(1, std::atoi(threads)));
    std::printf("{\"steps_per_second\": %.1f, \"threads\": %d}\n", measure(seconds), at::get_num_threads());
    return 0;
}
