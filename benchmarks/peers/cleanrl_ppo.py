"""cleanrl_ppo.py a2c-cartpole SECONDS: CleanRL's PPO with the settings that make it A2C, 16 environments, rollouts of 5.

Runs the module cleanrl.ppo as its command line does, in a temporary folder, and counts its iterations by what it prints.
"""

import io
import contextlib
import os
import runpy
import sys
import tempfile
import time

from measuring import arguments, need, report

_, seconds = arguments(("a2c-cartpole",))
numpy, torch, gymnasium, _, _ = need("numpy", "torch", "gymnasium", "tyro", "torch.utils.tensorboard")
need("cleanrl")

STEPS = 16 * 5


class TimeIsOver(Exception):
    pass


class Clock(io.TextIOBase):
    """Standard output: CleanRL prints a line with its speed, SPS, once an iteration."""

    def __init__(self):
        self.warm, self.counted, self.iterations, self.rate = None, None, 0, None

    def write(self, text):
        if "SPS" not in text:
            return len(text)
        now = time.perf_counter()
        self.iterations += 1
        if self.warm is None:
            self.warm = now + seconds / 4
        elif self.counted is None and now >= self.warm:
            self.counted = (now, self.iterations)
        elif self.counted is not None and now >= self.counted[0] + seconds:
            self.rate = STEPS * (self.iterations - self.counted[1]) / (now - self.counted[0])
            raise TimeIsOver
        return len(text)


def main():
    sys.argv = [
        "cleanrl/ppo.py", "--env-id", "CartPole-v1", "--num-envs", "16", "--num-steps", "5", "--num-minibatches", "1", "--update-epochs", "1",
        "--no-norm-adv", "--no-clip-vloss", "--gae-lambda", "1.0", "--no-anneal-lr", "--total-timesteps", str(10**9), "--no-cuda",
    ]
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with contextlib.redirect_stdout(clock), contextlib.suppress(TimeIsOver):
            runpy.run_module("cleanrl.ppo", run_name="__main__")
        os.chdir("/")
    report(clock.rate, numpy, gymnasium)


main()
