# shellcheck shell=sh
# What a house does by itself: backups that can be brought back, turns that nobody speaks, settings that each node pulls.

every_alone="doctor start synthetic backup pull quarterly"

# command_row LABEL COMMAND...: a row of what it took; its output goes to a file.
command_row() {
  command_label=$1 command_begun=$(now) command_result=ok
  shift
  command_log=$WORK/$(echo "$command_label" | tr -cs 'a-z0-9\n' -).log
  "$@" >"$command_log" 2>&1 || command_result="FAILED: exit code $?, $(tail -n 1 "$command_log" | cut -c 1-200)"
  row "$command_label" "$(since "$command_begun")" "$command_result"
}

alone_doctor() {
  command_row "loqa doctor on the core" on core /opt/loqa/active/bin/loqa doctor --data /var/lib/loqa
}

# ready: the daemon and what it knows of answer that all is ready.
ready() {
  on core python3 -c 'import urllib.request; urllib.request.urlopen("http://127.0.0.1:8080/readyz", timeout=2)' 2>/dev/null
}

# With the start-up caches that the installation made.
alone_start() {
  on core systemctl stop loqa-edge@satellite.service loqad.service loqa-nats.service
  alone_begun=$(now)
  on core systemctl start loqa-nats.service loqad.service loqa-edge@satellite.service
  alone_tries=0
  until ready; do
    alone_tries=$((alone_tries + 1))
    [ "$alone_tries" -lt 100 ] || break
    sleep 0.1
  done
  alone_result=ok
  [ "$alone_tries" -lt 100 ] || alone_result="FAILED: not ready"
  row "start of the core until everything is ready" "$(since "$alone_begun")" "$alone_result"
  on edge systemctl stop loqa-edge@stt.service loqa-edge@tts.service
  alone_begun=$(now)
  on edge systemctl start loqa-edge@stt.service loqa-edge@tts.service
  row "start of the edge until everything is ready" "$(since "$alone_begun")" ok
}

alone_synthetic() {
  # Somebody has just spoken: it keeps quiet, and that is no fault. Then it is asked regardless of that.
  command_row "loqa-replay.service" on core systemctl start loqa-replay.service
  command_row "synthetic turns across both nodes" on core /opt/loqa/active/bin/loqa replay --synthetic --data /var/lib/loqa
}

alone_backup() {
  on core sh -c 'rm -rf /root/kept && mkdir /root/kept && cd /root/kept && /opt/loqa/active/bin/loqa backup keygen house.key --apart' >/dev/null 2>&1 || true
  on core install -m 0644 /root/kept/house.key.pub /etc/loqa/backup.pub
  run backup playbooks/backup.yml -e backup_to=/tmp/backups
  alone_result=ok
  [ "$run_code" = 0 ] || alone_result="FAILED: backup.yml ended with $run_code, see $run_log: $(grep -m 1 'fatal:' "$run_log" | cut -c 1-200)"
  row "backup.yml, by the unit and its user" "$(on core sh -c 'ls -sh /var/lib/loqa-backups | tail -n 1' | awk '{ print $1 }')" "$alone_result"
  command_row "restore it into an empty folder" on core sh -c \
    'cd /root/kept && /opt/loqa/active/bin/loqa restore /var/lib/loqa-backups/loqa-*.age --key house.key --data /root/kept/data --config /root/kept/config'
  command_row "rehearse it: loqa drill" on core sh -c \
    'cd /root/kept && /opt/loqa/active/bin/loqa drill /var/lib/loqa-backups/loqa-*.age --key house.key'
  on core rm -rf /root/kept
}

# The repository of the house lies on the node itself, as its network ends here.
alone_pull() {
  alone_git=$WORK/core/root/srv/house.git
  rm -rf "$WORK/pulled" "$alone_git"
  git init --quiet --bare --initial-branch=main "$alone_git"
  git clone --quiet "$alone_git" "$WORK/pulled" 2>/dev/null
  pull_commit 'Europe/Berlin'
  run pull playbooks/pull.yml -e pull_url=/srv/house.git --limit core
  alone_result=ok
  [ "$run_code" = 0 ] || alone_result="FAILED: pull.yml ended with $run_code, see $run_log: $(grep -m 1 'fatal:' "$run_log" | cut -c 1-200)"
  row "pull.yml" "" "$alone_result"
  command_row "the node pulls what it has already" on core systemctl start loqa-pull.service
  pull_commit 'Europe/Vienna'
  command_row "the node pulls another setting" on core systemctl start loqa-pull.service
  alone_result=ok
  on core grep -q 'Europe/Vienna' /etc/loqa/loqad.yaml || alone_result="FAILED: $(on core journalctl --no-pager -u loqa-pull.service -n 3 | tail -n 1)"
  row "it is in force" "" "$alone_result"
  back "settings pulled" "$(now)"
  on core systemctl disable --quiet --now loqa-pull.timer
}

# pull_commit ZONE: the inventory with that time zone, pushed.
pull_commit() {
  sed -e "s|Europe/Berlin|$1|" -e '/ansible_ssh/d' -e '/ansible_user/d' "$WORK/control/hosts.yml" >"$WORK/pulled/hosts.yml"
  git -C "$WORK/pulled" add hosts.yml
  git -C "$WORK/pulled" -c user.name=owner -c user.email=owner@house commit --quiet -m "The time is that of $1"
  git -C "$WORK/pulled" push --quiet origin HEAD:main
}

# The core as the machine that runs Ansible, and its timer's service (Ansible is there since the pull).
alone_quarterly() {
  rm -rf "$WORK/core/root/srv/ansible" "$WORK/core/root/srv/house"
  mkdir -p "$WORK/core/root/srv/house"
  cp -R "$ANSIBLE" "$WORK/core/root/srv/ansible"
  cp -p "$WORK/control/hosts.yml" "$WORK/control/key" "$WORK/control/known_hosts" "$WORK/core/root/srv/house/"
  command_row "quarterly.yml" on core sh -c 'cd /srv/ansible && ansible-playbook -i /srv/house/hosts.yml playbooks/quarterly.yml'
  keys >"$WORK/keys.before"
  command_row "the timer renews every identity" on core systemctl start loqa-rotate.service
  keys >"$WORK/keys.after"
  alone_result=ok
  [ "$(comm -12 "$WORK/keys.before" "$WORK/keys.after" | wc -l)" = 0 ] || alone_result="FAILED: a key is the old one"
  row "every key is a new one" "" "$alone_result"
  back "renewed" "$(now)"
  on core systemctl disable --quiet --now loqa-rotate.timer
  rm -rf "$WORK/core/root/srv/ansible" "$WORK/core/root/srv/house"
}
