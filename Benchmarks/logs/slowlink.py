"""A program behind a slow link, as over ssh: bytes a second, a round trip, and room for many pictures on the way."""
import os
import select
from collections import deque

from session import SECOND, Session, now


class SlowSession(Session):
    """What the program writes is taken at once, as far as `window` goes, and reaches the screen at `rate` bytes a second and half the
    round trip later; what is typed, and what the terminal answers, takes the other half."""

    def __init__(self, command, rate=9600, rtt=0.02, window=65536, **more):
        self.rate, self.half, self.window = rate, int(rtt / 2 * SECOND), window
        self.down, self.up, self.waiting, self.free, self.largest = deque(), deque(), 0, 0, 0
        super().__init__(command, **more)

    def type(self, keys):
        pressed = now()
        self.up.append((pressed + self.half, keys))
        return pressed

    def step(self, seconds):
        end = now() + int(seconds * SECOND)
        while True:
            self._send()
            if self._arrive():
                return True
            times = [queue[0][0] for queue in (self.down, self.up) if queue] + [end]
            wait = max(0, min(times) - now()) / SECOND
            if not self._open or self.waiting >= self.window:
                select.select([], [], [], min(wait, 0.01))
            elif select.select([self.fd], [], [], wait)[0]:
                self._read()
            if now() >= end and not (self.down and self.down[0][0] <= now()):
                return False

    def _send(self):
        while self.up and self.up[0][0] <= now():
            os.write(self.fd, self.up.popleft()[1])

    def _read(self):
        try:
            data = os.read(self.fd, self.window - self.waiting)
        except BlockingIOError:
            return
        except OSError:
            data = b''
        if not data:
            self._open = False
        self.bytes += len(data)
        self.waiting += len(data)
        self.largest = max(self.largest, self.waiting)
        # As large as packets over such links are.
        for start in range(0, len(data), 96):
            part = data[start:start + 96]
            self.free = max(self.free, now()) + int(len(part) / self.rate * SECOND)
            self.down.append((self.free + self.half, part))

    def _arrive(self):
        came = False
        while self.down and self.down[0][0] <= now():
            part = self.down.popleft()[1]
            self.waiting -= len(part)
            self.last = now()
            self.screen.feed(part)
            came = True
            if self.screen.reply:
                answer, self.screen.reply = bytes(self.screen.reply), bytearray()
                self.type(answer)
        return came
