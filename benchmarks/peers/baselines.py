"""baselines.py a2c-minatar|a2c-cartpole|dqn-minatar|sac-pendulum SECONDS: Stable-Baselines3 through its own interface.

A2C: 16 environments in one process (DummyVecEnv), rollouts of 5. DQN and SAC: one environment, one update per step.
"""

import time

from measuring import arguments, need, report

works = ("a2c-minatar", "a2c-cartpole", "dqn-minatar", "sac-pendulum")
work, seconds = arguments(works)
numpy, torch, gymnasium, stable_baselines3 = need("numpy", "torch", "gymnasium", "stable_baselines3")
packages = [numpy, gymnasium, stable_baselines3]
if work.endswith("minatar"):
    (minatar,) = need("minatar")

from stable_baselines3 import A2C, DQN, SAC  # noqa: E402
from stable_baselines3.common.callbacks import BaseCallback  # noqa: E402
from stable_baselines3.common.env_util import make_vec_env  # noqa: E402
from stable_baselines3.common.torch_layers import BaseFeaturesExtractor  # noqa: E402

LEARNING_STARTS = 500


class Breakout(gymnasium.Env):
    """MinAtar's Breakout with its minimal action set, channels first."""

    def __init__(self):
        self.game = minatar.Environment("breakout")
        self.moves = self.game.minimal_action_set()
        self.action_space = gymnasium.spaces.Discrete(len(self.moves))
        self.observation_space = gymnasium.spaces.Box(0, 1, (4, 10, 10), numpy.float32)

    def observe(self):
        return self.game.state().transpose(2, 0, 1).astype(numpy.float32)

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        if seed is not None:
            self.game.seed(seed)
        self.game.reset()
        return self.observe(), {}

    def step(self, action):
        reward, ended = self.game.act(self.moves[action])
        return self.observe(), reward, ended, False, {}


class Convolution(BaseFeaturesExtractor):
    """16 3x3 filters and 128 hidden units."""

    def __init__(self, observation_space):
        super().__init__(observation_space, 128)
        self.layers = torch.nn.Sequential(
            torch.nn.Conv2d(4, 16, 3), torch.nn.ReLU(), torch.nn.Flatten(), torch.nn.Linear(16 * 8 * 8, 128), torch.nn.ReLU()
        )

    def forward(self, observations):
        return self.layers(observations)


class Clock(BaseCallback):
    """Ends learning when the time is over: a quarter to warm up (at least until learning has begun), then what counts."""

    def __init__(self, first):
        super().__init__()
        self.first, self.warm, self.counted = first, None, None

    def _on_step(self):
        now = time.perf_counter()
        if self.num_timesteps < self.first:
            return True
        if self.warm is None:
            self.warm = now + seconds / 4
        elif self.counted is None and now >= self.warm:
            self.counted = (now, self.num_timesteps)
        elif self.counted is not None and now >= self.counted[0] + seconds:
            self.rate = (self.num_timesteps - self.counted[1]) / (now - self.counted[0])
            return False
        return True


def model():
    network = {"features_extractor_class": Convolution, "net_arch": []}
    common = {"device": "cpu", "seed": 1}
    if work == "a2c-minatar":
        return A2C("MlpPolicy", make_vec_env(Breakout, 16), n_steps=5, ent_coef=0.01, policy_kwargs=network, **common)
    if work == "a2c-cartpole":
        return A2C("MlpPolicy", make_vec_env("CartPole-v1", 16), n_steps=5, **common)
    replay = {"learning_starts": LEARNING_STARTS, "train_freq": 1, "gradient_steps": 1, **common}
    if work == "dqn-minatar":
        # As many random actions as most of a run has.
        return DQN(
            "MlpPolicy", make_vec_env(Breakout, 1), learning_rate=2.5e-4, buffer_size=100_000, batch_size=32, target_update_interval=1000,
            exploration_initial_eps=0.1, exploration_final_eps=0.1, policy_kwargs=network, **replay,
        )
    return SAC("MlpPolicy", make_vec_env("Pendulum-v1", 1), **replay)


def main():
    clock = Clock(0 if work.startswith("a2c") else LEARNING_STARTS + 1)
    model().learn(10**9, callback=clock)
    report(clock.rate, *packages)


main()
