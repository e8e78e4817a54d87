# shellcheck shell=sh
# What goes wrong in houses, made to happen on the two nodes that run. Each ends with a spoken command that is answered again.

every_fault="kills link power disk second"

# answered: one spoken command; whether it was answered, without a row.
answered() {
  on core timeout 45 /opt/loqa/active/bin/loqa hear /var/lib/loqa-edge/words.wav --json --data /var/lib/loqa >"$WORK/answered.json" 2>"$WORK/answered.err" \
    && grep -q '"result":"done"' "$WORK/answered.json"
}

# back LABEL BEGUN: tries until a spoken command is answered; how long the house was not there.
back() {
  back_tries=0
  until answered; do
    back_tries=$((back_tries + 1))
    if [ "$back_tries" -ge 12 ]; then
      row "$1" "$(since "$2")" "FAILED: not answered, $(head -n 1 "$WORK/answered.err")"
      return 0
    fi
    sleep 1
  done
  row "$1: until answered again" "$(since "$2")" ok
}

# during LABEL COMMAND...: speaks, does it in the middle of the words, and waits for the turn's end, whatever that is.
during() {
  during_label=$1
  shift
  (
    during_code=0
    on core timeout 90 /opt/loqa/active/bin/loqa hear /var/lib/loqa-edge/words.wav --json --data /var/lib/loqa \
      >"$WORK/during.json" 2>"$WORK/during.err" || during_code=$?
    echo "$during_code" >"$WORK/during.code"
  ) &
  during_job=$!
  sleep 2
  during_begun=$(now)
  "$@"
  wait "$during_job" || true
  during_result="the turn ended: $(during_words)"
  [ "$(cat "$WORK/during.code")" != 124 ] || during_result="FAILED: the turn did not end"
  row "$during_label in the middle of a turn" "$(since "$during_begun")" "$during_result"
}

during_words() {
  if [ "$(cat "$WORK/during.code")" = 0 ]; then sed -n 's/.*"reply":"\([^"]*\)".*/\1/p' "$WORK/during.json" | cut -c 1-60
  else grep . "$WORK/during.err" | head -n 1 | cut -c 1-90; fi
}

kill_unit() { on "$1" systemctl kill --signal=KILL "$2"; }

fault_kills() {
  for kills in edge:loqa-edge@stt edge:loqa-edge@tts core:loqa-edge@satellite core:loqad core:loqa-nats; do
    during "kill -9 ${kills#*:}" kill_unit "${kills%%:*}" "${kills#*:}.service"
    back "kill -9 ${kills#*:}" "$during_begun"
  done
  remembered "after every service was killed"
}

link_cut() {
  ip -n "$NAME-switch" link set edge down
  sleep 10
  ip -n "$NAME-switch" link set edge up
}

fault_link() {
  during "link to the edge cut for 10 s" link_cut
  back "link to the edge cut for 10 s" "$during_begun"
}

fault_power() {
  power_begun=$(now)
  during "power of the edge cut" node_cut edge
  node_boot edge
  node_up edge
  back "power of the edge cut, and back" "$power_begun"
}

# A disk of its own for the core's data, filled to the last byte.
fault_disk() {
  on core systemctl stop loqad.service
  on core sh -c 'cp -a /var/lib/loqa /var/lib/loqa.kept && mount -t tmpfs -o size=160m,mode=0700 none /var/lib/loqa \
    && cp -a /var/lib/loqa.kept/. /var/lib/loqa/ && chown loqa:loqa /var/lib/loqa'
  on core systemctl start loqad.service
  disk_begun=$(now)
  back "data folder moved to a small disk" "$disk_begun"
  on core sh -c 'cat /dev/zero >/var/lib/loqa/fill 2>/dev/null; true'
  disk_begun=$(now)
  disk_code=0
  on core timeout 60 /opt/loqa/active/bin/loqa say turn off the kitchen light --json --data /var/lib/loqa >"$WORK/full.json" 2>"$WORK/full.err" || disk_code=$?
  disk_result="the turn ended: $(sed -n 's/.*"reply":"\([^"]*\)".*/\1/p' "$WORK/full.json" | cut -c 1-70)$(head -n 1 "$WORK/full.err" | cut -c 1-90)"
  [ "$disk_code" != 124 ] || disk_result="FAILED: the turn did not end"
  if grep -q '"result":"done"' "$WORK/full.json"; then disk_result="FAILED: it said that it did what it could not remember"; fi
  row "disk of the core full" "$(since "$disk_begun")" "$disk_result"
  on core rm -f /var/lib/loqa/fill
  back "disk of the core has room again" "$(now)"
  remembered "after a full disk"
  on core systemctl stop loqad.service
  on core sh -c 'rm -rf /var/lib/loqa.kept && cp -a /var/lib/loqa /var/lib/loqa.kept && umount /var/lib/loqa \
    && rm -rf /var/lib/loqa && mv /var/lib/loqa.kept /var/lib/loqa'
  on core systemctl start loqad.service
}

# taken_over LABEL COMMAND...: the turn in the middle of which it is done is answered all the same.
taken_over() {
  during "$@"
  if [ "$(cat "$WORK/during.code")" = 0 ] && grep -q '"result":"done"' "$WORK/during.json"; then taken_result="ok: answered in that turn"
  else taken_result="FAILED: $(during_words)"; fi
  row "$1: the other node takes over" "$(since "$during_begun")" "$taken_result"
}

# The core gets ears and a voice, too. The edge's come first; when they die, the core's go on in the same turn.
fault_second() {
  sed -i 's/loqa_services: \[satellite\]/loqa_services: [satellite, stt, tts]/' "$WORK/control/hosts.yml"
  second_begun=$(now)
  run second_node playbooks/site.yml
  second_result=ok
  [ "$run_code" = 0 ] || second_result="FAILED: site.yml ended with $run_code, see $run_log: $(grep -m 1 'fatal:' "$run_log" | cut -c 1-200)"
  row "site.yml gives the core ears and a voice" "$(since "$second_begun")" "$second_result"
  back "two of each" "$(now)"
  for second in stt tts; do
    taken_over "the edge's $second dies" kill_unit edge "loqa-edge@$second.service"
    back "the edge's $second died" "$(now)"
  done
  taken_over "power of the edge cut" node_cut edge
  back "without the edge" "$(now)"
  node_boot edge
  node_up edge
  remembered "after the edge was replaced"
}

# remembered WHEN: the chain of events holds: nothing that was acknowledged is missing, nothing is there twice.
remembered() {
  remembered_begun=$(now)
  if remembered_said=$(on core /opt/loqa/active/bin/loqa events --verify --data /var/lib/loqa 2>&1); then
    row "chain of events $1" "$(since "$remembered_begun")" "ok: $(echo "$remembered_said" | head -n 1 | cut -c 1-70)"
  else
    row "chain of events $1" "$(since "$remembered_begun")" "FAILED: $(echo "$remembered_said" | head -n 1)"
  fi
}
