# shellcheck shell=sh
# Root file systems, made once and kept in the cache: what a node is before Loqa, and the machine that runs Ansible.
# Packages that the roles install lie in the nodes' apt cache, so that a node needs no network and yet really installs them.

image_packages="openjdk-25-jre-headless openssl espeak-ng libpocketsphinx3 pocketsphinx-en-us alsa-utils acl
 prometheus prometheus-alertmanager prometheus-node-exporter ansible-core git"

# A change of this number makes the images anew.
image_version=2

images() {
  [ "$(cat "$CACHE/version" 2>/dev/null)" = "$image_version" ] && return 0
  step "making Debian 13 for nodes and control, once (logs: $CACHE)"
  mkdir -p "$CACHE"
  rm -rf "$CACHE/node" "$CACHE/control"
  debootstrap --variant=minbase \
    --include=systemd,systemd-sysv,dbus,openssh-server,python3,python3-apt,iproute2,ca-certificates,sudo \
    trixie "$CACHE/node" "$(mirror)" >"$CACHE/debootstrap.log" 2>&1 || stop "debootstrap failed: see $CACHE/debootstrap.log"
  cp -a "$CACHE/node" "$CACHE/control"
  {
    inside node apt-get -q update
    # shellcheck disable=SC2086 # a list of packages
    inside node apt-get -q -y --no-install-recommends -o APT::Keep-Downloaded-Packages=true -d install $image_packages
    inside control apt-get -q update
    inside control apt-get -q -y --no-install-recommends install ansible-core openssh-client libfaketime
  } >"$CACHE/packages.log" 2>&1 || stop "apt failed in an image: see $CACHE/packages.log"
  # Nodes have no network: what was downloaded is not to be looked for again.
  printf 'APT::Periodic::Enable "0";\nAcquire::http::Timeout "1";\nAcquire::Retries "0";\n' >"$CACHE/node/etc/apt/apt.conf.d/90offline"
  cp -a "$CACHE/control/usr/lib/$(uname -m)-linux-gnu/faketime" "$CACHE/node/usr/lib/$(uname -m)-linux-gnu/"
  rm -f "$CACHE"/node/etc/ssh/ssh_host_* "$CACHE/node/etc/machine-id"
  echo "$image_version" >"$CACHE/version"
}

inside() {
  inside_image=$1
  shift
  DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 chroot "$CACHE/$inside_image" "$@" </dev/null
}

# mirror: where this machine takes Debian from.
mirror() {
  if [ -n "${LOQA_DEBIAN_MIRROR-}" ]; then echo "$LOQA_DEBIAN_MIRROR"; return; fi
  { sed -n 's/^URIs: *//p' /etc/apt/sources.list.d/*.sources; sed -n 's/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\) .*/\2/p' /etc/apt/sources.list; } \
    2>/dev/null | grep '/debian/*$' | head -n 1 | grep . || echo http://deb.debian.org/debian
}
