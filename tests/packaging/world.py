"""A small world to set up in: a checkout of its own, and programs that say what they were told.

The scripts are the real ones, and so is the search for libraries. ``python``, ``apt-get``, ``sudo``
and ``id`` are ours: nothing is fetched, nothing is installed.
"""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_USUAL = (
    *("sh", "cat", "cksum", "cp", "cut", "dirname", "flock", "head", "mkdir", "paste", "printf"),
    *("rm", "sed", "sleep", "sort", "touch", "true", "uname"),
)
LIBRARY = "libnowhere.so.9"
PACKAGE = "libnowhere9"

# What makes an environment copies itself into it; what else is not asked of the real one is noted.
_PYTHON = """#!/bin/sh
case "$*" in
  "-I "*) exec {real} "$@" ;;
  "-m venv "*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; cp "$0" "$3/bin/lint-imports" ;;
esac
echo "$0 $*" >>{log}
for word in "$@"; do
  [ ! -e {fails}/"${{word##*/}}" ] || exit 1
done
{pause}
"""
_APT = """#!/bin/sh
echo "apt-get $*" >>{log}
[ "$1" != install ] || [ -e {broken} ] || printf '' >{table}
"""
_SUDO = """#!/bin/sh
[ "$1" = -n ] && {allowed} || exit 1
shift
[ "$1" = true ] || echo "by sudo:" >>{log}
exec "$@"
"""


class World:
    """A computer with our checkout on it."""

    def __init__(self, place: Path) -> None:
        self.checkout = place / "checkout"
        self.venv = self.checkout / ".venv"
        self.home = place / "home"
        self._programs = place / "bin"
        self._fails = place / "fails"
        self._log = place / "log"
        self._no_effect = place / "no effect"
        for folder in (self.checkout / "annotator", self._programs, self._fails):
            folder.mkdir(parents=True)
        shutil.copytree(_ROOT / "packaging", self.checkout / "packaging")
        shutil.copy(_ROOT / "pyproject.toml", self.checkout)
        shutil.copy(_ROOT / "annotator" / "version.py", self.checkout / "annotator")
        self.table = self.checkout / "packaging" / "linux" / "libraries.txt"
        self.table.write_text("# nothing\n", "utf-8")
        for name in _USUAL:
            if found := shutil.which(name):
                (self._programs / name).symlink_to(found)
        self.put_python()
        self.be(1000)

    # What the computer is like

    def be(self, user: int) -> None:
        """Be root (0), or somebody else."""
        self._put("id", f"#!/bin/sh\necho {user}\n")

    def put_python(self, *, pause: str = "") -> None:
        """Have a Python, which takes a pause (shell) at whatever it does."""
        log, fails = f"'{self._log}'", f"'{self._fails}'"
        real = sys.executable
        self._put("python3", _PYTHON.format(real=real, log=log, fails=fails, pause=pause))

    def put_debian(self) -> None:
        """Have Debian's packages."""
        told = {"log": self._log, "table": self.table, "broken": self._no_effect}
        self._put("apt-get", _APT.format(**{key: f"'{path}'" for key, path in told.items()}))
        (self._programs / "env").symlink_to(shutil.which("env") or "/usr/bin/env")

    def put_sudo(self, *, password: bool) -> None:
        """Have sudo, which may ask for a password."""
        allowed = "false" if password else "true"
        self._put("sudo", _SUDO.format(allowed=allowed, log=f"'{self._log}'"))

    def put(self, name: str) -> None:
        """Have a program that does nothing."""
        self._put(name, "#!/bin/sh\n")

    def remove(self, name: str) -> None:
        """Lack a program."""
        (self._programs / name).unlink()

    def lack_a_library(self, *, for_ever: bool = False) -> None:
        """Lack a library of the system; its package may be of no help."""
        self.table.write_text(f"# one\n{LIBRARY}   {PACKAGE}\n", "utf-8")
        if for_ever:
            self._no_effect.touch()

    def let_fail(self, word: str, *, fails: bool = True) -> None:
        """Let Python fail whenever a word (of a path: its last part) is among those it is told."""
        if fails:
            (self._fails / word).touch()
        else:
            (self._fails / word).unlink()

    # What is done there

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a script of ours."""
        return subprocess.Popen(
            [str(self.checkout / "packaging" / words[0]), *words[1:]],
            cwd=self.checkout.parent,
            env={"PATH": str(self._programs), "HOME": str(self.home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str) -> tuple[int, str]:
        """Run a script of ours; give its status and what it said on stderr."""
        process = self.start(*words)
        said = process.communicate(timeout=60)[1]
        return process.returncode, said

    def told(self) -> list[str]:
        """Give what the programs were told since this was asked last."""
        if not self._log.exists():
            return []
        lines = self._log.read_text("utf-8").splitlines()
        self._log.unlink()
        return [line.replace(f"{self.venv}/bin/", "").replace(f"{self._programs}/", "")
                for line in lines]  # fmt: skip

    def _put(self, name: str, text: str) -> None:
        path = self._programs / name
        path.write_text(text, "utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
