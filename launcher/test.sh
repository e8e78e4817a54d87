# shellcheck shell=sh
# ./loqa test: everything Maven verifies, then one table of what ran.

test_help() {
  cat <<'END'
Usage: ./loqa test [--all] [MAVEN ARGUMENT...]
Builds everything and runs every test, formatting check and rule (mvn verify).
  --all    also the tests tagged slow
Example: ./loqa test -pl understanding -am
Exit code: 0 all passed, 1 something failed, 6 something is missing that could not be installed.
END
}

run_tests() {
  test_extra=''
  case ${1-} in
    -h | --help) test_help; return 0 ;;
    --all) test_extra=-DexcludedGroups=; shift ;;
  esac
  stamp_holds test || prepare test
  export LOQA_NATS_SERVER
  build_lock
  test_log=$LOQA_STATE/test.log
  test_code=1
  {
    # shellcheck disable=SC2086 # one argument or none
    maven --fail-at-end $test_extra verify "$@" && test_code=0
    echo "$test_code" >"$LOQA_STATE/test.exit"
  } 2>&1 | tee "$test_log"
  test_summary "$test_log"
  return "$(cat "$LOQA_STATE/test.exit")"
}

# Surefire's own last line of each module, and their sum.
test_summary() {
  echo
  echo "Tests by module:"
  awk '
    /^\[INFO\] Building / && / \[[0-9]+\/[0-9]+\]$/ { module = $3 }
    /^\[[A-Z]+\] Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/ {
      line = $0; sub(/^\[[A-Z]+\] /, "", line); printf "  %-24s %s\n", module, line
      split(line, n, /[^0-9]+/); run += n[2]; failed += n[3]; errors += n[4]; skipped += n[5]
    }
    END { printf "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d\n", run, failed, errors, skipped }' "$1"
}
