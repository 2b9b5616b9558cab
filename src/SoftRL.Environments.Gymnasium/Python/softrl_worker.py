"""Worker process of SoftRL.Environments.Gymnasium: plays a part of the environments of a vector, for one parent.

Protocol 1. Standard input holds one line of JSON: where to connect, a token, what to play. Two connections are made, each
beginning with the token and a letter:

  C  control: the worker sends a message that describes what it plays (spaces, limits), the parent one that says where the
     shared memory is and which rows are this worker's. Then the parent sends one letter per batch and the worker answers
     with one: K done, or E and a message. What a letter stands for is up to what is played. When the parent sends no more,
     the worker closes what it plays and leaves.
     A message is its length (4 bytes, low byte first) and JSON in UTF-8. Numbers travel in the shared memory only.
  L  lifeline: carries nothing. When it closes, the parent is gone, and so are this process and those it started.

What environments print goes to standard error; the parent keeps the last lines for its reports.
"""

import atexit
import json
import os
import select
import signal
import socket
import struct
import sys
import threading
import time
import traceback

PROTOCOL = 1
SPIN_SECONDS = 200e-6  # How long to look for the next letter before sleeping: waking up costs 50 us.
TRACEBACK_LINES = 12


class Fault(Exception):
    """What the parent is told instead of an answer: a kind, and what it needs to know about it."""

    def __init__(self, kind, message, **details):
        super().__init__(message)
        self.report = {"kind": kind, "message": message, **details}


class Connection:
    """The control connection. Waits for a letter by looking again and again where the last wait was short."""

    def __init__(self, connected):
        self.socket = connected
        self.socket.setblocking(False)
        self.waits_long = False
        self.give_way = getattr(os, "sched_yield", lambda: time.sleep(0))

    def letter(self):
        """The next letter; empty when the parent is gone."""
        begin = time.perf_counter()
        if not self.waits_long:
            receive, clock, give_way = self.socket.recv, time.perf_counter, self.give_way
            until = begin + SPIN_SECONDS
            while clock() < until:
                try:
                    return receive(1)
                except BlockingIOError:
                    give_way()
        answer = self.receive(1)
        self.waits_long = time.perf_counter() - begin > SPIN_SECONDS
        return answer

    def receive(self, count):
        """As many bytes as asked for; fewer when the parent is gone."""
        data = b""
        while len(data) < count:
            select.select([self.socket], [], [])
            more = self.socket.recv(count - len(data))
            if not more:
                break
            data += more
        return data

    def message(self):
        """The next message; None when the parent is gone."""
        size = self.receive(4)
        return json.loads(self.receive(struct.unpack("<I", size)[0])) if len(size) == 4 else None

    def send(self, data):
        """Sends bytes."""
        view = memoryview(data)
        while view:
            try:
                view = view[self.socket.send(view):]
            except BlockingIOError:
                select.select([], [self.socket], [])

    def send_message(self, content, before=b""):
        """Sends a message, after a letter if one is given."""
        data = json.dumps(content).encode()
        self.send(before + struct.pack("<I", len(data)) + data)


def stand_apart():
    """Leaves Ctrl-C to the parent, and gathers what this process starts in a group that ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpgid") and not leads_a_group():
        os.setpgid(0, 0)
    atexit.register(end_group)
    os.dup2(2, 1)


def leads_a_group():
    """Whether this process and those it started are a group of their own."""
    return hasattr(os, "getpgrp") and os.getpgrp() == os.getpid()


def end_group():
    """Ends this process and those it started, at once."""
    if leads_a_group():
        os.killpg(0, signal.SIGKILL)


def connect(config, letter):
    """A connection to the parent."""
    address = config["address"]
    if isinstance(address, str):
        connected = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connected.connect(address)
    else:
        connected = socket.create_connection(tuple(address))
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connected.sendall(config["token"].encode() + letter)
    return connected


def end_with_parent(lifeline):
    """Ends this process when the lifeline closes: by the kernel where it can (Linux; also while native code holds the
    interpreter), else by a thread."""

    def wait():
        select.select([lifeline], [], [])  # Not recv: the kernel sends no signal to who waits in it.
        end_group()
        os._exit(1)

    try:
        import fcntl

        set_signal = 10  # F_SETSIG of Linux.
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpid() if leads_a_group() else os.getpid())
        if sys.platform == "linux":
            fcntl.fcntl(lifeline, set_signal, signal.SIGKILL)
            fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    except (ImportError, OSError):
        pass
    threading.Thread(target=wait, daemon=True).start()


def explain(error, played):
    """The report of an exception."""
    if isinstance(error, Fault):
        report = error.report
    else:
        lines = "".join(traceback.format_exception(type(error), error, error.__traceback__)).strip().splitlines()
        report = {
            "kind": "raised",
            "message": (str(error) or type(error).__name__).splitlines()[0],
            "type": type(error).__name__,
            "traceback": lines[-TRACEBACK_LINES:],
        }
    index = getattr(played, "index", None)
    if index is not None:
        report.setdefault("index", index)
    return report


def prepare(config):
    """What is to be played, of the kind asked for."""
    if config["protocol"] != PROTOCOL:
        raise Fault("raised", f"the worker speaks protocol {PROTOCOL}, not {config['protocol']}")
    if config["kind"] == "frames":
        from softrl_frames import Frames as Played
    else:
        from softrl_environments import Environments as Played
    sys.path[0] = ""  # The user's modules are found where the parent was started, not beside this file.
    return Played(config)


def serve(connection, config):
    """Answers until the parent has enough."""
    played = None
    try:
        played = prepare(config)
        connection.send_message(played.describe(), before=b"K")
        memory = connection.message()
        if memory is None:
            return
        answers = played.attach(memory)
        connection.send(b"K")
        while True:
            letter = connection.letter()
            if not letter:
                break
            answers[letter]()
            connection.send(b"K")
    except BaseException as error:  # Also what ends a program: the parent is told, and ends it.
        connection.send_message(explain(error, played), before=b"E")
    finally:
        if played is not None:
            played.close()


def main():
    """Plays for the parent that started this process."""
    stand_apart()
    config = json.loads(sys.stdin.buffer.readline())
    connection = Connection(connect(config, b"C"))
    end_with_parent(connect(config, b"L"))
    try:
        serve(connection, config)
    except (BrokenPipeError, ConnectionResetError):
        pass  # The parent is gone.
    sys.stdout.flush()
    sys.stderr.flush()


# What is played finds this module, and its Fault, under its name.
sys.modules["softrl_worker"] = sys.modules[__name__]
if __name__ == "__main__":
    main()
