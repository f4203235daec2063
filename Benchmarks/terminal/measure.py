"""What is measured of a full-screen program, from outside. Times in milliseconds."""
import os
import random
import statistics
import time

import processes
from session import SECOND, Session, now


class NotReady(Exception):
    pass


def percentile(values, share):
    """Nearest rank: always a value that was measured."""
    ranked = sorted(values)
    return ranked[max(0, min(len(ranked) - 1, -(-share * len(ranked) // 100) - 1))]


def spread(values):
    return {'median': statistics.median(values), 'p99': percentile(values, 99), 'min': min(values), 'max': max(values), 'n': len(values)}


def opened(program):
    """The program, up and quiet."""
    session = Session(program['command'], cwd=program.get('cwd'))
    if session.wait(program['ready'], 15) is None:
        text = session.screen.text().decode('utf-8', 'replace')
        session.close()
        raise NotReady(f"{' '.join(program['command'])}: not ready; the screen:\n{text}")
    session.quiet(50, 2)
    for keys in program.get('before', []):
        session.type(keys)
        session.quiet(100, 2)
    return session


def start(program, runs):
    """From the start of the process to the bytes that complete the first picture: the pattern shows, then 50 ms of silence,
    which are not counted."""
    times = []
    for _ in range(runs):
        session = opened({**program, 'before': []})
        times.append((session.last - session.started) / 1e6)
        session.close(program.get('quit', b'q'))
    return spread(times)


def keys(program, repeat):
    """From the write of a key to the bytes after which the screen shows what it brings."""
    session, chance, times, missed = opened(program), random.Random(1), [], 0
    for turn in range(repeat):
        pressed, pattern = program['keys'][turn % len(program['keys'])]
        session.quiet(50, 1)
        time.sleep(chance.uniform(0.003, 0.03))  # not in step with the program's own clock
        session.step(0)
        moment = session.type(pressed)
        shown = session.wait(pattern, 2)
        if shown is None or shown < moment:
            missed += 1
        else:
            times.append((shown - moment) / 1e6)
    session.close(program.get('quit', b'q'))
    if not times:
        raise NotReady(f"{' '.join(program['command'])}: no key brought what was expected")
    return {**spread(times), 'missed': missed}


def idle(program, seconds, beside=None):
    """CPU in percent of a core, bytes a second to the terminal, RSS and PSS in MB, while nobody does anything. `beside` is the
    pid of another process (the engine) of which CPU and memory are measured at the same time."""
    session = opened(program)
    session.run(3)
    roots = [session.pid] + ([beside] if beside else [])
    before, bytes_before, began = [processes.cpu_seconds(pid) for pid in roots], session.bytes, now()
    session.run(seconds)
    took = (now() - began) / SECOND
    cpu = [(processes.cpu_seconds(pid) - was) / took * 100 for pid, was in zip(roots, before)]
    memory = [processes.memory_kib(pid) for pid in roots]
    result = {'cpu': cpu[0], 'bytes': (session.bytes - bytes_before) / took,
              'rss': memory[0][0] * 1024 / 1e6, 'pss': memory[0][1] * 1024 / 1e6}
    if beside:
        result['beside'] = {'cpu': cpu[1], 'rss': memory[1][0] * 1024 / 1e6, 'pss': memory[1][1] * 1024 / 1e6}
    session.close(program.get('quit', b'q'))
    return result


def append(program, log, repeat):
    """From the return of the write() that appends a line to the bytes after which the screen shows it."""
    session, chance, times, missed = opened(program), random.Random(2), [], 0
    with open(log, 'ab', buffering=0) as file:
        for turn in range(repeat):
            session.run(chance.uniform(0.03, 0.08))
            mark = b'SEQ=%09d' % (os.getpid() * 1000 % 100_000_000 + turn)
            file.write(time.strftime('%Y-%m-%d %H:%M:%S').encode() + b'.000 INFO  [worker-0] ' + mark + b' request served\n')
            written = now()
            shown = session.wait(mark, 2)
            if shown is None:
                missed += 1
            else:
                times.append(max(0, shown - written) / 1e6)
    session.close(program.get('quit', b'q'))
    if not times:
        raise NotReady(f"{' '.join(program['command'])}: no line was shown")
    return {**spread(times), 'missed': missed}
