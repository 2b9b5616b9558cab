"""Environments that tests register with the real Gymnasium: every kind of space, and every kind of fault."""

import gymnasium
import numpy
from gymnasium import spaces

PICTURE = numpy.arange(6 * 7 * 3, dtype=numpy.uint8).reshape(6, 7, 3)


class Odd(gymnasium.Env):
    """Shows whatever the arguments say, for three steps."""

    metadata = {"render_modes": ["rgb_array"], "render_fps": 12}

    def __init__(self, observation, action=None, show=None, fault=None, render_mode=None):
        self.observation_space, self.show, self.fault, self.render_mode = observation, show, fault, render_mode
        self.action_space = action or spaces.Discrete(2)
        self.steps = 0

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        self.steps = 0
        return self.observe(None), {}

    def step(self, action):
        assert self.action_space.contains(action), f"{action!r} of {type(action)} is not in {self.action_space}"
        self.steps += 1
        reward = 1.5
        if self.fault and self.steps == 2:
            if self.fault == "raise":
                raise RuntimeError("the odd environment broke")
            if self.fault == "reward":
                reward = None
            if self.fault in ("shape", "float", "nan", "beyond"):
                wrong = {"shape": numpy.zeros(1, "f4"), "float": PICTURE / 2, "nan": numpy.full((2, 2), numpy.nan), "beyond": 9}
                return wrong[self.fault], 0.0, False, False, {}
        return self.observe(action), reward, self.steps == 3, False, {}

    def observe(self, action):
        return self.show(self, action)

    def render(self):
        return PICTURE


def one_hot(**arguments):
    return Odd(spaces.Discrete(4, start=2), spaces.Discrete(3, start=5), lambda env, a: 2 if a is None else a - 3, **arguments)


def binary(**arguments):
    return Odd(spaces.MultiBinary([2, 3]), None, lambda env, a: numpy.array([[1, 0, 1], [0, 0, a or 0]], "i1"), **arguments)


def double(**arguments):
    low, high = numpy.array([[-1.0, -2], [-numpy.inf, 0]]), numpy.array([[1.0, 2], [3, 4]])
    return Odd(spaces.Box(low, high, dtype=numpy.float64), None, lambda env, a: numpy.array([[0.1, 1], [2, 3]]), **arguments)


def picture(**arguments):
    return Odd(spaces.Box(0, 255, (6, 7, 3), numpy.uint8), None, lambda env, a: PICTURE, **arguments)


def scalar(**arguments):
    return Odd(spaces.Box(-1, 1, (), numpy.float32), None, lambda env, a: 0.25, **arguments)


def steering(**arguments):
    def show(env, action):
        return numpy.zeros(4) if action is None else action.ravel()

    box = spaces.Box(numpy.array([[-0.1, 0], [0, 0]]), numpy.array([[0.1, 1], [2, 3]]), dtype=numpy.float64)
    return Odd(spaces.Box(-10, 10, (4,), numpy.float64), box, show, **arguments)


def draws(**arguments):
    return Odd(spaces.Box(0, 1, (2,), numpy.float32), None, lambda env, a: env.np_random.random(2, dtype="f4"), **arguments)


def dictionary(**arguments):
    return Odd(spaces.Dict({"a": spaces.Discrete(2)}), None, None, **arguments)


def integers(**arguments):
    return Odd(spaces.Box(0, 9, (2,), numpy.int64), None, None, **arguments)


def several(**arguments):
    return Odd(spaces.Discrete(2), spaces.MultiDiscrete([2, 3]), None, **arguments)


def unbounded(**arguments):
    return Odd(spaces.Discrete(2), spaces.Box(-numpy.inf, numpy.inf, (2,)), None, **arguments)


def lacking(**arguments):
    import a_module_that_nobody_has


def dependent(**arguments):
    raise gymnasium.error.DependencyNotInstalled('box2D is not installed, run `pip install "gymnasium[box2d]"`')


def broken(**arguments):
    raise ValueError("it cannot be made")


class Rounded(gymnasium.Wrapper):
    """Lets CartPole go on from what a float32 observation shows, after resets or also after steps: its state is then known
    to the bit."""

    def __init__(self, environment, steps):
        super().__init__(environment)
        self.steps = steps

    def reset(self, **arguments):
        observation, info = super().reset(**arguments)
        self.go_on_from(observation)
        return observation, info

    def step(self, action):
        result = super().step(action)
        if self.steps:
            self.go_on_from(result[0])
        return result

    def go_on_from(self, observation):
        self.unwrapped.state = tuple(float(number) for number in observation)


def cart_pole(steps=False, **arguments):
    return Rounded(gymnasium.make("CartPole-v1", **arguments), steps)


for make in (one_hot, binary, double, picture, scalar, steering, draws, dictionary, integers, several, unbounded, lacking, dependent, broken, cart_pole):
    name = "".join(word.capitalize() for word in make.__name__.split("_"))
    gymnasium.register(f"Odd/{name}-v0", f"{__name__}:{make.__name__}", reward_threshold=2.5 if make is picture else None)
