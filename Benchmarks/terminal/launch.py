"""The launch that is measured: 20 endpoints polled every 5 s, 4 followed logs, an engine that watches."""
import http.server
import os
import signal
import subprocess
import sys
import threading
import time

ENDPOINTS, LOGS = 20, 4


class _Health(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def do_GET(self):
        body = b'{"status": "ok", "version": "1.5.0"}'
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class BenchLaunch:
    """Everything below `directory`, which must be new. `with BenchLaunch(...)` ends what it started."""

    def __init__(self, program, directory, items=24, live=False):
        """`live`: five lines a second come into each of the logs."""
        self.program, self.directory, self.items, self.live = program, directory, items, live
        self.file = os.path.join(directory, 'launch.yaml')
        self.logs = [os.path.join(directory, f'app{number}.log') for number in range(1, LOGS + 1)]

    def __enter__(self):
        os.makedirs(self.directory)
        for log in self.logs:
            write_log(log, 2000)
        # A process of its own: what it does must not delay the one that measures.
        self.server = subprocess.Popen([sys.executable, '-B', __file__] + (self.logs if self.live else []), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                       stderr=subprocess.DEVNULL, text=True)
        port = int(self.server.stdout.readline())
        with open(os.path.join(self.directory, 'plan.md'), 'w') as file:
            file.write(plan(self.items))
        with open(self.file, 'w') as file:
            file.write(launch(port, self.logs))
        self.engine = subprocess.Popen([self.program, 'engine', self.file, '--foreground'], stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(6)  # every endpoint has been asked once
        if self.engine.poll() is not None:
            raise SystemExit(f'the engine ended with {self.engine.returncode}; try: {self.program} engine {self.file} --foreground')
        return self

    def __exit__(self, *_):
        for process in (self.engine, self.server):
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def write_log(path, lines):
    with open(path, 'w') as file:
        for number in range(lines):
            file.write(f'2026-11-21 14:{number // 60 % 60:02d}:{number % 60:02d}.000 INFO  [worker-{number % 8}] '
                       f'SEQ={number:09d} request served in {number * 7 % 400} ms by instance {number % 4}\n')


def plan(items):
    phases = ''.join(f'\n## Phase {phase}\n\n' + ''.join(f'- [ ] Step {number} of phase {phase}\n' for number in range(1, 13))
                     for phase in range(1, max(1, items // 12) + 1))
    return f'# Benchmark\n{phases}'


def launch(port, logs):
    services = ''.join(f'  service{number:02d}: {{url: "http://127.0.0.1:{port}/{number}", every: 5s, timeout: 2s}}\n'
                       for number in range(1, ENDPOINTS + 1))
    names = ''.join(f'  app{number}: {os.path.basename(log)}\n' for number, log in enumerate(logs, 1))
    return (f'launch: Benchmark\nplan: [plan.md]\nservices:\n{services}logs:\n{names}'
            'metrics:\n  error_rate: {health: service01, measure: error_rate, over: 5m}\n'
            '  p95: {health: service01, measure: p95, over: 5m}\n'
            'triggers:\n  - {when: error_rate > 5%, for: 2m}\n  - {when: p95 > 2s, for: 1m}\n')


def grow(logs):
    number = 1_000_000
    while True:
        time.sleep(0.2)
        number += 1
        for log in logs:
            with open(log, 'ab', buffering=0) as file:
                file.write(time.strftime('%Y-%m-%d %H:%M:%S').encode() + b'.000 INFO  [worker-0] SEQ=%09d request served\n' % number)


def serve(logs):
    """Answers on a free port, which it prints first, and lets `logs` grow, until it is ended."""
    if logs:
        threading.Thread(target=grow, args=(logs,), daemon=True).start()
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), _Health)
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == '__main__':
    serve(sys.argv[1:])
