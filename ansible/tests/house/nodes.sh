# shellcheck shell=sh
# Two nodes that boot systemd and a network between them, in namespaces: nothing of this machine's own is changed.

# network: a namespace that is the switch, and one for each machine.
network() {
  ip netns add "$NAME-switch"
  ip -n "$NAME-switch" link add br0 type bridge
  ip -n "$NAME-switch" link set br0 up
  network_number=1
  for network_node in core edge control; do
    ip netns add "$NAME-$network_node"
    ip -n "$NAME-switch" link add "$network_node" type veth peer name eth0 netns "$NAME-$network_node"
    ip -n "$NAME-switch" link set "$network_node" master br0 up
    ip -n "$NAME-$network_node" addr add "10.77.0.$network_number/24" dev eth0
    ip -n "$NAME-$network_node" link set eth0 up
    ip -n "$NAME-$network_node" link set lo up
    network_number=$((network_number + 1))
  done
}

# node_make core|edge: its own layer over the image, an ssh key that lets control in.
node_make() {
  mkdir -p "$WORK/$1/upper" "$WORK/$1/work" "$WORK/$1/root"
  mount -t overlay "$NAME-$1" -o "lowerdir=$CACHE/node,upperdir=$WORK/$1/upper,workdir=$WORK/$1/work" "$WORK/$1/root"
  node_root=$WORK/$1/root
  echo "$1" >"$node_root/etc/hostname"
  printf '127.0.0.1 localhost\n10.77.0.1 core\n10.77.0.2 edge\n10.77.0.3 control\n' >"$node_root/etc/hosts"
  mkdir -p "$node_root/root/.ssh"
  cp "$WORK/key.pub" "$node_root/root/.ssh/authorized_keys"
  chmod 700 "$node_root/root/.ssh"
  ssh-keygen -q -t ed25519 -N '' -f "$node_root/etc/ssh/ssh_host_ed25519_key"
  printf '10.77.0.%s %s\n' "$2" "$(cut -d ' ' -f 1,2 "$node_root/etc/ssh/ssh_host_ed25519_key.pub")" >>"$WORK/known_hosts"
}

# node_boot core|edge
node_boot() {
  # --keep-unit and --register=no: this machine needs no systemd of its own.
  systemd-nspawn --quiet --boot --directory="$WORK/$1/root" --machine="$NAME-$1" --register=no --keep-unit \
    --console=pipe --resolv-conf=off --timezone=off --kill-signal=SIGRTMIN+3 \
    --network-namespace-path="/run/netns/$NAME-$1" </dev/null >"$WORK/$1/console.log" 2>&1 &
  echo $! >"$WORK/$1/pid"
}

# node_leader core|edge: its process 1 as this machine numbers it.
node_leader() {
  cat "/proc/$(cat "$WORK/$1/pid")/task/$(cat "$WORK/$1/pid")/children" 2>/dev/null | awk '{ print $1 }'
}

# on core|edge COMMAND...: runs there, as root.
on() {
  on_node=$1
  shift
  nsenter -t "$(node_leader "$on_node")" -m -u -i -p -n -C -- env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 "$@" </dev/null
}

# node_up core|edge: waits until it takes connections.
node_up() {
  node_waited=0
  until [ -n "$(node_leader "$1")" ] && on "$1" systemctl is-active --quiet ssh.service 2>/dev/null; do
    node_waited=$((node_waited + 1))
    [ "$node_waited" -lt 300 ] || stop "$1 did not boot within 60 s: see $WORK/$1/console.log"
    sleep 0.2
  done
}

# node_cut core|edge: power is gone, without a word.
node_cut() {
  node_pid=$(cat "$WORK/$1/pid")
  kill -KILL "$(node_leader "$1")" 2>/dev/null || true
  wait "$node_pid" 2>/dev/null || true
}

# node_off core|edge: shut down in order.
node_off() {
  [ -r "$WORK/$1/pid" ] || return 0
  node_pid=$(cat "$WORK/$1/pid")
  kill -TERM "$node_pid" 2>/dev/null || return 0
  ( sleep 20; kill -KILL "$node_pid" 2>/dev/null ) &
  node_watch=$!
  wait "$node_pid" 2>/dev/null || true
  kill "$node_watch" 2>/dev/null || true
}

# play ARGUMENT...: ansible-playbook on the third machine.
play() {
  systemd-nspawn --quiet --directory="$CACHE/control" --volatile=overlay --machine="$NAME-control" --register=no --keep-unit \
    --console=pipe --resolv-conf=off --timezone=off --network-namespace-path="/run/netns/$NAME-control" \
    --bind-ro="$ANSIBLE:/srv/ansible" --bind-ro="$WORK/control:/srv/house" --bind-ro="$BUNDLES:/srv/bundles" \
    --setenv=ANSIBLE_NOCOLOR=1 --setenv=LC_ALL=C.UTF-8 --setenv=HOME=/root $play_environment \
    --chdir=/srv/ansible \
    /usr/bin/ansible-playbook -i /srv/house/hosts.yml "$@" </dev/null
}

# everything_off: what this script started, and nothing else.
everything_off() {
  trap - EXIT INT TERM
  [ -z "${KEEP-}" ] || { echo "kept: $WORK (namespaces $NAME-*)"; return 0; }
  for off_node in core edge; do
    node_off "$off_node"
    mountpoint -q "$WORK/$off_node/root" 2>/dev/null && umount "$WORK/$off_node/root"
  done
  for off_node in core edge control switch; do ip netns del "$NAME-$off_node" 2>/dev/null || true; done
  rm -rf "$WORK"
}
