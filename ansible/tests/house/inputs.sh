# shellcheck shell=sh
# What people hand to a playbook that is wrong, on nodes where nothing is set up yet. Each run stops and says what, why and what
# to do; none of them is in the way of the run that follows.

every_input="secret clock old_bus foreign damaged unsigned"

# stops LABEL WORDS [ARGUMENT...]: site.yml fails and says these words.
stops() {
  stops_label=$1 stops_words=$2
  shift 2
  stops_begun=$(now)
  run input playbooks/site.yml "$@"
  if [ "$run_code" = 0 ]; then stops_result="FAILED: it did not stop"
  elif tr -s ' \n' ' ' <"$run_log" | grep -qF "$stops_words"; then stops_result="ok: $(echo "$stops_words" | cut -c 1-70)"
  else stops_result="FAILED: $(grep -m 1 '"msg"\|msg:' "$run_log" | cut -c 1-200)"; fi
  row "$stops_label" "$(since "$stops_begun")" "$stops_result"
}

input_secret() {
  stops "a secret that nobody gives" "secret loqa.example: neither its variable (env) is set here nor did 1Password" \
    -e '{"loqa_secrets": [{"name": "loqa.example", "env": "LOQA_NO_SUCH_SECRET", "op": "op://house/no/such"}]}' --limit core
}

# The node's own Python sees a clock that is an hour ahead.
input_clock() {
  clock_library=/$(cd "$CACHE/node" && ls -d usr/lib/*/faketime/libfaketime.so.1)
  printf '#!/bin/sh\nexec env LD_PRELOAD=%s FAKETIME=+1h python3 "$@"\n' "$clock_library" \
    >"$WORK/edge/root/usr/local/bin/python-ahead"
  chmod 755 "$WORK/edge/root/usr/local/bin/python-ahead"
  stops "a clock that is an hour ahead" "s ahead of this machine's: certificates would not hold; set it" \
    -e ansible_python_interpreter=/usr/local/bin/python-ahead --limit edge
}

input_old_bus() {
  on core systemd-run --quiet --unit=nats-server.service sleep infinity
  stops "an old nats-server that runs on the core" "nats-server.service runs there already, of Debian and too old" --limit core
  on core systemctl stop nats-server.service
}

# bundle_of FOLDER: a folder of bundles of its own, to be spoilt.
bundle_of() {
  rm -rf "$WORK/control/$1"
  mkdir -p "$WORK/control/$1"
  cp "$BUNDLES/$BUNDLE.tar.gz" "$BUNDLES/$BUNDLE.tar.gz.sha256" "$BUNDLES/$BUNDLE.tar.gz.sig" "$BUNDLES/release.pub" "$WORK/control/$1/"
}

input_foreign() {
  bundle_of foreign
  for foreign in "" .sha256 .sig; do
    mv "$WORK/control/foreign/$BUNDLE.tar.gz$foreign" "$WORK/control/foreign/loqa-$VERSION-linux-other.tar.gz$foreign"
  done
  stops "a bundle for another architecture only" "it lacks $BUNDLE.tar.gz" -e loqa_bundles=/srv/house/foreign --limit edge
}

input_damaged() {
  bundle_of damaged
  printf 'x' | dd of="$WORK/control/damaged/$BUNDLE.tar.gz" bs=1 seek=1000 conv=notrunc 2>/dev/null
  stops "a bundle with one wrong byte" "its checksum is another than" -e loqa_bundles=/srv/house/damaged --limit edge
}

input_unsigned() {
  bundle_of unsigned
  printf '%064d\n' 7 >"$WORK/control/unsigned/release.pub"
  stops "a bundle signed by somebody else" "it is not signed by the release key" -e loqa_bundles=/srv/house/unsigned \
    -e loqa_release_key=/srv/house/unsigned/release.pub --limit edge
}

# Half-way: the edge is off while the house is set up; the core is done, the edge is named, and the next run does the rest.
input_half_way() {
  node_off edge
  stops "a host that is off" "edge: could not be reached or failed above, the others are set up" -e ansible_ssh_timeout=5
  on core systemctl is-active --quiet loqad.service || row "the core was set up without it" "" "FAILED: loqad does not run"
  node_boot edge
  node_up edge
}
