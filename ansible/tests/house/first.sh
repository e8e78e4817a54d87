# shellcheck shell=sh
# From nothing to an answer: the playbook twice, then words that go through both nodes.

house_inventory() {
  cp "$WORK/key" "$WORK/known_hosts" "$WORK/control/"
  cat >"$WORK/control/hosts.yml" <<END
all:
  vars:
    ansible_user: root
    ansible_ssh_private_key_file: /srv/house/key
    ansible_ssh_common_args: -o UserKnownHostsFile=/srv/house/known_hosts
    loqa_version: "$VERSION"
    loqa_bundles: /srv/bundles
    loqa_release_key: /srv/bundles/release.pub
    common_free_mib: 100
    loqa_observability: true
    loqad_config: {node: {timezone: Europe/Berlin}}
  children:
    core:
      hosts:
        core: {ansible_host: 10.77.0.1, loqa_node: core, loqa_services: [satellite]}
    edge:
      hosts:
        edge: {ansible_host: 10.77.0.2, loqa_node: kitchen, loqa_services: [stt, tts]}
END
}

# run LABEL PLAYBOOK [ARGUMENT...]: its output goes to a file of that label; sets run_code.
run() {
  run_label=$1
  shift
  run_log=$WORK/$run_label.log
  run_code=0
  play "$@" >"$run_log" 2>&1 || run_code=$?
}

# changed: how many tasks of the last run changed something.
changed() { sed -n 's/.* changed=\([0-9]*\) .*/\1/p' "$run_log" | awk '{ n += $1 } END { print n + 0 }'; }

first_runs() {
  first_begun=$(now)
  run first playbooks/site.yml
  if [ "$run_code" != 0 ]; then
    tail -n 60 "$run_log" >&2
    on core journalctl --no-pager -n 40 >&2 || true
    on edge journalctl --no-pager -n 40 >&2 || true
    stop "site.yml failed on new nodes"
  fi
  row "site.yml from nothing ($(changed) changes)" "$(since "$first_begun")" ok
  first_begun=$(now)
  run second playbooks/site.yml
  first_result=ok
  [ "$run_code" = 0 ] && [ "$(changed)" = 0 ] || first_result="FAILED: changed=$(changed), exit code $run_code"
  [ "$first_result" = ok ] || grep -B 3 '^changed:' "$run_log" >&2 || true
  row "site.yml again: changed=0" "$(since "$first_begun")" "$first_result"
  units_healthy
  watched
  spoken "turn on the kitchen light" "first voice command across both nodes"
  spoken "turn off the kitchen light" "second voice command"
}

units_healthy() {
  healthy_result=ok
  for healthy in core:loqa-nats core:loqad core:loqa-edge@satellite edge:loqa-edge@stt edge:loqa-edge@tts; do
    on "${healthy%%:*}" systemctl is-active --quiet "${healthy#*:}.service" || healthy_result="FAILED: ${healthy#*:} on ${healthy%%:*}"
  done
  for healthy in core edge; do
    healthy_failed=$(on "$healthy" systemctl list-units --failed --plain --no-legend 'loqa*' | awk '{ print $1 }')
    [ -z "$healthy_failed" ] || healthy_result="FAILED: $healthy_failed on $healthy"
  done
  row "every unit is active, none failed" "" "$healthy_result"
}

# watched: Prometheus on the core reads the daemon, knows every rule, and none of them is broken.
watched() {
  watched_rules=$(on core python3 -c '
import json, urllib.request
groups = json.load(urllib.request.urlopen("http://127.0.0.1:9090/api/v1/rules", timeout=10))["data"]["groups"]
rules = [rule for group in groups for rule in group["rules"]]
print(len(rules), sum(rule["health"] == "err" for rule in rules))' 2>&1 || true)
  case $watched_rules in
    [1-9]*" 0") row "Prometheus on the core" "" "ok: ${watched_rules% *} rules, none broken" ;;
    *) row "Prometheus on the core" "" "FAILED: $(echo "$watched_rules" | tail -n 1)" ;;
  esac
}

# spoken WORDS LABEL: a recording goes from the core's satellite to the edge's ears; the answer comes from the edge's voice.
spoken() {
  on edge espeak-ng -v en-us -w /root/words.wav "$1"
  mkdir -p "$WORK/core/root/var/lib/loqa-edge"
  cp "$WORK/edge/root/root/words.wav" "$WORK/core/root/var/lib/loqa-edge/words.wav"
  on core chown loqa-edge:loqa-edge /var/lib/loqa-edge/words.wav
  spoken_begun=$(now)
  spoken_code=0
  on core timeout 60 /opt/loqa/active/bin/loqa hear /var/lib/loqa-edge/words.wav --json --data /var/lib/loqa >"$WORK/spoken.json" 2>"$WORK/spoken.err" || spoken_code=$?
  spoken_result=ok
  [ "$spoken_code" = 0 ] || spoken_result="FAILED: exit code $spoken_code, $(head -n 1 "$WORK/spoken.err")"
  grep -q '"result" *: *"ok\|"result" *: *"done' "$WORK/spoken.json" || [ "$spoken_code" != 0 ] || spoken_result="FAILED: $(head -c 300 "$WORK/spoken.json")"
  row "$2" "$(since "$spoken_begun")" "$spoken_result"
}
