# shellcheck shell=sh
# What was measured and what was asserted, one line each.

now() { date +%s%3N; }

# since BEGUN: seconds with one decimal.
since() { awk -v a="$1" -v b="$(now)" 'BEGIN { printf "%.1f s", (b - a) / 1000 }'; }

# row WHAT TOOK RESULT
row() {
  printf '%-58s %10s  %s\n' "$1" "$2" "$3" >>"$WORK/table"
  step "$1: $2 $3"
}

table() {
  echo
  cat "$WORK/table"
  if grep -q ' FAILED' "$WORK/table"; then exit 1; fi
}
