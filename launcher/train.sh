# shellcheck shell=sh
# A start-up cache for each program (JEP 514: classes already loaded and linked), made on this machine from one recorded
# demo. Starts take about half the processor time and memory. A build without it works all the same.

# demo_then_train ARGUMENT...: the demo; after the first good one of a build the caches are made.
demo_then_train() {
  "$LOQA_JDK/bin/java" "@$(start_arguments "$1")" dev.loqa.cli.Main demo &
  demo_pid=$!
  trap 'kill -TERM "$demo_pid" 2>/dev/null' INT TERM HUP   # who ends the launcher ends the demo
  demo_code=0
  wait "$demo_pid" || demo_code=$?
  while kill -0 "$demo_pid" 2>/dev/null; do wait "$demo_pid" || demo_code=$?; done
  trap - INT TERM HUP
  if [ "$demo_code" = 0 ] && mkdir "$1/training" 2>/dev/null; then
    say "preparing a faster start from a second, recorded demo (once after a build)"
    train "$1" >"$LOQA_STATE/train.log" 2>&1 || say "  that did not work; it starts as before (log: $LOQA_STATE/train.log)"
    rm -f "$1"/training/*.conf "$1"/training/*.arguments
  fi
  return "$demo_code"
}

# train RUN: records every program of a demo, then makes RUN/<program>.aot and RUN/<program>.arguments.
train() {
  for train_program in cli loqad edge java; do
    sed "s|^-Dloqa.java.arguments=.*|-Dloqa.java.arguments=\"$1/training/java.arguments\"|" "$1/java.arguments" \
      >"$1/training/$train_program.arguments"
    # Recording programs write down what they recorded when they end, and nobody may hurry them.
    [ "$train_program" = java ] || echo "-Dloqa.child.patience=12 -XX:AOTMode=record \"-XX:AOTConfiguration=$1/training/$train_program-%p.conf\"" \
      >>"$1/training/$train_program.arguments"
  done
  within 180 "$LOQA_JDK/bin/java" "@$1/training/cli.arguments" dev.loqa.cli.Main demo || return 1
  train_made=0
  for train_program in cli loqad edge; do
    # Of several processes of one program the one that did most is worth most; one that was ended while it wrote is worth
    # nothing.
    # shellcheck disable=SC2012 # names are ours
    ls -S "$1/training/$train_program"-*.conf 2>/dev/null | while IFS= read -r train_conf; do
      within 180 "$LOQA_JDK/bin/java" "@$1/java.arguments" -XX:AOTMode=create "-XX:AOTConfiguration=$train_conf" \
        "-XX:AOTCache=$1/$train_program.aot" </dev/null && break
      rm -f "$1/$train_program.aot"
    done
    [ -f "$1/$train_program.aot" ] || continue
    { cat "$1/java.arguments"; echo "\"-XX:AOTCache=$1/$train_program.aot\""; } >"$1/training/ready"
    mv "$1/training/ready" "$1/$train_program.arguments"
    train_made=1
  done
  [ "$train_made" = 1 ]
}
