#!/usr/bin/env python3
"""Measures opsconsole, the floors and the peers in one run, prints a table and writes docs/benchmarks.md.

    bench.py --floors DIR [--report FILE] [--quick] OPSCONSOLE

Ratios are to the floor of the same run: absolute times belong to a machine and an hour."""
import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time

import measure
import sections
from launch import BenchLaunch, write_log

# What follows is written by `make bench-probes`.
TARGETS = {'start': 15, 'key': 1, 'key99': 5, 'append': 20, 'cpu': 0.5, 'rss': 40, 'bytes': 100}
LARGE = 'opsconsole, 10,000 items'


def programs(binary, floors, launch, log):
    """Name, then what `measure` needs: the command, what shows that it is up, keys with what each brings, keys that end it."""
    found = {
        'opsconsole': dict(command=[binary, 'watch', launch], ready=rb'Benchmark', before=[],
                           keys=[(b'j', chosen(2)), (b'k', chosen(1))], quit=b'q', log=True),
        'floor: ncurses': dict(command=[f'{floors}/floor_ncurses'], ready=rb'SEL=', keys=[(b'j', rb'SEL=000001'), (b'k', rb'SEL=000000')]),
        'floor: ncurses, a page': dict(command=[f'{floors}/floor_ncurses'], ready=rb'SEL=', start=False, idle=False,
                                       keys=[(b'G', rb'SEL=099999'), (b'g', rb'SEL=000000')]),
        'floor: inotify, read, write': dict(command=[f'{floors}/floor_tail', log], ready=rb'SEQ=', quit=b'\x03', log=True, start=False),
        'htop': dict(command=['htop'], ready=rb'F1Help', keys=[(b'h', rb'Released under the GNU'), (b'q', rb'F1Help')]),
        'btop': dict(command=['btop'], ready=rb' root  ', keys=[(b'h', rb'page 1/2'), (b'h', gone(b'page 1/2'))]),
        'less': dict(command=['less', log], ready=rb'SEQ=000000000', keys=[(b'G', rb'SEQ=000001999'), (b'g', rb'SEQ=000000000')]),
        'less +F': dict(command=['less', '+F', log], ready=rb'SEQ=', quit=b'\x03q', log=True, start=False),
        'tail -F': dict(command=['tail', '-F', log], ready=rb'SEQ=', quit=b'\x03', log=True, start=False),
        'lnav': dict(command=['lnav', log], ready=rb'SEQ=', log=True, keys=[(b'g', rb'SEQ=000000000'), (b'G', rb'SEQ=000001999')]),
        'multitail': dict(command=['multitail', log], ready=rb'SEQ=', log=True),
    }
    return {name: program for name, program in found.items() if shutil.which(program['command'][0])}


def chosen(step):
    """The selection stands on this item of the checklist."""
    return '▸[^\n│]{0,4}\\[ \\] Step %d ' .encode() % step


def gone(text):
    """This text is not on the screen."""
    return rb'\A(?![\s\S]*' + text + rb')'


def attempt(name, what, run):
    began = time.time()
    try:
        result = run()
    except measure.NotReady as error:
        print(f'{name}: {what}: {error}', file=sys.stderr)
        return None
    if what != 'start':
        print(f'  {what:8s} {name:28s} {time.time() - began:5.1f} s', file=sys.stderr)
    return result


def starts(measured, rounds):
    """One start of each, round after round: what a machine does meanwhile befalls all of them."""
    times = {name: [] for name in measured}
    for _ in range(rounds):
        for name, program in measured.items():
            found = attempt(name, 'start', lambda: measure.start(program, 1))
            if found:
                times[name].append(found['median'])
    return {name: measure.spread(values) for name, values in times.items() if values}


def collect(arguments, directory):
    runs, repeat, seconds = (3, 20, 5) if arguments.quick else (10, 80, 8)
    results = {}
    with BenchLaunch(arguments.binary, os.path.join(directory, 'launch')) as launch:
        log = os.path.join(directory, 'app.log')
        write_log(log, 2000)
        measured = programs(arguments.binary, arguments.floors, launch.file, log)
        started = starts({name: program for name, program in measured.items() if program.get('start', True)}, runs)
        for name, program in measured.items():
            ours = name == 'opsconsole'
            row = results[name] = {'start': started.get(name)}
            if program.get('keys'):
                row['keys'] = attempt(name, 'keys', lambda: measure.keys(program, repeat))
            if program.get('log'):
                file = launch.logs[0] if ours else log
                row['append'] = attempt(name, 'append', lambda: measure.append(program, file, repeat // 2))
                if not ours:
                    write_log(log, 2000)
            if program.get('idle', True):
                row['idle'] = attempt(name, 'idle', lambda: measure.idle(program, seconds, launch.engine.pid if ours else None))
    with BenchLaunch(arguments.binary, os.path.join(directory, 'large'), items=10_000, live=True) as launch:
        program = programs(arguments.binary, arguments.floors, launch.file, log)['opsconsole']
        results[LARGE] = {'start': attempt(LARGE, 'start', lambda: measure.start(program, runs)),
                          'keys': attempt(LARGE, 'keys', lambda: measure.keys(program, repeat))}
    return results


def number(value, digits=2):
    if value is None:
        return '–'
    return f'{value:.0f}' if value >= 100 else f'{value:.{digits}f}'


def cell(row, kind, key):
    return (row.get(kind) or {}).get(key)


def ratio(value, floor):
    return f'{value / floor:.1f}×' if value is not None and floor else '–'


def table(header, rows):
    lines = ['| ' + ' | '.join(header) + ' |', '| --- |' + ' ---: |' * (len(header) - 1)]
    return lines + ['| ' + ' | '.join(row) + ' |' for row in rows]


def peers_table(results):
    floor, tail = results.get('floor: ncurses', {}), results.get('floor: inotify, read, write', {})
    rows = []
    for name, row in results.items():
        if not isinstance(row, dict):
            continue
        start, key, append = cell(row, 'start', 'median'), cell(row, 'keys', 'median'), cell(row, 'append', 'median')
        rows.append([name, number(start), ratio(start, cell(floor, 'start', 'median')), number(key),
                     ratio(key, cell(floor, 'keys', 'median')), number(cell(row, 'keys', 'p99')), number(append),
                     ratio(append, cell(tail, 'append', 'median')), number(cell(row, 'idle', 'cpu'), 3),
                     number(cell(row, 'idle', 'bytes'), 0), number(cell(row, 'idle', 'rss'), 1)])
    return table(['program', 'start ms', '× floor', 'key ms', '× floor', 'key p99 ms', 'append ms', '× floor', 'idle CPU %',
                  'idle bytes/s', 'RSS MB'], rows)


def rounded(value):
    return value and round(value, 2)


def over(row, floor):
    """How much later than the floor, in the median."""
    ours, least = cell(row, 'keys', 'median'), cell(floor, 'keys', 'median')
    return ours - least if ours is not None and least is not None else None


def targets_table(results):
    row = results['opsconsole']
    beside = cell(row, 'idle', 'beside') or {}
    total = (cell(row, 'idle', 'cpu') or 0) + beside.get('cpu', 0)
    floor, large, btop = results.get('floor: ncurses', {}), results.get(LARGE, {}), results.get('btop', {})
    checks = [('start to first paint, engine running', cell(row, 'start', 'median'), TARGETS['start'], 'ms'),
              ("start to first paint, beside btop's", cell(row, 'start', 'median'), rounded(cell(btop, 'start', 'median')), 'ms'),
              ('key to paint, median', cell(row, 'keys', 'median'), TARGETS['key'], 'ms'),
              ('key to paint, 99th percentile', cell(row, 'keys', 'p99'), TARGETS['key99'], 'ms'),
              ('key to paint above the floor, median, 10,000 items and 4 growing logs', over(large, floor), 0.5, 'ms'),
              ('key to paint, 99th percentile, 10,000 items and 4 growing logs', cell(large, 'keys', 'p99'), 2, 'ms'),
              ('append to a followed log visible, median', cell(row, 'append', 'median'), TARGETS['append'], 'ms'),
              ('idle CPU, console and engine together', total, TARGETS['cpu'], '% of a core'),
              ('idle CPU, console alone', cell(row, 'idle', 'cpu'), None, '% of a core'),
              ('idle CPU, engine alone', beside.get('cpu'), None, '% of a core'),
              ('memory of the console (RSS)', cell(row, 'idle', 'rss'), TARGETS['rss'], 'MB'),
              ('memory of the engine (RSS)', beside.get('rss'), None, 'MB'),
              ('bytes to the terminal while nobody does anything', cell(row, 'idle', 'bytes'), TARGETS['bytes'], 'bytes/s')]
    rows = []
    for what, value, target, unit in checks:
        met = '' if target is None else '–' if value is None else 'met' if value < target else 'MISSED'
        rows.append([what, f'{number(value)} {unit}', f'under {target} {unit}' if target else '', met])
    return table(['what', 'measured', 'target', ''], rows)


def versions(names):
    packages = [name.split()[0] for name in names if not name.startswith(('floor', 'opsconsole'))]
    found = []
    for name in dict.fromkeys(packages):
        package = {'tail': 'coreutils'}.get(name, name)
        answer = subprocess.run(['dpkg-query', '-W', '-f=${Version}', package], capture_output=True, text=True)
        found.append(f'{package} {answer.stdout.strip()}' if answer.returncode == 0 else package)
    return ', '.join(found)


def report(results, arguments):
    cpu = next((line.split(':')[1].strip() for line in open('/proc/cpuinfo') if line.startswith('model name')), platform.machine())
    lines = ['# Benchmarks', '',
             '<!-- Written by `make bench`; do not edit. -->', '',
             'Measured from outside, in a pseudo-terminal of 40 × 120 with an emulator (libvterm): the launch has 20 endpoints polled',
             'every 5 s and 4 followed logs, and its engine is running. Release build, statically linked Swift runtime.', '',
             *targets_table(results), '', 'Beside its peers, each measured in the same run:', '', *peers_table(results), '',
             '- start: from the start of the process to the bytes that complete the first picture.',
             '- key: from the write of a key to the bytes after which the screen shows what it brings. opsconsole and the floor:',
             '  one row of a list; htop, btop: their help; less, lnav: first and last page.',
             '- append: from the return of the write that appends a line to the bytes after which the screen shows it.',
             '- × floor: the ratio of medians to the least that a program written in C for that one thing takes (`floor_ncurses.c`, `floor_tail.c`).',
             '- idle: nobody does anything. opsconsole shows 20 services with their ages, latencies and curves, which change as they are measured.',
             '- A 99th percentile of 3 to 5 ms is the scheduler of the machine; it shows in the floors, too.', '',
             f'{time.strftime("%Y-%m-%d")}, {os.cpu_count()} cores of {cpu}, Linux {platform.release()}. {versions(results)}.', '']
    text = '\n'.join(lines)
    print(text)
    if arguments.report:
        sections.replace(arguments.report, text)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('binary')
    parser.add_argument('--floors', required=True, metavar='DIR')
    parser.add_argument('--report', metavar='FILE')
    parser.add_argument('--quick', action='store_true', help='fewer runs: to see that it works')
    arguments = parser.parse_args()
    directory = tempfile.mkdtemp(prefix='opsconsole-bench.')
    try:
        report(collect(arguments, directory), arguments)
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == '__main__':
    main()
