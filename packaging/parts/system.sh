# What Qt needs of the system: what of it is lacking, and getting it if this user may.

mend_system() {
  lacking=$(what_is_lacking "$python" "$(is_worth_keeping || echo venv)")
  [ -n "$lacking" ] || return 0
  if ! command -v apt-get >/dev/null; then
    tell_what_to_install
  elif [ "$(id -u)" = 0 ]; then
    install_packages
  elif sudo -n true 2>/dev/null; then
    install_packages sudo -n
  else
    tell_what_to_install
  fi
}

# One line each: its name, a tab, its Debian package.
what_is_lacking() { # a Python; venv, if that is needed too
  "$1" -I -S "$packaging/parts/lacking.py" "${2:-}"
}

names() {
  printf '%s\n' "$lacking" | cut -f 1 | paste -s -d ' ' -
}

debian_packages() {
  printf '%s\n' "$lacking" | cut -f 2 | sort -u | paste -s -d ' ' -
}

# Fedora and openSUSE find a package by the library in it.
rpm_capabilities() {
  printf '%s\n' "$lacking" | cut -f 1 |
    sed "s/^lib.*/'&()(64bit)'/; s/^font\$/dejavu-sans-fonts/" | paste -s -d ' ' -
}

install_packages() { # words that make one root: none, or sudo -n
  say "Installing what this system lacks: $(debian_packages)"
  # A source that cannot be reached is no reason to give up: another may have the packages.
  "$@" apt-get update -qq </dev/null >&2 || say "Not every list of packages could be renewed."
  # shellcheck disable=SC2046 # one word a package
  "$@" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=120 $(debian_packages) </dev/null >&2 ||
    stop "That did not work; the reason stands above."
  lacking=$(what_is_lacking "$python" venv)
  [ -z "$lacking" ] || stop "These were installed and still cannot be found: $(names)"
}

tell_what_to_install() {
  if command -v apt-get >/dev/null; then
    way="apt-get update && apt-get install -y --no-install-recommends $(debian_packages)"
    if command -v sudo >/dev/null; then
      way="Run this, then start again:

    sudo sh -c '$way'"
    else
      way="Run this with root's password, then start again:

    su - -c '$way'"
    fi
  elif command -v dnf >/dev/null; then
    way="Run this, then start again:

    sudo dnf install $(rpm_capabilities)"
  elif command -v zypper >/dev/null; then
    way="Run this, then start again:

    sudo zypper install $(rpm_capabilities)"
  else
    way="Install the packages that hold these, then start again:

    $(names)"
  fi
  stop "Annotator needs some things that this system lacks and that only its administrator may install.
$way

Nothing has been changed so far."
}
