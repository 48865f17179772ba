# Words for the person who watches. Standard output belongs to the program that follows.

say() {
  printf '%s\n' "$*" >&2
}

stop() {
  say "$@"
  exit 1
}
