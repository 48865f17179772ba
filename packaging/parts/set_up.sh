# All of the set-up in its order. Who reads this in says before where $packaging is.

checkout=$(dirname "$packaging")
# What these name for other programs is not for ours.
unset PYTHONHOME PYTHONPATH

. "$packaging/parts/say.sh"
. "$packaging/parts/python.sh"
. "$packaging/parts/environment.sh"
. "$packaging/parts/system.sh"

set_up() { # run | tests
  all_is_there "$1" && return
  one_at_a_time
  # Another set-up may have done it all while this one waited.
  if ! all_is_there "$1"; then
    find_python
    mend_system
    make_environment "$1"
  fi
  next_one_may_go
}

all_is_there() { # run | tests
  is_ready "$1" && [ -z "$(what_is_lacking "$venv_python")" ]
}

# Two at once would write into the same files. The lock is on a file that is there anyway: it leaves
# no trace, and ends with this process whatever happens. A system without flock (macOS) has none.
one_at_a_time() {
  exec 9<"$packaging/set-up"
  command -v flock >/dev/null || return 0
  flock -n 9 || {
    say "Another set-up is at work here; waiting for it."
    flock 9
  }
}

next_one_may_go() {
  exec 9<&-
}
