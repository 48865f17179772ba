# Finds a Python that is new enough.

find_python() { # sets $python
  for python in "${PYTHON:-python3}" python3.13 python3.12 python3.11 python; do
    is_new_enough "$python" && return
  done
  stop "Annotator needs Python 3.11 or newer, and none was found.
Install it (Debian, Ubuntu: apt-get install python3; others: https://www.python.org/downloads),
or say where it is:  PYTHON=/path/to/python3 $0"
}

is_new_enough() { # a Python
  "$1" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}
