"""Steps CartPole-v1 in Gymnasium's own vector environments, in this process, and times it.

Reads a line "kind count steps" and writes the seconds that so many steps of so many environments took. Kinds: sync (one
after another: what gymnasium.make_vec gives for environments without a vectorised version of their own) and own (the
vectorised CartPole of Gymnasium 1.0 and later).
"""

import sys
import time

import gymnasium
import numpy


def make(kind, count):
    if kind == "own":
        return gymnasium.make_vec("CartPole-v1", num_envs=count, vectorization_mode="vector_entry_point")
    return gymnasium.vector.SyncVectorEnv([lambda: gymnasium.make("CartPole-v1") for _ in range(count)])


def main():
    print(gymnasium.__version__, flush=True)
    made = {}
    for line in sys.stdin:
        kind, count, steps = line.split()[0], *map(int, line.split()[1:])
        if kind not in made:
            made[kind] = make(kind, count)
        environments = made[kind]
        environments.reset(seed=1)
        actions = numpy.random.default_rng(1).integers(0, 2, size=(steps, count))
        begin = time.perf_counter()
        for step in range(steps):
            environments.step(actions[step])
        print(time.perf_counter() - begin, flush=True)


main()
