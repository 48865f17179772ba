# The environment in .venv: Python libraries as the locks name them, and this checkout's program.

venv=$checkout/.venv
venv_programs=$venv/bin
venv_python=$venv_programs/python
case $(uname -s) in
  MINGW* | MSYS* | CYGWIN*)
    venv_programs=$venv/Scripts
    venv_python=$venv_programs/python.exe
    ;;
esac
# While this file is there, the environment is half made.
unfinished=$venv/.unfinished

# What an environment was made for: its place (programs in it name it), and all that decides on its
# content. The same words in .venv/ready-run or ready-tests mean that nothing is to be done.
purpose() { # run | tests
  printf '%s\n' "$checkout"
  cat "$packaging/locks/$1.txt" "$packaging/parts/environment.sh" \
    "$checkout/pyproject.toml" "$checkout/annotator/version.py" | cksum
}

is_ready() { # run | tests
  [ -x "$venv_python" ] && [ ! -e "$unfinished" ] &&
    [ "$(cat "$venv/ready-$1" 2>/dev/null)" = "$(purpose "$1")" ]
}

is_worth_keeping() {
  [ ! -e "$unfinished" ] && is_new_enough "$venv_python" &&
    { [ ! -e "$venv/ready-run" ] || [ "$(head -n 1 "$venv/ready-run")" = "$checkout" ]; }
}

make_environment() { # run | tests
  if [ -e "$venv" ] && ! is_worth_keeping; then
    rm -rf "$venv"
  fi
  if [ -e "$venv" ]; then
    say "Bringing .venv up to date."
  else
    say "Fetching the Python libraries, about 120 MB; this happens once."
    mkdir "$venv"
    : >"$unfinished"
    "$python" -m venv "$venv" || stop "Python could not make an environment; the reason stands above."
  fi
  : >"$unfinished"
  rm -f "$venv/ready-run" "$venv/ready-tests"
  fetch_libraries "$1"
  compile_all
  purpose run >"$venv/ready-run"
  [ "$1" = run ] || purpose tests >"$venv/ready-tests"
  rm "$unfinished"
}

fetch_libraries() { # run | tests
  pip_install --no-deps --require-hashes --only-binary :all: -r "$packaging/locks/$1.txt" ||
    stop "The libraries could not be fetched; the reason stands above. Start again when that is mended."
  # The build's own tool comes from the lock too: nothing is fetched that has no hash.
  pip_install --no-deps --no-index --no-build-isolation --editable "$checkout" ||
    stop "The program could not be put into its environment; the reason stands above."
}

pip_install() {
  # A person sees the progress; a log needs none.
  [ -t 2 ] || set -- --quiet "$@"
  "$venv_python" -m pip --disable-pip-version-check install --no-compile "$@" >&2
}

# The first start would do it, slowly and on one processor. Some packages ship templates that are no
# Python and cannot be compiled: that is no fault.
compile_all() {
  site=$("$venv_python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  "$venv_python" -m compileall -q -j 0 "$site" "$checkout/annotator" >/dev/null 2>&1 || :
}
