"""One program in a pseudo-terminal: what it shows, and when its bytes came. Every wait has an end."""
import errno
import fcntl
import os
import re
import select
import signal
import struct
import termios
import time

import processes
from screen import Screen

SECOND = 1_000_000_000


def now():
    return time.monotonic_ns()


class Session:
    def __init__(self, command, rows=40, cols=120, term='xterm-256color', cwd=None):
        self.screen = Screen(rows, cols)
        self.bytes = self.last = 0
        self.ended = None
        environment = {k: v for k, v in os.environ.items() if k not in ('LINES', 'COLUMNS', 'TMUX', 'NO_COLOR')}
        environment.update({'TERM': term, 'LANG': 'C.UTF-8', 'LC_ALL': 'C.UTF-8'})
        self.fd, slave = os.openpty()
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack('HHHH', rows, cols, 0, 0))
        os.set_blocking(self.fd, False)
        # posix_spawn, because a fork of Python costs milliseconds. The session begins before descriptor 0
        # is opened, which makes the pseudo-terminal the controlling one.
        actions = [(os.POSIX_SPAWN_OPEN, 0, os.ttyname(slave), os.O_RDWR, 0),
                   (os.POSIX_SPAWN_DUP2, 0, 1), (os.POSIX_SPAWN_DUP2, 0, 2)]
        here = os.getcwd()
        if cwd:
            os.chdir(cwd)
        self.started = now()
        try:
            self.pid = os.posix_spawnp(command[0], command, environment, file_actions=actions, setsid=True,
                                       setsigdef=[signal.SIGPIPE, signal.SIGINT])
        finally:
            os.chdir(here)
        os.close(slave)
        self._open = True

    def step(self, seconds):
        """Waits at most so long for output; True when some came."""
        if not self._open:
            time.sleep(min(seconds, 0.01))
            return False
        if not select.select([self.fd], [], [], max(0, seconds))[0]:
            return False
        data = b''
        try:
            while len(data) < 262_144:
                part = os.read(self.fd, 65_536)
                if not part:
                    break
                data += part
                self.last = now()
        except BlockingIOError:
            pass
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            self._open = False
        if not data:
            return False
        self.bytes += len(data)
        self.screen.feed(data)
        if self.screen.reply:
            answer, self.screen.reply = bytes(self.screen.reply), bytearray()
            self.type(answer)
        return True

    def type(self, keys):
        """Types the keys; the moment at which they were pressed."""
        pressed = now()
        while keys:
            try:
                keys = keys[os.write(self.fd, keys):]
            except BlockingIOError:
                time.sleep(0.001)
        return pressed

    def shows(self, pattern):
        return re.search(pattern, self.screen.text()) is not None

    def wait(self, pattern, seconds):
        """The moment of the bytes that brought the pattern to the screen; None when it did not come."""
        end = now() + int(seconds * SECOND)
        while now() < end:
            if self.shows(pattern):
                return self.last
            if not self._open:
                return None
            self.step(0.02)
        return None

    def quiet(self, milliseconds=50, seconds=5):
        """Waits until nothing came for so long."""
        end, since = now() + int(seconds * SECOND), now()
        while now() < end and self._open:
            left = max(self.last, since) + milliseconds * 1_000_000 - now()
            if left <= 0:
                return
            self.step(left / SECOND)

    def run(self, seconds):
        end = now() + int(seconds * SECOND)
        while now() < end and self._open:
            self.step(min(0.05, (end - now()) / SECOND))

    def close(self, keys=b'q'):
        """Types the keys that end the program, waits, and ends what is left of it by pid. Milliseconds, or None if it had to be."""
        pressed = self.type(keys) if self._open else now()
        end = pressed + 3 * SECOND
        while now() < end:
            self.step(0.005)
            pid, _ = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.ended = (now() - pressed) / 1e6
                break
        if self.ended is None:
            for pid in processes.tree(self.pid):
                os.kill(pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.fd)
        self.screen.close()
        return self.ended
