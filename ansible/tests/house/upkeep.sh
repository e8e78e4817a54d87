# shellcheck shell=sh
# What owners do to a house that runs: rotate its keys, put a node out, update it. Each ends with a spoken command that is answered.

every_upkeep="rotate update revoke"

# traffic: speaks again and again until traffic_end, one line for each turn: answered, or why not.
traffic() {
  rm -f "$WORK/traffic.end"
  : >"$WORK/traffic"
  (
    while [ ! -e "$WORK/traffic.end" ]; do
      if answered; then echo answered; else echo "lost: $(head -n 1 "$WORK/answered.err")$(head -c 200 "$WORK/answered.json")"; fi >>"$WORK/traffic"
    done
  ) &
  traffic_job=$!
}

# traffic_end: sets traffic_answered and traffic_lost (their numbers) and traffic_words (the first loss).
traffic_end() {
  touch "$WORK/traffic.end"
  wait "$traffic_job" || true
  traffic_answered=$(grep -c '^answered' "$WORK/traffic" || true)
  traffic_lost=$(grep -c '^lost' "$WORK/traffic" || true)
  traffic_words=$(grep -m 1 '^lost' "$WORK/traffic" | cut -c 1-160 || true)
}

# keys: a digest of every key on both nodes.
keys() {
  for keys_node in core edge; do on "$keys_node" sh -c 'sha256sum /etc/loqa/pki/*.key'; done | sort
}

# pids: the main process of every unit: a rotation restarts none.
pids() {
  for pids_unit in core:loqa-nats core:loqad core:loqa-edge@satellite edge:loqa-edge@stt edge:loqa-edge@tts; do
    on "${pids_unit%%:*}" systemctl show --property=MainPID --value "${pids_unit#*:}.service"
  done
}

upkeep_rotate() {
  keys >"$WORK/keys.before"
  pids >"$WORK/pids.before"
  traffic
  rotate_begun=$(now)
  run rotate playbooks/rotate.yml
  rotate_took=$(since "$rotate_begun")
  # The new keys have to carry turns, too.
  sleep 5
  traffic_end
  keys >"$WORK/keys.after"
  pids >"$WORK/pids.after"
  rotate_same=$(comm -12 "$WORK/keys.before" "$WORK/keys.after" | wc -l)
  rotate_result="ok: $traffic_answered turns answered, 0 lost, every key is new, nothing restarted"
  cmp -s "$WORK/pids.before" "$WORK/pids.after" || rotate_result="FAILED: a process was started anew"
  [ "$rotate_same" = 0 ] || rotate_result="FAILED: $rotate_same keys are the old ones"
  [ "$traffic_lost" = 0 ] && [ "$traffic_answered" -gt 0 ] || rotate_result="FAILED: $traffic_lost turns lost of $((traffic_answered + traffic_lost)): $traffic_words"
  [ "$run_code" = 0 ] || rotate_result="FAILED: rotate.yml ended with $run_code, see $run_log"
  row "rotate.yml while somebody speaks" "$rotate_took" "$rotate_result"
  remembered "after the rotation"
}

# node_there ID: the house lists it as present (who is silent stays in the list for a while).
node_there() {
  on core sh -c '/opt/loqa/active/bin/loqa nodes --json --data /var/lib/loqa | python3 -c "
import json, sys
sys.exit(not any(node[\"id\"] == sys.argv[1] and node[\"present\"] for node in json.load(sys.stdin)[\"nodes\"]))" "$1"' sh "$1"
}

# until_node gone|there ID SECONDS
until_node() {
  until_waited=0
  while :; do
    if node_there "$2"; then until_state=there; else until_state=gone; fi
    [ "$until_state" != "$1" ] || return 0
    until_waited=$((until_waited + 1))
    [ "$until_waited" -lt "$3" ] || return 1
    sleep 1
  done
}

upkeep_revoke() {
  revoke_begun=$(now)
  run revoke playbooks/revoke.yml -e revoke_ids=kitchen-tts
  revoke_took=$(since "$revoke_begun")
  revoke_result="ok: its connections ended"
  [ "$run_code" = 0 ] || revoke_result="FAILED: revoke.yml ended with $run_code, see $run_log"
  until_node gone kitchen-tts 30 || revoke_result="FAILED: the house still sees it"
  row "revoke.yml of the voice on the edge" "$revoke_took" "$revoke_result"
  revoke_begun=$(now)
  on edge systemctl restart --no-block loqa-edge@tts.service
  revoke_result="ok: refused with its old certificate, also after a restart"
  sleep 15
  ! node_there kitchen-tts || revoke_result="FAILED: it came back"
  on edge journalctl --no-pager -u loqa-edge@tts.service --since "@$((revoke_begun / 1000))" >"$WORK/revoked.log" 2>&1 || true
  grep -qi 'authorization violation\|authentication' "$WORK/revoked.log" || revoke_result="FAILED: it does not say why it is out"
  row "a revoked node tries to return" "$(since "$revoke_begun")" "$revoke_result"
  revoke_begun=$(now)
  run again playbooks/site.yml
  revoke_result="ok"
  [ "$run_code" = 0 ] || revoke_result="FAILED: site.yml ended with $run_code, see $run_log"
  row "site.yml lets it in again" "$(since "$revoke_begun")" "$revoke_result"
  back "let in again" "$(now)"
}

# active NODE: the release that is active there.
active() { on "$1" readlink /opt/loqa/active | sed 's|.*/||'; }

# both VERSION: whether it is active on both nodes, and every process runs it.
both() {
  for both_node in core edge; do
    [ "$(active "$both_node")" = "$1" ] || return 1
  done
  for both_unit in core:loqad core:loqa-edge@satellite edge:loqa-edge@stt edge:loqa-edge@tts; do
    both_pid=$(on "${both_unit%%:*}" systemctl show --property=MainPID --value "${both_unit#*:}.service")
    on "${both_unit%%:*}" grep -q "/releases/$1/" "/proc/$both_pid/cmdline" || return 1
  done
}

# Another release, one that fails its smoke test (its bus does not start), and one that does not become healthy on the core.
upkeep_update() {
  if [ -z "$NEXT" ]; then row "update.yml" "" "left out: no --next VERSION"; return 0; fi
  update_begun=$(now)
  run update playbooks/update.yml -e "loqa_version=$NEXT"
  update_result="ok: both nodes run $NEXT"
  [ "$run_code" = 0 ] || update_result="FAILED: update.yml ended with $run_code, see $run_log: $(grep -m 1 'fatal:' "$run_log" | cut -c 1-200)"
  both "$NEXT" || update_result="FAILED: core has $(active core), edge $(active edge), or a process runs another. $update_result"
  row "update.yml to the next release" "$(since "$update_begun")" "$update_result"
  back "updated" "$(now)"
  remembered "after the update"
  [ -z "$BROKEN" ] || update_broken
  update_unhealthy
}

update_broken() {
  update_begun=$(now)
  run broken playbooks/update.yml -e "loqa_version=$BROKEN"
  if [ "$run_code" = 0 ]; then update_result="FAILED: it did not stop"
  elif tr -s ' \n' ' ' <"$run_log" | grep -q 'failed its smoke test'; then update_result="ok: failed its smoke test, both keep $NEXT"
  else update_result="FAILED: $(grep -m 1 'fatal:' "$run_log" | cut -c 1-200)"; fi
  both "$NEXT" || update_result="FAILED: core has $(active core), edge $(active edge)"
  row "update.yml to a release that does not work" "$(since "$update_begun")" "$update_result"
  back "a release was refused" "$(now)"
}

# The release before is taken for the one that this core cannot run: it is whole, passes its smoke test, and is never healthy.
update_unhealthy() {
  update_fault=etc/systemd/system/loqad.service.d/zz-fault.conf
  printf "[Service]\nExecStartPre=/bin/sh -c '! test /opt/loqa/active -ef /opt/loqa/releases/%s'\n" "$VERSION" >"$WORK/core/root/$update_fault"
  on core systemctl daemon-reload
  update_begun=$(now)
  update_code=0
  on core /opt/loqa/active/bin/loqa update rollback "$VERSION" >"$WORK/unhealthy.log" 2>&1 || update_code=$?
  update_result="ok: $(tail -n 1 "$WORK/unhealthy.log" | cut -c 1-120)"
  [ "$update_code" != 0 ] || update_result="FAILED: it ended with 0"
  [ "$(active core)" = "$NEXT" ] || update_result="FAILED: active is $(active core): $(tail -n 1 "$WORK/unhealthy.log" | cut -c 1-200)"
  row "a release that never becomes healthy on the core" "$(since "$update_begun")" "$update_result"
  rm "$WORK/core/root/$update_fault"
  on core systemctl daemon-reload
  back "went back by itself" "$(now)"
  update_begun=$(now)
  update_code=0
  on core /opt/loqa/active/bin/loqa update rollback "$VERSION" >"$WORK/rollback.log" 2>&1 || update_code=$?
  update_result="ok: $(tail -n 1 "$WORK/rollback.log" | cut -c 1-120)"
  [ "$update_code" = 0 ] && [ "$(active core)" = "$VERSION" ] || update_result="FAILED: exit code $update_code, $(tail -n 1 "$WORK/rollback.log" | cut -c 1-200)"
  row "loqa update rollback on the core" "$(since "$update_begun")" "$update_result"
  back "rolled back" "$(now)"
  remembered "after the rollback"
}
