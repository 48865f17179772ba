"""What reading a file may take: time, memory, output. A file gets more of each the larger it is.

The operating system holds the limits where it can (POSIX: ``setrlimit``); the time without a word
and the output are watched by the other end, everywhere.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

MEGABYTE = 1_000_000
_MEMORY_SHARE = 0.75
"""Of the machine's memory, what one reading process may have at most."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reading of one file may take, at rest and for each of its megabytes.

    Attributes:
        seconds, seconds_each: of the processor's time.
        silence, silence_each: seconds without a sign of life, whatever the processor does.
        memory, memory_each: megabytes of memory.
        output, output_each: megabytes of articles that it gives.
    """

    seconds: float = 30
    seconds_each: float = 5
    silence: float = 60
    silence_each: float = 10
    memory: float = 1_500
    memory_each: float = 12
    output: float = 200
    output_each: float = 100

    def cpu_of(self, size: int) -> float:
        """Give the processor's seconds for a file of so many bytes."""
        return self.seconds + self.seconds_each * size / MEGABYTE

    def silence_of(self, size: int) -> float:
        """Give the seconds without a sign of life."""
        return self.silence + self.silence_each * size / MEGABYTE

    def memory_of(self, size: int) -> int:
        """Give the bytes of memory: no more than most of what the machine has."""
        wanted = int((self.memory + self.memory_each * size / MEGABYTE) * MEGABYTE)
        there = _machine_memory()
        return wanted if there is None else min(wanted, int(there * _MEMORY_SHARE))

    def output_of(self, size: int) -> int:
        """Give the bytes of articles."""
        return int((self.output + self.output_each * size / MEGABYTE) * MEGABYTE)


def size_of(path: Path) -> int:
    """Give the bytes of a file, or of all files in a folder; 0 if that cannot be told."""
    try:
        if path.is_dir():
            return sum(one.stat().st_size for one in path.rglob("*") if one.is_file())
        return path.stat().st_size
    except OSError:
        return 0


def hold(limits: Limits, size: int) -> None:
    """Hold this process to what the next file may take, counted from now."""
    try:
        import resource  # noqa: PLC0415 - POSIX only
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = used.ru_utime + used.ru_stime + limits.cpu_of(size)
    _lower(resource.RLIMIT_CPU, int(seconds) + 1)
    # macOS counts neither; Linux counts in DATA what a program fills itself, and not what it maps.
    _lower(resource.RLIMIT_DATA, limits.memory_of(size))
    _lower(resource.RLIMIT_CORE, 0)


def _lower(which: int, value: int) -> None:
    """Set a limit for now; it can be raised again, up to what the user may have at all."""
    import resource  # noqa: PLC0415 - as above

    _, most = resource.getrlimit(which)
    if most != resource.RLIM_INFINITY:
        value = min(value, most)
    try:
        resource.setrlimit(which, (value, most))
    except (OSError, ValueError):  # a system that does not know it, or counts it otherwise
        return


_REFUSED = (
    "socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo",
    "socket.gethostbyname", "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty",
    "os.posix_spawn", "os.spawn", "os.startfile", "webbrowser.open",
)  # fmt: skip


def refuse_outside() -> None:
    """Refuse this process the network and other programs, for good."""
    refused = frozenset(_REFUSED)

    def hook(event: str, _arguments: tuple[object, ...]) -> None:
        if event in refused:
            raise PermissionError(f"a process that reads a file may not do {event}")

    sys.addaudithook(hook)


def _machine_memory() -> int | None:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return None
