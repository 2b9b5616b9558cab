"""An Atari game of ale_py, frame by frame: no sticky actions, no frame skip, no limit of its own.

The parent asks for an action and a number of frames. Every frame is drawn, into one of two places in turn, so that the last
two pictures are there also where a game ends early; that costs a sixth of what emulating a frame does.
"""

import difflib
import mmap

from softrl_worker import Fault

ALE = '"ale-py>=0.9"'


class Frames:
    """One game."""

    index = None  # There is no vector, so reports name no environment.

    def __init__(self, config):
        try:
            import ale_py
            import ale_py.roms
            import numpy
        except ImportError as error:
            raise Fault("unavailable", f"Atari games need the Python module '{error.name or 'ale_py'}'", pip=ALE) from None
        self.numpy, self.channels = numpy, 3 if config["arguments"]["color"] else 1
        self.ale = ale_py.ALEInterface()
        self.ale.setLoggerMode(ale_py.LoggerMode.Error)
        self.ale.setFloat("repeat_action_probability", 0.0)
        self.ale.setInt("random_seed", 1)
        self.ale.loadROM(self.find(ale_py.roms, config["id"]))
        self.actions = sorted(int(getattr(action, "value", action)) for action in self.ale.getMinimalActionSet())
        self.height, self.width = (int(size) for size in self.ale.getScreenDims())
        self.draw = self.ale.getScreenRGB if self.channels == 3 else self.ale.getScreenGrayscale

    @staticmethod
    def find(roms, game):
        """The file of a game by its name in ids, for example SpaceInvaders."""
        if not hasattr(roms, "get_all_rom_ids"):
            raise Fault("unavailable", "This ale_py is too old to bring ROMs along", pip=f"--upgrade {ALE}")
        names = {rom.title().replace("_", ""): rom for rom in roms.get_all_rom_ids()}
        if game not in names:
            raise Fault("unknown", f"ale_py has no game '{game}'.", near=difflib.get_close_matches(game, names, n=3))
        try:
            path = roms.get_rom_path(names[game])
        except OSError as error:  # Not there, or not what it should be.
            raise Fault("unavailable", f"The ROM of '{game}' is not there: {error}", pip=f"--force-reinstall {ALE}") from None
        if path is None:
            raise Fault("unavailable", f"The ROM of '{game}' is not there", pip=f"--force-reinstall {ALE}")
        return path

    def describe(self):
        """What the parent has to know."""
        return {"height": self.height, "width": self.width, "channels": self.channels, "actions": self.actions}

    def attach(self, memory):
        """Maps the shared memory; what each letter does."""
        with open(memory["path"], "r+b") as file:
            mapped = mmap.mmap(file.fileno(), memory["size"])
        array = self.numpy.ndarray
        shape = (self.height, self.width) if self.channels == 1 else (self.height, self.width, 3)
        size = self.height * self.width * self.channels
        self.pictures = [array(shape, "u1", mapped, memory["pictures"] + place * size) for place in range(2)]
        self.request = array((2,), "<i4", mapped, memory["request"])
        self.reward = array((), "<f8", mapped, memory["reward"])
        self.state = array((4,), "<i4", mapped, memory["state"])
        return {b"R": self.reset, b"A": self.act}

    def reset(self):
        """Starts the game anew; it then has one picture, in both places."""
        self.ale.reset_game()
        for picture in self.pictures:
            self.draw(picture)
        self.newest = 0
        self.reward[...] = 0
        self.state[:] = 0, self.ale.lives(), self.ale.game_over(), self.newest

    def act(self):
        """Holds an action for some frames, at most until the game is over."""
        action, frames = self.request.tolist()
        act, over, draw, newest = self.ale.act, self.ale.game_over, self.draw, self.newest
        reward, played, ended = 0.0, 0, False
        while played < frames and not ended:
            reward += act(action)
            ended = over()
            newest = 1 - newest
            draw(self.pictures[newest])
            played += 1
        self.newest = newest
        self.reward[...] = reward
        self.state[:] = played, self.ale.lives(), ended, newest

    def close(self):
        """Nothing is left open."""
