"""Gymnasium environments, played one after another in this process.

They are made by gymnasium.make and stepped in a loop, not by one of Gymnasium's vector environments: those start the next
episode by themselves (in the next step, in the same step or not at all, depending on version and mode) and from their own
random numbers. Here an end is marked, the observation after it is kept, and the next episode starts in the same step from
the seed that the parent has laid ready, so a run does not depend on how environments are spread over processes.
"""

import difflib
import mmap
import re
import sys

from softrl_worker import Fault

ATARI = "gymnasium[atari]"
PIP_NAMES = {
    "ale_py": ATARI,
    "Box2D": "gymnasium[box2d]",
    "cv2": "opencv-python",
    "mujoco": "gymnasium[mujoco]",
    "pygame": "gymnasium[classic-control]",
}
PIP_COMMAND = re.compile(r"""pip install ((?:"[^"]+"|'[^']+'|[^\s`"',.]+)(?:\s+(?!followed)[^\s`"',.]+)*)""")


def missing(what, package, how=""):
    """Something is not installed; pip can install it."""
    return Fault("unavailable", what, pip=how + (f'"{package}"' if "[" in package else package))


def load():
    """The packages that every environment needs."""
    try:
        import gymnasium
        import numpy
    except ModuleNotFoundError as error:
        raise missing(f"Python has no module '{error.name}'", "gymnasium") from None
    return gymnasium, numpy


class Environments:
    """A part of the environments of a vector; the index is that of the environment at work, for reports."""

    def __init__(self, config):
        self.gymnasium, self.numpy = load()
        self.id, self.arguments = config["id"], dict(config["arguments"])
        if config["render"]:
            self.arguments["render_mode"] = "rgb_array"
        self.index, self.first = None, 0
        self.environments = [self.make()]
        self.observation = ObservationForm(self.environments[0].observation_space, self.gymnasium, self.numpy)
        self.action = ActionForm(self.environments[0].action_space, self.gymnasium, self.numpy)
        self.frame = None
        if config["render"]:
            self.environments[0].reset(seed=0)
            self.frame = self.picture(0).shape

    def make(self):
        """A new environment, or a Fault that says what to do."""
        errors = self.gymnasium.error
        try:
            if self.id.startswith("ALE/"):
                import ale_py  # Registers its environments.
            try:
                return self.gymnasium.make(self.id, **self.arguments)
            except (errors.NameNotFound, errors.NamespaceNotFound, errors.VersionNotFound):
                if self.registers_atari():
                    return self.gymnasium.make(self.id, **self.arguments)
                raise
        except errors.DependencyNotInstalled as error:
            named = PIP_COMMAND.findall(str(error))
            raise Fault("unavailable", str(error).splitlines()[0], pip=" ".join(named) if named else None) from None
        except ModuleNotFoundError as error:
            name = (error.name or self.id.split(":")[0]).split(".")[0]
            raise missing(f"'{self.id}' needs the Python module '{name}'", PIP_NAMES.get(name, name)) from None
        except (errors.UnregisteredEnv, errors.NamespaceNotFound) as error:
            if self.id.startswith("ALE/") and isinstance(error, errors.NamespaceNotFound):
                raise missing("ale_py registers no games with this version of Gymnasium", ATARI, "--upgrade ") from None
            raise Fault("unknown", str(error).splitlines()[0], near=self.near()) from None
        except errors.Error as error:
            if "ROM" in str(error):
                raise missing(f"'{self.id}' has no ROM: {str(error).splitlines()[0]}", ATARI, "--upgrade ") from None
            if "alformed environment ID" in str(error):
                raise Fault("unknown", str(error).splitlines()[0], near=self.near()) from None
            raise
        except FileNotFoundError as error:
            if str(error.filename).endswith(".bin"):
                raise missing(f"'{self.id}' has no ROM: {error.filename} does not exist", "ale-py", "--force-reinstall ") from None
            raise

    def registers_atari(self):
        """Whether a package with further environments can be and was only now loaded."""
        known = "ale_py" in sys.modules
        try:
            import ale_py
        except ImportError:
            return False
        return not known

    def near(self):
        """Ids like the one asked for."""
        registry = self.gymnasium.envs.registration.registry
        ids = list(registry.keys()) if hasattr(registry, "keys") else []
        return difflib.get_close_matches(self.id, ids, n=3)

    def describe(self):
        """What the parent has to know."""
        spec = self.environments[0].spec
        return {
            "gymnasium": self.gymnasium.__version__,
            "observation": self.observation.describe(),
            "action": self.action.describe(),
            "max_episode_steps": getattr(spec, "max_episode_steps", None),
            "reward_threshold": getattr(spec, "reward_threshold", None),
            "frame": list(self.frame[:2]) if self.frame else None,
            "frames_per_second": self.environments[0].metadata.get("render_fps"),
        }

    def attach(self, memory):
        """Makes the rest of the environments and maps the shared memory; what each letter does."""
        self.first, count = memory["first"], memory["count"]
        for _ in range(count - 1):
            self.index = self.first + len(self.environments)
            self.environments.append(self.make())
        self.index = None

        with open(memory["path"], "r+b") as file:
            mapped = mmap.mmap(file.fileno(), memory["size"])

        def rows(name, kind, width=None):
            item = self.numpy.dtype(kind).itemsize
            shape = (count,) if width is None else (count, width)
            offset = memory[name] + self.first * item * (width or 1)
            return self.numpy.ndarray(shape, kind, mapped, offset)

        form = self.observation
        self.seeds, self.rewards, self.ends = rows("seeds", "<u4"), rows("rewards", "<f8"), rows("ends", "u1")
        self.actions = rows("actions", self.action.element, self.action.width)
        self.rows = form.rows(rows("observations", form.element, form.width))
        self.finals = form.rows(rows("finals", form.element, form.width))
        if self.frame:
            self.request = self.numpy.ndarray((), "<u4", mapped, memory["request"])
            self.frames = self.numpy.ndarray(tuple(self.frame), "u1", mapped, memory["frames"])
        self.resets = [environment.reset for environment in self.environments]
        self.steps = [environment.step for environment in self.environments]
        return {b"R": self.reset, b"S": self.step, b"P": self.draw}

    def reset(self):
        """Starts an episode of every environment."""
        write = self.observation.write
        for i, start in enumerate(self.resets):
            self.index = self.first + i
            write(self.rows[i], start(seed=int(self.seeds[i]))[0])
        self.index = None

    def step(self):
        """Steps every environment; where one ended, starts its next episode."""
        write, steps, rows = self.observation.write, self.steps, self.rows
        rewards, ends, first = [], [], self.first
        for i, action in enumerate(self.action.read(self.actions)):
            self.index = first + i
            observation, reward, terminated, truncated, _ = steps[i](action)
            if terminated or truncated:
                write(self.finals[i], observation)
                ends.append(1 if terminated else 2)
                observation = self.resets[i](seed=int(self.seeds[i]))[0]
            else:
                ends.append(0)
            write(rows[i], observation)
            rewards.append(float(reward))
        self.rewards[:] = rewards
        self.ends[:] = ends
        self.index = None

    def picture(self, i):
        """What an environment shows of itself."""
        drawn = self.numpy.asarray(self.environments[i].render())
        if drawn.ndim != 3 or drawn.shape[2] != 3 or drawn.dtype != self.numpy.uint8:
            raise Fault("raised", f"render gave {drawn.dtype} {drawn.shape} instead of uint8 [height, width, 3]")
        return drawn

    def draw(self):
        """Draws the environment that was asked for."""
        self.index = int(self.request)
        drawn = self.picture(self.index - self.first)
        if drawn.shape != tuple(self.frame):
            raise Fault("raised", f"render gave {drawn.shape} after {tuple(self.frame)}")
        self.frames[...] = drawn
        self.index = None

    def close(self):
        """Closes the environments."""
        for environment in self.environments:
            environment.close()


class ObservationForm:
    """How observations of a space are written into rows of float32 or bytes."""

    def __init__(self, space, gymnasium, numpy):
        self.numpy, spaces = numpy, gymnasium.spaces
        self.element, self.channels_last = "<f4", False
        if isinstance(space, spaces.Discrete):
            self.shape, self.start = (int(space.n),), int(getattr(space, "start", 0))
            self.low, self.high, self.write = [0.0], [1.0], self.write_one_hot
        elif isinstance(space, spaces.MultiBinary):
            self.shape, self.low, self.high, self.write = tuple(space.shape), [0.0], [1.0], self.write_array
        elif isinstance(space, spaces.Box) and space.dtype.name in ("float32", "float64", "uint8"):
            self.shape, self.write = tuple(space.shape), self.write_array
            self.low, self.high = bounds(space.low, numpy), bounds(space.high, numpy)
            if space.dtype == numpy.uint8:
                self.element, self.write = "u1", self.write_bytes
                self.channels_last = len(self.shape) == 3 and self.shape[2] <= 4 < min(self.shape[:2])
        else:
            raise Fault("space", f"observations {space}: only Discrete, MultiBinary and Box of float32, float64 or uint8 are supported")
        self.width = int(numpy.prod(self.shape, dtype=int))

    def describe(self):
        """Shape as the parent sees it (images channel first), element and bounds."""
        shape = (self.shape[2], *self.shape[:2]) if self.channels_last else self.shape
        return {"shape": shape or (1,), "element": self.element, "low": self.low, "high": self.high}

    def rows(self, flat):
        """Views of the rows, each in the shape of an observation."""
        if self.channels_last:
            return [row.reshape(self.shape[2], *self.shape[:2]).transpose(1, 2, 0) for row in flat]
        return [row.reshape(self.shape) for row in flat]

    def write_array(self, row, observation):
        if getattr(observation, "shape", None) != self.shape:
            observation = self.fit(observation)
        row[...] = observation

    def write_bytes(self, row, observation):
        if getattr(observation, "shape", None) != self.shape or observation.dtype != self.numpy.uint8:
            observation = self.fit(observation)
            if observation.dtype != self.numpy.uint8:
                raise Fault("nonsense", f"gave an observation of {observation.dtype} instead of uint8")
        row[...] = observation

    def write_one_hot(self, row, observation):
        place = int(observation) - self.start
        if not 0 <= place < self.width:
            raise Fault("nonsense", f"gave the observation {observation} outside {self.start}..{self.start + self.width - 1}")
        row[...] = 0
        row[place] = 1

    def fit(self, observation):
        """An observation as an array of the right shape."""
        array = self.numpy.asarray(observation)
        if array.shape != self.shape:
            raise Fault("nonsense", f"gave an observation of shape {array.shape} instead of {self.shape}")
        return array


class ActionForm:
    """How actions of a space are read from rows of int32 or float32."""

    def __init__(self, space, gymnasium, numpy):
        self.numpy, self.space, spaces = numpy, space, gymnasium.spaces
        if isinstance(space, spaces.Discrete):
            self.start, self.element, self.width = int(getattr(space, "start", 0)), "<i4", None
            self.read = self.read_indices if self.start else lambda actions: actions.tolist()
            self.description = {"count": int(space.n)}
        elif isinstance(space, spaces.Box) and space.dtype.kind == "f":
            if None in bounds(space.low, numpy) + bounds(space.high, numpy):
                raise Fault("space", f"actions {space}: the bounds must be finite (gymnasium.wrappers.RescaleAction gives some)")
            self.element, self.width, self.read = "<f4", int(numpy.prod(space.shape, dtype=int)), self.read_vectors
            self.description = {
                "low": numpy.asarray(space.low, "<f4").ravel().tolist(),
                "high": numpy.asarray(space.high, "<f4").ravel().tolist(),
            }
        else:
            raise Fault("space", f"actions {space}: only Discrete and Box of floating-point numbers are supported")

    def describe(self):
        """Count or bounds."""
        return self.description

    def read_indices(self, actions):
        return (actions + self.start).tolist()

    def read_vectors(self, actions):
        """Arrays that the environments may keep, inside the box also where float32 rounds a bound outwards."""
        space = self.space
        vectors = actions.astype(space.dtype).reshape(-1, *space.shape)
        return self.numpy.clip(vectors, space.low, space.high) if space.dtype.itemsize > 4 else vectors


def bounds(values, numpy):
    """Bounds as float32, one when all are alike; None where there is none (older versions write the largest float32)."""
    with numpy.errstate(over="ignore"):
        narrow = numpy.asarray(values, "<f4").ravel()
    if narrow.size > 1 and (narrow == narrow[0]).all():
        narrow = narrow[:1]
    return [float(value) if abs(value) < numpy.finfo("f4").max else None for value in narrow]
