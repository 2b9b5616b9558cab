"""Writes the files beside it: what OpenCV makes of our pictures, and games of our own preprocessed step by step.

    python3 record.py          (python3-opencv and python3-numpy; recorded with OpenCV 4.6.0)

Nothing here is shared with the C# code: the game, the random numbers and the order of preprocessing are written from their
descriptions a second time, and pictures go through OpenCV. A digest is the SHA-256 of bytes, in hexadecimal, its first 16
characters.
"""
import hashlib
import json
import os

import cv2
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
M64 = (1 << 64) - 1


def digest(array):
    return hashlib.sha256(np.ascontiguousarray(array).tobytes()).hexdigest()[:16]


# Random numbers: splitmix64 for seeds, xoshiro256** for draws, as Seeds and Xoshiro256 document them.
GAMMA = 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & M64
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & M64
    return z ^ (z >> 31)


def derive(seed, stream, index=0):
    name = 0xCBF29CE484222325
    for byte in stream.encode("utf-16-le"):
        name = ((name ^ byte) * 0x100000001B3) & M64
    return mix((mix(mix((seed + GAMMA) & M64) ^ name) + GAMMA * (index + 1)) & M64)


class Draws:
    def __init__(self, seed):
        self.s = [mix((seed + GAMMA * (i + 1)) & M64) for i in range(4)]

    def bits(self):
        s = self.s
        rotate = lambda x, k: ((x << k) | (x >> (64 - k))) & M64
        result = (rotate((s[1] * 5) & M64, 7) * 9) & M64
        shifted = (s[1] << 17) & M64
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotate(s[3], 45)
        return result

    def real(self):
        return (self.bits() >> 11) / float(1 << 53)

    def below(self, bound):
        while True:
            product = (self.bits() >> 32) * bound
            if (product & 0xFFFFFFFF) >= ((1 << 32) - bound) % bound:
                return product >> 32


class Meteors:
    """The test game: catch what falls after "fire"; a miss costs a life, the third one the game. Meteors flicker."""

    ACTIONS = [0, 1, 3, 4]
    y, x = np.mgrid[0:210, 0:160]
    SKY = np.stack([(y * 7) & 0xF8, (x * 5 + y) & 0xFF, (x ^ y) & 0xFF], -1).astype(np.uint8)

    def __init__(self, grey):
        self.grey = grey

    def reset(self, seed):
        self.lcg = (seed ^ (seed >> 32)) & 0xFFFFFFFF
        self.ship, self.lives, self.time, self.falling = 76, 3, 0, False
        self.meteor()
        self.pictures = [self.draw()] * 2

    def meteor(self):
        self.lcg = (self.lcg * 1664525 + 1013904223) & 0xFFFFFFFF
        self.left, self.top = (self.lcg >> 16) % 150, 0

    def frame(self, index):
        action, reward = self.ACTIONS[index], 0
        self.time += 1
        if action == 1:
            self.falling = True
        if action == 3:
            self.ship = min(148, self.ship + 3)
        if action == 4:
            self.ship = max(0, self.ship - 3)
        if self.falling:
            self.top += 6
            if self.top >= 186:
                if abs(self.left - self.ship) <= 30:
                    reward = 1 + self.left % 4
                else:
                    reward, self.falling = -2, False
                    self.lives -= 1
                self.meteor()
        self.pictures = [self.pictures[1], self.draw()]
        return reward, self.lives == 0

    def draw(self):
        picture = self.SKY.copy()
        picture[0:6] = (self.time * 11 & 255, 90, 170)
        picture[190:200, self.ship:self.ship + 12] = (200, 40 * self.lives, 60)
        if self.time % 2:
            picture[self.top:self.top + 8, self.left:self.left + 10] = (255, 255 - self.top, 80)
        if self.grey:
            wide = picture.astype(int)
            return ((wide[..., 0] + 2 * wide[..., 1] + wide[..., 2]) // 4).astype(np.uint8)
        return picture


class Agent:
    """One agent's view of the game, under options named as AtariOptions names them."""

    def __init__(self, options):
        self.o = options
        self.game = Meteors(grey=not options["ColorPictures"])
        self.life_lost = False
        self.stack = None

    # Frames.
    def new_game(self):
        self.game.reset(derive(self.seed, "game", self.games))
        self.games += 1
        self.frames, self.held = 0, 0

    def hold(self, action):
        reward, over = self.game.frame(action)
        self.frames += 1
        self.held = action
        return reward, over

    def full_reset(self, seed):
        self.seed, self.games, self.draws = seed, 0, Draws(derive(seed, "atari"))
        self.new_game()
        for _ in range(1 + self.draws.below(self.o["NoOpMax"]) if self.o["NoOpMax"] else 0):
            if self.hold(0)[1]:
                self.new_game()
        self.score, self.steps, self.two = 0, 0, False

    def skip(self, action):
        total, over, obeyed = 0, False, self.held == action
        self.two = self.o["MaxOverFrames"]
        for _ in range(self.o["FrameSkip"]):
            obeyed = obeyed or not self.draws.real() < self.o["StickyActionProbability"]
            reward, over = self.hold(action if obeyed else self.held)
            total += reward
            if over or self.frames >= self.o["MaxFrames"]:
                break
        self.score += total
        return total, 1 if over else 2 if self.frames >= self.o["MaxFrames"] else 0

    # Episodes.
    def life_step(self, action):
        reward, end = self.skip(action)
        left = self.game.lives
        self.life_lost = self.o["EpisodicLives"] and end == 0 and 0 < left < self.lives
        self.lives = left
        return reward, 1 if self.life_lost else end

    def life_start(self, seed):
        if not self.life_lost or self.skip(0)[1]:
            self.full_reset(seed)
        self.life_lost, self.lives = False, self.game.lives

    def reset(self, seed):
        self.life_start(seed)
        if self.o["FireReset"]:
            for action in (1, 2):
                if self.life_step(action)[1]:
                    self.life_start(seed)
        first = self.picture()
        zeros = self.o["StackStart"] == "Zeros"
        self.stack = [np.zeros_like(first) if zeros else first] * (self.o["StackedFrames"] - 1) + [first]
        return np.stack(self.stack)

    def step(self, action):
        reward, end = self.life_step(action)
        self.steps += 1
        self.stack = self.stack[1:] + [self.picture()]
        return np.stack(self.stack), int(np.sign(reward)) if self.o["SignRewards"] else reward, end

    def picture(self):
        older, newest = self.game.pictures
        seen = np.maximum(older, newest) if self.two else newest
        if self.o["ColorPictures"]:
            seen = cv2.cvtColor(seen, cv2.COLOR_RGB2GRAY)
        size = self.o["PictureSize"]
        return cv2.resize(seen, (size, size), interpolation=cv2.INTER_AREA)


BASE = dict(NoOpMax=30, FrameSkip=4, MaxOverFrames=True, StickyActionProbability=0.0, EpisodicLives=True, FireReset=True,
            SignRewards=True, StackedFrames=4, StackStart="Repeated", PictureSize=84, ColorPictures=True, MaxFrames=108000)
V5 = dict(NoOpMax=0, MaxOverFrames=False, StickyActionProbability=0.25, EpisodicLives=False, FireReset=False, ColorPictures=False)
GAMES = {
    "dqn": BASE,
    "a2c": {**BASE, "StackStart": "Zeros"},
    "v5": {**BASE, **V5},
    "cut-off": {**BASE, "MaxFrames": 170, "SignRewards": False, "StackedFrames": 3},
    "other": {**BASE, **V5, "NoOpMax": 7, "FrameSkip": 3, "MaxOverFrames": True, "EpisodicLives": True, "PictureSize": 61},
}


def record_game(name, options, steps=400):
    agent, choose, seed = Agent(options), Draws(99), 1
    with open(os.path.join(HERE, f"meteors-{name}.jsonl"), "w") as out:
        write = lambda **row: out.write(json.dumps(row, separators=(",", ":")) + "\n")
        write(options=options, game="meteors", steps=steps)
        write(reset=seed, observation=digest(agent.reset(seed)))
        for _ in range(steps):
            # Mostly towards the meteor, so that meteors are caught as well as missed.
            action = choose.below(4) if choose.below(2) == 0 else 2 if agent.game.left > agent.game.ship else 3
            observation, reward, end = agent.step(action)
            row = dict(action=action, reward=reward, end=end, observation=digest(observation))
            if end and not agent.life_lost:
                row.update(score=agent.score, length=agent.steps)
            write(**row)
            if end:
                seed += 1
                write(reset=seed, observation=digest(agent.reset(seed)))


def record_pictures():
    with open(os.path.join(HERE, "area-resize.jsonl"), "w") as out:
        for number in range(60):
            draws, height = Draws(number), [210, 214, 230, 250][number % 4]
            if number % 3 == 0:
                picture = np.array([draws.bits() >> 56 for _ in range(height * 160)], np.uint8).reshape(height, 160)
            else:
                picture = np.full((height, 160), draws.below(256), np.uint8)
                for _ in range(40):
                    left, top, wide, high, grey = (draws.below(n) for n in (160, height, 40, 40, 256))
                    picture[top:top + high, left:left + wide] = grey
            for size in (84, 61):
                small = cv2.resize(picture, (size, size), interpolation=cv2.INTER_AREA)
                out.write(json.dumps(dict(seed=number, height=height, noise=number % 3 == 0, size=size, digest=digest(small))) + "\n")
    codes = np.arange(1 << 24, dtype=np.uint32)
    colors = np.stack([codes >> 16, (codes >> 8) & 255, codes & 255], -1).astype(np.uint8).reshape(4096, 4096, 3)
    with open(os.path.join(HERE, "grey.jsonl"), "w") as out:
        out.write(json.dumps(dict(colors="all, red slowest, blue fastest", digest=digest(cv2.cvtColor(colors, cv2.COLOR_RGB2GRAY)))) + "\n")


if __name__ == "__main__":
    record_pictures()
    for name, options in GAMES.items():
        record_game(name, options)
