"""The worker of the package with toy environments in place of Gymnasium's, from the standard library alone.

A toy shows [seed modulo 4096, steps of the episode, last action (or the sum of its coordinates)], gives action + 0.5 as the
reward and ends after so many steps. The arguments say what the toys are like and what goes wrong when.
"""

import collections
import itertools
import mmap
import os
import signal
import struct
import subprocess
import sys
import time

import softrl_worker


class Toys:
    def __init__(self, config):
        self.arguments = config["arguments"]
        self.length = self.arguments.get("length", 5)
        self.bytes = self.arguments.get("bytes", False)
        self.box = self.arguments.get("box", 0)
        self.frame = [2, 3] if config["render"] else None
        self.index, self.asked = None, 0
        if "pids" in self.arguments:
            self.note(os.getpid())
            if self.arguments.get("child"):
                self.note(subprocess.Popen(["sleep", "1000"]).pid)
        self.fail("construct")

    def note(self, pid):
        with open(os.path.join(self.arguments["pids"], str(pid)), "w", encoding="ascii"):
            pass

    def describe(self):
        self.fail("describe")
        if self.arguments.get("fault") == "alien":
            return {"observation": {"shape": ["wide"]}}
        action = {"low": [-1.0] * self.box, "high": [2.0] * self.box} if self.box else {"count": 4}
        element = "u1" if self.bytes else "<f4"
        extra = os.getpid() if self.arguments.get("fault") == "unlike" else 0
        return {
            "gymnasium": f"stand-in {extra}",
            "observation": {"shape": [3], "element": element, "low": [0.0], "high": [255.0 if self.bytes else None]},
            "action": action,
            "max_episode_steps": self.length,
            "reward_threshold": 7.5,
            "frame": self.frame,
        }

    def attach(self, memory):
        self.memory, self.first, self.count = memory, memory["first"], memory["count"]
        with open(memory["path"], "r+b") as file:
            self.mapped = mmap.mmap(file.fileno(), memory["size"])
        self.state = [(0, 0, 0)] * self.count
        self.fail("attach")
        return {b"R": self.reset, b"S": self.step, b"P": self.draw}

    def reset(self):
        self.fail_at()
        for i in range(self.count):
            self.index = self.first + i
            self.start(i)
            self.show("observations", i)

    def step(self):
        self.asked += 1
        self.fail_at()
        for i in range(self.count):
            self.index = row = self.first + i
            if self.box:
                action = sum(struct.unpack_from(f"<{self.box}f", self.mapped, self.memory["actions"] + 4 * row * self.box))
            else:
                action = struct.unpack_from("<i", self.mapped, self.memory["actions"] + 4 * row)[0]
            seed, steps, _ = self.state[i]
            self.state[i] = (seed, steps + 1, action)
            ended = steps + 1 == self.length
            kind = 2 if self.arguments.get("truncates") else 1
            reward, end = action + 0.5, kind if ended else 0
            if self.happens("reward"):
                reward = float("nan")
            if self.happens("end"):
                end = 9
            struct.pack_into("<d", self.mapped, self.memory["rewards"] + 8 * row, reward)
            struct.pack_into("B", self.mapped, self.memory["ends"] + row, end)
            if ended:
                self.show("finals", i)
                self.start(i)
            self.show("observations", i)
        self.index = None

    def start(self, i):
        seed = struct.unpack_from("<I", self.mapped, self.memory["seeds"] + 4 * (self.first + i))[0]
        self.state[i] = (seed, 0, 0)

    def show(self, name, i):
        seed, steps, action = self.state[i]
        row = self.first + i
        if self.bytes:
            struct.pack_into("3B", self.mapped, self.memory[name] + 3 * row, seed % 256, steps, int(action))
        else:
            last = float("nan") if self.happens("nan") else action
            struct.pack_into("<3f", self.mapped, self.memory[name] + 12 * row, seed % 4096, steps, last)

    def draw(self):
        index = struct.unpack_from("<I", self.mapped, self.memory["request"])[0]
        steps = self.state[index - self.first][1]
        for place in range(18):
            self.mapped[self.memory["frames"] + place] = (index * 100 + steps * 20 + place) % 256

    def happens(self, fault):
        """Whether this is the step and the environment at which a fault is wanted."""
        wanted = self.arguments
        return wanted.get("fault") == fault and wanted.get("at", 1) == self.asked and wanted.get("index", 0) == self.index

    def fail_at(self):
        if self.arguments.get("prints"):
            print("x" * 1000 + "\n" * 3, "printed by an environment " * 4000)
        if self.arguments.get("at", 1) == self.asked and self.first <= self.arguments.get("index", 0) < self.first + self.count:
            self.index = self.arguments.get("index", 0)
            self.fail("step")
            self.index = None

    def fail(self, place):
        if self.arguments.get("place", "step") != place:
            return
        fault = self.arguments.get("fault")
        if fault == "raise":
            print("a line before the fault", file=sys.stderr)
            raise ValueError("the toy broke")
        if fault == "leave":
            print("leaving early", file=sys.stderr)
            sys.stderr.flush()
            os._exit(7)
        if fault == "leave a child behind":
            if os.fork() == 0:
                self.note(os.getpid())
                time.sleep(1000)
            time.sleep(0.1)
            os._exit(8)
        if fault == "exit":
            sys.exit("the toy called exit")
        if fault == "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        if fault == "hang":
            print("sleeping now")
            time.sleep(1000)
        if fault == "hang in native code":
            collections.deque(itertools.repeat(0), maxlen=0)
        if fault == "letter":
            softrl_worker.toy_connection.send(b"Z")
            time.sleep(1000)
        if fault == "no json":
            softrl_worker.toy_connection.send(b"E\x05\x00\x00\x00{nope")
            time.sleep(1000)
        if fault == "space":
            raise softrl_worker.Fault("space", "observations Dict('a': Discrete(2)): only some are supported")
        if fault == "pip":
            raise softrl_worker.Fault("unavailable", "Python has no module 'gymnasium'", pip="gymnasium")
        if fault == "unknown":
            raise softrl_worker.Fault("unknown", "Environment `Cart` does not exist.", near=["CartPole-v1"])

    def close(self):
        if self.arguments.get("fault") == "stubborn":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(1000)
        if "closed" in self.arguments:
            with open(self.arguments["closed"], "w", encoding="ascii"):
                pass


class Reel:
    """A game of 96 x 90 pixels whose picture is flat: frame f shows f + colour channel. An action's number is its reward; after
    so many frames one of three lives is lost, and the game is over with the last."""

    index = None
    width, height = 96, 90

    def __init__(self, config):
        self.arguments = config["arguments"]
        self.channels = 3 if self.arguments["color"] else 1
        self.length = self.arguments.get("length", 50)
        self.size = self.width * self.height * self.channels
        self.asked = 0

    def describe(self):
        return {"width": self.width, "height": self.height, "channels": self.channels, "actions": [0, 1, 3, 4]}

    def attach(self, memory):
        self.memory = memory
        with open(memory["path"], "r+b") as file:
            self.mapped = mmap.mmap(file.fileno(), memory["size"])
        return {b"R": self.reset, b"A": self.act}

    def reset(self):
        self.frame = 0
        self.show(0)
        self.show(1)
        self.newest = 1
        self.answer(0.0, 0)

    def act(self):
        self.asked += 1
        if self.arguments.get("fault") == "leave" and self.asked == 3:
            os._exit(9)
        action, frames = struct.unpack_from("<2i", self.mapped, self.memory["request"])
        reward, played = 0.0, 0
        while played < frames and self.frame < 3 * self.length:
            self.frame += 1
            played += 1
            reward += action
            self.newest = 1 - self.newest
            self.show(self.newest)
        self.answer(float("inf") if self.arguments.get("fault") == "reward" else reward, played)

    def show(self, place):
        begin = self.memory["pictures"] + place * self.size
        pixel = bytes((self.frame + channel) % 256 for channel in range(self.channels))
        self.mapped[begin:begin + self.size] = pixel * (self.width * self.height)

    def answer(self, reward, played):
        struct.pack_into("<d", self.mapped, self.memory["reward"], reward)
        lives = 3 - self.frame // self.length
        struct.pack_into("<4i", self.mapped, self.memory["state"], played, lives, int(lives == 0), self.newest)

    def close(self):
        pass


class NotedConnection(softrl_worker.Connection):
    def __init__(self, connected):
        super().__init__(connected)
        softrl_worker.toy_connection = self


softrl_worker.prepare = lambda config: (Reel if config["kind"] == "frames" else Toys)(config)
softrl_worker.Connection = NotedConnection
if __name__ == "__main__":
    softrl_worker.main()
