"""CPU and memory of a process and all that descend from it, out of /proc."""
import os
import re
import time


def _stat(pid):
    try:
        with open(f'/proc/{pid}/stat', 'rb') as file:
            return file.read().rpartition(b') ')[2].split()
    except OSError:
        return None


def tree(root):
    """The pids of root and its living descendants."""
    children = {}
    for name in os.listdir('/proc'):
        stat = _stat(name) if name.isdigit() else None
        if stat and stat[0] not in (b'Z', b'X'):
            children.setdefault(int(stat[1]), []).append(int(name))
    found, todo = [], [root] if _stat(root) else []
    while todo:
        pid = todo.pop()
        found.append(pid)
        todo += children.get(pid, [])
    return found


def cpu_seconds(root):
    """CPU used so far by the tree, from each process's own clock (nanoseconds, all its threads)."""
    total = 0.0
    for pid in tree(root):
        try:
            total += time.clock_gettime((~pid << 3) | 2)
        except OSError:
            continue
    return total


def memory_kib(root):
    """(RSS, PSS) of the tree in KiB."""
    rss = pss = 0
    for pid in tree(root):
        try:
            with open(f'/proc/{pid}/smaps_rollup') as file:
                text = file.read()
        except OSError:
            continue
        value = lambda key: int((re.search(rf'^{key}:\s+(\d+)', text, re.M) or [0, 0])[1])
        rss += value('Rss')
        pss += value('Pss')
    return rss, pss
