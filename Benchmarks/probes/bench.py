#!/usr/bin/env python3
"""What a probe costs: opsconsole's engine, Debian's blackbox_exporter and a minimal poller in C ask the same server, in one run.

    bench.py --floors DIR [--report FILE] [--endpoints N] [--seconds N] OPSCONSOLE

Each asks its endpoints once a second over kept-alive connections. The engine judges and stores every answer as well."""
import argparse
import json
import os
import platform
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'terminal'))
import sections  # noqa: E402

TICK = os.sysconf('SC_CLK_TCK')


def cpu(pid):
    """Seconds of CPU a process has used, all its threads together."""
    fields = open(f'/proc/{pid}/stat').read().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def rss(pid):
    return next(int(line.split()[1]) / 1024 for line in open(f'/proc/{pid}/status') if line.startswith('VmRSS'))


class Server:
    """The one who answers."""

    def __init__(self, floors):
        self.process = subprocess.Popen([f'{floors}/answer'], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline())

    def answered(self):
        self.process.stdin.write('\n')
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def launch(port, count):
    # A launch file may have a megabyte and a hundred thousand values.
    services = ''.join(f'  s{number}: {{url: "http://127.0.0.1:{port}/{number}", every: 1s, version: /version}}\n'
                       for number in range(count))
    return (f'launch: Probes\nservices:\n{services}'
            'metrics:\n  error_rate: {health: s0, measure: error_rate, over: 5m}\n  p95: {health: s0, measure: p95, over: 5m}\n'
            'triggers:\n  - {when: error_rate > 5%, for: 2m}\n  - {when: p95 > 2s, for: 1m}\n')


def opsconsole(arguments, server, directory):
    file = os.path.join(directory, 'launch.yaml')
    with open(file, 'w') as text:
        text.write(launch(server.port, arguments.endpoints))
    log = open(os.path.join(directory, 'engine.log'), 'w')
    engine = subprocess.Popen([arguments.binary, 'engine', file, '--foreground'], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    try:
        before = server.answered()
        deadline = time.time() + 120
        while server.answered() - before < 3 * arguments.endpoints:
            if engine.poll() is not None or time.time() > deadline:
                raise SystemExit('the engine does not get going:\n' + open(log.name).read()[-2000:])
            time.sleep(0.2)
        began, used, first = time.time(), cpu(engine.pid), server.answered()
        time.sleep(arguments.seconds)
        probes, spent, took = server.answered() - first, cpu(engine.pid) - used, time.time() - began
        status = subprocess.run([arguments.binary, 'status', file, '--json'], capture_output=True, text=True)
        services = json.loads(status.stdout)['services']
        due = took * arguments.endpoints
        return {'probes': probes, 'cpu': spent, 'took': took, 'missed': max(0, due - arguments.endpoints - probes) / due,
                'up': sum(service['state'] == 'up' for service in services), 'rss': rss(engine.pid)}
    finally:
        engine.terminate()
        engine.wait()


def blackbox(arguments, server, directory):
    program = shutil.which('prometheus-blackbox-exporter')
    if not program:
        return None
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        port = probe.getsockname()[1]
    config = os.path.join(directory, 'blackbox.yml')
    with open(config, 'w') as text:
        text.write('modules: {http_2xx: {prober: http, timeout: 1s, http: {preferred_ip_protocol: ip4, '
                   'fail_if_body_not_matches_regexp: [\'"status": "ok"\']}}}\n')
    exporter = subprocess.Popen([program, f'--config.file={config}', f'--web.listen-address=127.0.0.1:{port}', '--log.level=error'],
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        stop = threading.Event()
        threads = [threading.Thread(target=scrape, args=(port, server.port, stop)) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(2)
        used, first, began = cpu(exporter.pid), server.answered(), time.time()
        time.sleep(min(arguments.seconds, 10))
        result = {'probes': server.answered() - first, 'cpu': cpu(exporter.pid) - used, 'took': time.time() - began, 'rss': rss(exporter.pid)}
        stop.set()
        for thread in threads:
            thread.join()
        return result
    finally:
        exporter.terminate()
        exporter.wait()


def wait_for(port):
    deadline = time.time() + 20
    while time.time() < deadline:
        try:
            return socket.create_connection(('127.0.0.1', port)).close()
        except OSError:
            time.sleep(0.05)
    raise SystemExit('blackbox_exporter does not listen')


def scrape(port, target, stop):
    """Asks the exporter for one probe after the other, as Prometheus would."""
    connection, number = socket.create_connection(('127.0.0.1', port)), 0
    reader = connection.makefile('rb')
    while not stop.is_set():
        number += 1
        path = f'/probe?module=http_2xx&target=http://127.0.0.1:{target}/health/{number}'
        connection.sendall(f'GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.encode())
        length, chunked = 0, False
        while (line := reader.readline().strip().lower()):
            if line.startswith(b'content-length:'):
                length = int(line.split(b':')[1])
            chunked = chunked or line == b'transfer-encoding: chunked'
        if chunked:
            while (size := int(reader.readline(), 16)):
                reader.read(size + 2)
            reader.readline()
        else:
            reader.read(length)


def floor(arguments, server):
    seconds = min(arguments.seconds, 10)
    answer = subprocess.run([f'{arguments.floors}/poll', str(server.port), str(arguments.endpoints), str(seconds)],
                            capture_output=True, text=True, check=True)
    asked, good, spent = answer.stdout.split()
    return {'probes': int(good), 'cpu': float(spent), 'took': seconds, 'rss': None}


def row(name, result, least):
    each = result['cpu'] / result['probes'] * 1e6
    memory = f'{result["rss"]:.0f}' if result['rss'] else '–'
    return (f'| {name} | {result["probes"] / result["took"]:.0f} | {each:.1f} | {each / least:.1f}× | '
            f'{100 * result["cpu"] / result["took"]:.0f} | {memory} |')


def report(arguments, ours, exporter, least):
    base = least['cpu'] / least['probes'] * 1e6
    each = ours['cpu'] / ours['probes'] * 1e6
    share = ours['cpu'] / ours['took']
    met = lambda so: 'met' if so else 'MISSED'
    lines = ['## Probes', '',
             f'{arguments.endpoints} endpoints, each asked once a second over a kept-alive connection, its version read out of the JSON it answers,',
             'the answer judged and stored; one server answers all of them. `make bench-probes` measures it.', '',
             '| what | measured | target |  |', '| --- | ---: | ---: | ---: |',
             f'| CPU of a probe, judging and storing included | {each:.1f} µs | at most 100 µs | {met(each <= 100)} |',
             f'| the engine with {arguments.endpoints} endpoints every second | {100 * share:.0f} % of a core | within one core | {met(share <= 1)} |',
             f'| slots missed | {100 * ours["missed"]:.2f} % | none | {met(ours["missed"] == 0)} |',
             f'| endpoints up at the end | {ours["up"]} | {arguments.endpoints} | {met(ours["up"] == arguments.endpoints)} |', '',
             '| program | probes/s | µs of CPU a probe | × floor | % of a core | RSS MB |', '| --- | ---: | ---: | ---: | ---: | ---: |',
             row('opsconsole', ours, base)]
    if exporter:
        lines.append(row('blackbox_exporter, as fast as it can', exporter, base))
    lines += [row('floor: a poller in C that only looks for 200', least, base), '']
    version = subprocess.run(['dpkg-query', '-W', '-f=${Version}', 'prometheus-blackbox-exporter'], capture_output=True, text=True).stdout
    model = next((line.split(':')[1].strip() for line in open('/proc/cpuinfo') if line.startswith('model name')), platform.machine())
    lines += [f'{time.strftime("%Y-%m-%d")}, {os.cpu_count()} cores of {model}, Linux {platform.release()}. blackbox_exporter {version or "not installed"}.{priority()}',
              '']
    text = '\n'.join(lines)
    print(text)
    if arguments.report:
        sections.replace(arguments.report, text)


def priority():
    """Where other work goes on, this may be run with `chrt -r 1`; then it says so."""
    return '' if os.sched_getscheduler(0) == os.SCHED_OTHER else ' All of them at real-time priority, beside other work.'


def with_server(arguments, measure):
    server = Server(arguments.floors)
    try:
        return measure(server)
    finally:
        server.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('binary')
    parser.add_argument('--floors', required=True, metavar='DIR')
    parser.add_argument('--report', metavar='FILE')
    parser.add_argument('--endpoints', type=int, default=10_000)
    parser.add_argument('--seconds', type=int, default=30)
    arguments = parser.parse_args()
    limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    if limit[1] < 2 * arguments.endpoints:
        raise SystemExit(f'{arguments.endpoints} connections need more open files than this system allows ({limit[1]})')
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit[1], limit[1]))
    directory = tempfile.mkdtemp(prefix='opsconsole-bench.')
    try:
        # Each has a server of its own: connections that another left behind take up the ports of one.
        ours = with_server(arguments, lambda server: opsconsole(arguments, server, directory))
        exporter = with_server(arguments, lambda server: blackbox(arguments, server, directory))
        report(arguments, ours, exporter, with_server(arguments, lambda server: floor(arguments, server)))
    finally:
        shutil.rmtree(directory, ignore_errors=True)


if __name__ == '__main__':
    main()
