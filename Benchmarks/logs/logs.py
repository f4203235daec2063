#!/usr/bin/env python3
"""Measures how opsconsole shows logs, beside lnav, less +F and tail -F in the same run; puts a section into docs/benchmarks.md.

    logs.py --writer PROGRAM [--report FILE] [--megabytes 1024] [--runs 5] OPSCONSOLE"""
import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'terminal'))
import processes  # noqa: E402
import sections  # noqa: E402
from measure import percentile  # noqa: E402
from session import SECOND, Session, now  # noqa: E402
from slowlink import SlowSession  # noqa: E402

LINE = re.compile(rb'T=(\d{18}) SEQ=(\d{9})')
HEADING = '## Logs'


class Bench:
    def __init__(self, arguments, directory):
        self.arguments, self.directory = arguments, directory
        self.rows = []

    def path(self, name):
        return os.path.join(self.directory, name)

    def write(self, name, lines, length=120):
        path = self.path(name)
        if os.path.exists(path):
            os.remove(path)
        subprocess.run([self.arguments.writer, path, '0', str(length), str(lines)], check=True, stdout=subprocess.DEVNULL)
        return path

    def launch(self, logs):
        """A launch of its own for each set of logs, with an engine that is awake already."""
        directory = tempfile.mkdtemp(dir=self.directory)
        file = os.path.join(directory, 'launch.yaml')
        items = ''.join(f'      - Step {number} of the work\n' for number in range(1, 13))
        names = ''.join(f'  log{number}: {path}\n' for number, path in enumerate(logs))
        with open(file, 'w') as text:
            text.write(f'launch: Benchmark\nlogs:\n{names}phases:\n  - title: Work\n    items:\n{items}')
        return file

    def engine(self, file):
        engine = subprocess.Popen([self.arguments.binary, 'engine', file, '--foreground'], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1.5)
        return engine

    def programs(self, log):
        yield 'opsconsole', None, b'q'
        for name, command, leave in [('tail -F', ['tail', '-F', log], b'\x03'), ('less +F', ['less', '+F', log], b'\x03q'),
                                     ('lnav', ['lnav', log], b'q')]:
            if shutil.which(command[0]):
                yield name, command, leave

    def opened(self, log, command, keys=b'5z'):
        """The program, showing the newest lines."""
        engine = None
        if command is None:
            file = self.launch([log])
            engine = self.engine(file)
            session = Session([self.arguments.binary, 'watch', file])
        else:
            session = Session(command)
        if session.wait(rb'SEQ=', 30) is None:
            raise SystemExit(f'{command}: not ready:\n{session.screen.text().decode()}')
        session.quiet(100, 3)
        if command is None and keys:
            session.type(keys)
            session.quiet(200, 3)
        return session, engine

    def close(self, session, engine, leave):
        session.close(leave)
        if engine:
            engine.terminate()
            engine.wait(10)

    # What is measured

    def first_paint(self, big, small):
        """From the start of the process to the bytes that show the last line."""
        result = {}
        for size, log, last in [('1 GB', big[0], big[1]), ('1 KB', small[0], small[1])]:
            for name, command, leave in self.programs(log):
                engine, file = None, None
                if command is None:
                    file = self.launch([log])
                    engine = self.engine(file)
                times = []
                for _ in range(self.arguments.runs):
                    session = Session(command or [self.arguments.binary, 'watch', file])
                    shown = session.wait(b'SEQ=%09d' % last, 30)
                    if shown:
                        times.append((shown - session.started) / 1e6)
                    session.quiet(50, 1)
                    session.close(leave)
                if engine:
                    engine.terminate()
                    engine.wait(10)
                result[name, size] = statistics.median(times) if times else None
        return result

    def latency(self, rate, seconds):
        """Of each line, from its write to the bytes after which a number as high is on the screen; and how far behind at worst."""
        result = {}
        for name, command, leave in self.programs(self.path('live.log')):
            log = self.write('live.log', 2000)
            session, engine = self.opened(log, command)
            writer = subprocess.Popen([self.arguments.writer, log, str(rate), '120', str(seconds)], stdout=subprocess.PIPE, text=True)
            seen, times, behind, began = 0, [], 0, now()
            while now() - began < (seconds + 5) * SECOND:
                session.step(0.02)
                newest = max(((int(number), int(t)) for t, number in LINE.findall(session.screen.text()) if int(t) > began), default=None)
                if newest and newest[0] >= seen:
                    fresh = newest[0] + 1 - seen
                    age = (session.last - newest[1]) / 1e6
                    times += [age + step * 1000 / rate for step in range(min(fresh, 1000))] if fresh else []
                    seen = newest[0] + 1
                elif writer.poll() is not None and seen >= rate * seconds:
                    break
                if writer.poll() is None and seen:
                    behind = max(behind, ((now() - began) / SECOND * rate - seen) / rate)
            writer.wait()
            result[name] = {'median': statistics.median(times) if times else None, 'p99': percentile(times, 99) if times else None,
                            'behind': behind, 'missed': rate * seconds - seen}
            self.close(session, engine, leave)
        return result

    def keys_in_a_flood(self, rate, seconds):
        log = self.write('live.log', 2000)
        session, engine = self.opened(log, None, keys=b'2')
        writer = subprocess.Popen([self.arguments.writer, log, str(rate), '120', str(seconds)], stdout=subprocess.DEVNULL)
        session.run(1)
        times, turn = [], 0
        while writer.poll() is None:
            pressed = session.type(b'jk'[turn % 2:turn % 2 + 1])
            shown = session.wait('▸[^\n│]{0,4}\\[ \\] Step %d '.encode() % (2 - turn % 2), 2)
            if shown and shown >= pressed:
                times.append((shown - pressed) / 1e6)
            session.run(0.03 + 0.01 * (turn % 3))
            turn += 1
        self.close(session, engine, b'q')
        return {'median': statistics.median(times), 'p99': percentile(times, 99), 'n': len(times)}

    def keys_over_a_slow_link(self, rate, seconds, link=9600, round_trip=0.02):
        """The same over a link of so many bytes a second with room for 64 KiB, until the key's picture has arrived."""
        file = self.launch([self.write('live.log', 2000)])
        engine = self.engine(file)
        session = SlowSession([self.arguments.binary, 'watch', file], rate=link, rtt=round_trip)
        session.wait(rb'SEQ=', 30)
        session.type(b'2')
        session.run(2)
        writer = subprocess.Popen([self.arguments.writer, self.path('live.log'), str(rate), '120', str(seconds)], stdout=subprocess.DEVNULL)
        session.run(2)
        times, turn = [], 0
        while writer.poll() is None:
            pressed = session.type(b'jk'[turn % 2:turn % 2 + 1])
            shown = session.wait('▸[^\n│]{0,4}\\[ \\] Step %d '.encode() % (2 - turn % 2), 20)
            times.append(((shown if shown and shown >= pressed else now()) - pressed) / 1e6)
            session.run(0.2 + 0.037 * (turn % 7))
            turn += 1
        session.rate = 1e9
        self.close(session, engine, b'q')
        return {'median': statistics.median(times), 'p99': percentile(times, 99), 'worst': max(times), 'n': len(times)}

    def search(self, log, pattern, grep):
        """From the end of the pattern to the word that it is nowhere."""
        session, engine = self.opened(log, None)
        times = []
        for _ in range(3):
            session.type(b'/')
            session.quiet(50, 1)
            began = session.type(b'\x1b[200~' + pattern.encode() + b'\x1b[201~')
            shown = session.wait(rb'none before this place', 60)
            if shown:
                times.append((shown - began) / 1e6)
            session.type(b'\x1b')
            session.quiet(300, 2)
        self.close(session, engine, b'q')
        began = now()
        greps = []
        for _ in range(3):
            began = now()
            subprocess.run(['grep', '-c', *grep, pattern, log], stdout=subprocess.DEVNULL)
            greps.append((now() - began) / 1e6)
        return (statistics.median(times) if times else None), statistics.median(greps)

    def resting(self, logs):
        """RSS in MB and CPU in percent with these logs open and nothing written."""
        file = self.launch(logs)
        engine = self.engine(file)
        session = Session([self.arguments.binary, 'watch', file])
        session.wait(rb'SEQ=', 30)
        session.type(b'5zg')
        session.run(1)
        session.type(b'M')
        session.run(1)
        session.type(b'G')
        session.run(3)
        before, began = processes.cpu_seconds(session.pid), now()
        session.run(10)
        cpu = (processes.cpu_seconds(session.pid) - before) / ((now() - began) / SECOND) * 100
        memory = processes.memory_kib(session.pid)[0] * 1024 / 1e6
        self.close(session, engine, b'q')
        return memory, cpu


def number(value, digits=2):
    return '–' if value is None else f'{value:.0f}' if value >= 100 else f'{value:.{digits}f}'


def verdict(isMet):
    return 'met' if isMet else 'MISSED'


def section(bench, megabytes):
    lines = megabytes * (1 << 20) // 120
    big, small = (bench.write('big.log', lines), lines - 1), (bench.write('small.log', 8), 7)
    paint = bench.first_paint(big, small)
    slow, flood = bench.latency(1000, 5), bench.latency(1_000_000, 8)
    keys = bench.keys_in_a_flood(1_000_000, 8)
    link = bench.keys_over_a_slow_link(100_000, 30)
    literal = bench.search(big[0], 'No-such-text-anywhere', ['-F'])
    regex = bench.search(big[0], r'status=5\d\d .*Took=\d{4,}ms', ['-P'])
    copies = [big[0]]
    for number_ in range(3):
        copies.append(bench.path(f'copy{number_}.log'))
        shutil.copyfile(big[0], copies[-1])
    memory, cpu = bench.resting(copies)
    ours = slow['opsconsole']
    ratio = paint['opsconsole', '1 GB'] / paint['opsconsole', '1 KB']
    checks = [
        (f'first paint of a log of {megabytes} MB beside one of 1 KB', f'{ratio:.2f}×', '1.5× or less', ratio <= 1.5),
        ('append to visible at 1,000 lines/s, median', f"{number(ours['median'])} ms", 'under 2 ms', ours['median'] < 2),
        ('append to visible at 1,000 lines/s, 99th percentile', f"{number(ours['p99'])} ms", 'under 20 ms', ours['p99'] < 20),
        ('behind at 1,000,000 lines/s of 120 bytes for 8 s, at most', f"{number(flood['opsconsole']['behind'])} s", 'under 1 s',
         flood['opsconsole']['behind'] < 1 and flood['opsconsole']['missed'] <= 0),
        ('key to paint during that flood, 99th percentile', f"{number(keys['p99'])} ms", 'under 5 ms', keys['p99'] < 5),
        ('key to paint during 100,000 lines/s over 9,600 bytes/s with 20 ms round trip, 99th percentile', f"{number(link['p99'])} ms",
         'under 300 ms', link['p99'] < 300),
        (f'{megabytes} MB searched for a literal', f'{number(literal[0])} ms', f'twice grep -c: {number(2 * literal[1])} ms',
         literal[0] is not None and literal[0] <= 2 * literal[1]),
        (f'{megabytes} MB searched for a regular expression', f'{number(regex[0])} ms', f'grep -P: {number(regex[1])} ms',
         regex[0] is not None and regex[0] <= regex[1]),
        (f'memory with four logs of {megabytes} MB open (RSS)', f'{number(memory)} MB', 'under 80 MB', memory < 80),
        ('CPU with these open and nothing written', f'{number(cpu)} %', 'none to speak of', cpu < 0.5),
    ]
    table = [HEADING, '', 'The console on logs, its engine running; written by `make bench-logs`.', '',
             '| what | measured | target |  |', '| --- | ---: | ---: | ---: |']
    table += [f'| {what} | {value} | {target} | {verdict(met)} |' for what, value, target, met in checks]
    table += ['', f'| program | first paint, {megabytes} MB, ms | 1 KB, ms | append to visible at 1,000/s, median ms | p99 ms '
              '| behind at 1,000,000/s, s | lines never reached |', '| --- |' + ' ---: |' * 6]
    for name, _, _ in bench.programs('x'):
        table.append(f"| {name} | {number(paint[name, '1 GB'])} | {number(paint[name, '1 KB'])} | {number(slow[name]['median'])} "
                     f"| {number(slow[name]['p99'])} | {number(flood[name]['behind'])} | {flood[name]['missed']} |")
    table += ['', '- first paint: from the start of the process to the bytes that show the last line; opsconsole opens its launch, too.',
              '- append to visible: from the write of a line to the bytes after which one as new is on the screen.',
              '- behind: how old the newest line on the screen was at worst, while lines came.', '']
    return '\n'.join(table)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('binary')
    parser.add_argument('--writer', required=True, metavar='PROGRAM')
    parser.add_argument('--report', metavar='FILE')
    parser.add_argument('--megabytes', type=int, default=1024)
    parser.add_argument('--runs', type=int, default=5)
    arguments = parser.parse_args()
    directory = tempfile.mkdtemp(prefix='opsconsole-bench-logs.')
    try:
        text = section(Bench(arguments, directory), arguments.megabytes)
    finally:
        shutil.rmtree(directory, ignore_errors=True)
    print(text)
    if arguments.report:
        sections.replace(arguments.report, text)


if __name__ == '__main__':
    main()
