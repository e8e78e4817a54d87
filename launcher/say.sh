# shellcheck shell=sh
# How the launcher speaks: one line a step on stderr, so that stdout stays the program's own.

say() { printf 'loqa: %s\n' "$*" >&2; }

# say_once WORDS: a find that is repeated does not repeat its remarks.
say_once() {
  case ${said-} in *"|$*|"*) return 0 ;; esac
  said="${said-}|$*|"
  say "$*"
}

# cannot THING WAY-OUT: ends the launcher with "unavailable" (docs: exit codes).
cannot() {
  printf 'loqa: %s\n' "$1" >&2
  [ -z "${2-}" ] || printf 'loqa: %s\n' "$2" >&2
  exit 6
}

have() { command -v "$1" >/dev/null 2>&1; }

# at_least WANTED FOUND: compares dotted versions number by number.
at_least() {
  awk -v want="$1" -v got="$2" 'BEGIN {
    n = split(want, w, "."); split(got, g, ".")
    for (i = 1; i <= n; i++) {
      if (g[i] + 0 > w[i] + 0) exit 0
      if (g[i] + 0 < w[i] + 0) exit 1
    }
  }'
}

# within SECONDS COMMAND...: no step may hang. In the foreground, so that Ctrl-C ends the step and not the wait alone.
# macOS has no timeout(1); perl's alarm is there instead.
within() {
  if [ -z "${within_how-}" ]; then
    if timeout --foreground 5 true 2>/dev/null; then within_how=timeout
    elif have perl; then within_how=perl
    else within_how=nothing; fi
  fi
  case $within_how in
    timeout) timeout --foreground -k 10 "$@" ;;
    perl) perl -e 'alarm shift; exec @ARGV or exit 127' "$@" ;;
    *) shift; "$@" ;;
  esac
}

# quietly LABEL COMMAND...: output goes to a log; on failure its last lines are shown.
quietly() {
  quietly_label=$1; shift
  mkdir -p "$LOQA_CACHE/log"
  quietly_log=$LOQA_CACHE/log/$quietly_label.log
  "$@" >"$quietly_log" 2>&1 && return 0
  quietly_code=$?
  tail -n 8 "$quietly_log" | sed 's/^/loqa:   /' >&2
  say "  (all of it: $quietly_log)"
  return "$quietly_code"
}
