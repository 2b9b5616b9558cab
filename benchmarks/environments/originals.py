"""Steps the published Python environments with random actions, and says how many steps a second of processor time that was.

Reads lines "family id seconds" and answers each with a line: a number, "missing" and the reason, or "none" where the
packages are there but have no such environment. Families: minatar
(MinAtar's own interface, six actions, the observation taken after every step and reset) and gymnasium (as gymnasium.make
gives it).
"""

import importlib
import logging
import random
import sys
import time
import warnings

PORTION = 200


class MinAtarGame:
    def __init__(self, name):
        game = importlib.import_module("minatar").Environment(name)
        game.seed(1)
        self.game, self.actions = game, range(6)

    def reset(self):
        self.game.reset()
        self.game.state()

    def step(self, action):
        _, ended = self.game.act(action)
        self.game.state()
        return ended


class GymnasiumGame:
    def __init__(self, name):
        gymnasium = importlib.import_module("gymnasium")
        self.game = gymnasium.make(name)
        space = self.game.action_space
        space.seed(1)
        self.actions = [space.sample() for _ in range(4096)]
        self.game.reset(seed=1)

    def reset(self):
        self.game.reset()

    def step(self, action):
        _, _, terminated, truncated, _ = self.game.step(action)
        return terminated or truncated


def make(family, name):
    return MinAtarGame(name) if family == "minatar" else GymnasiumGame(name)


def steps_per_second(game, seconds):
    actions = random.Random(1).choices(game.actions, k=PORTION)
    step, reset, clock = game.step, game.reset, time.process_time
    reset()
    steps, begin = 0, clock()
    while True:
        for action in actions:
            if step(action):
                reset()
        steps += PORTION
        taken = clock() - begin
        if taken >= seconds:
            return steps / taken


def main():
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    made = {}
    for line in sys.stdin:
        family, name, seconds = line.split()
        try:
            if (family, name) not in made:
                made[family, name] = make(family, name)
            print(steps_per_second(made[family, name], float(seconds)), flush=True)
        except Exception as error:
            kind = type(error).__name__
            print("none" if kind == "NameNotFound" else f"missing {kind} {error}".replace("\n", " "), flush=True)


main()
