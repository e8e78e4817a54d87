# shellcheck shell=sh
# nats-server: finds one that is new enough, or brings one into the cache folder.
# Order: configured path or PATH, own cache, pinned release, brew, a newer Debian's package (extracted, not installed,
# because installing it would start an open system service).

nats_floor=2.10.23     # older ones could lose a whole stream when the process crashed
nats_wanted=2.12.0     # from here on every feature we use is there
nats_suite=forky       # the Debian that carries one we want

# nats_version FILE: prints "2.15.1", or fails when FILE is no nats-server.
nats_version() {
  within 10 "$1" --version 2>/dev/null | sed -n 's/^nats-server:* *v\{0,1\}\([0-9][0-9.]*\).*/\1/p' | grep .
}

# nats_find: sets LOQA_NATS_SERVER to a server that serves, or fails.
nats_find() {
  if [ -n "${LOQA_NATS_SERVER-}" ]; then
    nats_found=$(nats_version "$LOQA_NATS_SERVER") \
      || cannot "LOQA_NATS_SERVER is $LOQA_NATS_SERVER: that is no nats-server" "point it at one >= $nats_wanted, or unset it"
    at_least "$nats_floor" "$nats_found" \
      || cannot "LOQA_NATS_SERVER is $LOQA_NATS_SERVER: version $nats_found is too old (it can lose a stream when it crashes)" \
        "point it at one >= $nats_wanted, or unset it and loqa brings its own"
    return 0
  fi
  nats_try_path && return 0
  nats_cached=$LOQA_CACHE/nats-server/current/nats-server
  if [ -x "$nats_cached" ] && nats_found=$(nats_version "$nats_cached") && at_least "$nats_wanted" "$nats_found"; then
    LOQA_NATS_SERVER=$nats_cached
    return 0
  fi
  return 1
}

# What the PATH offers counts when it is as new as we would install; older ones are named and passed over.
nats_try_path() {
  for nats_candidate in "$(command -v nats-server 2>/dev/null)" "$LOQA_SYSTEM/usr/sbin/nats-server" \
    "$LOQA_SYSTEM/opt/homebrew/bin/nats-server"; do
    [ -x "$nats_candidate" ] || continue
    nats_found=$(nats_version "$nats_candidate") || continue
    if at_least "$nats_wanted" "$nats_found"; then LOQA_NATS_SERVER=$nats_candidate; return 0; fi
    if at_least "$nats_floor" "$nats_found"; then nats_fallback=$nats_candidate nats_fallback_version=$nats_found
    else say_once "nats-server: $nats_candidate is $nats_found, too old (< $nats_floor): not used"; fi
    return 1
  done
  return 1
}

# nats_ensure: finds one or brings one; ends with words when neither works.
nats_ensure() {
  nats_fallback=
  nats_find && return 0
  nats_bring_release || nats_bring_brew || nats_bring_debian && nats_find && {
    say "nats-server: $nats_found is at $LOQA_NATS_SERVER"; return 0
  }
  if [ -n "$nats_fallback" ]; then
    say "nats-server: using $nats_fallback $nats_fallback_version; before $nats_wanted some features stay off"
    LOQA_NATS_SERVER=$nats_fallback
    return 0
  fi
  cannot "nats-server: none >= $nats_floor here and none could be brought" \
    "get one >= $nats_wanted from https://nats.io/download/ and put it on the PATH, or name it in LOQA_NATS_SERVER"
}

# nats_keep FILE: into the cache, whole or not at all.
nats_keep() {
  chmod 755 "$1"
  nats_found=$(nats_version "$1") || { say "  what came does not run on this machine"; return 1; }
  at_least "$nats_wanted" "$nats_found" || { say "  what came is $nats_found, older than $nats_wanted"; return 1; }
  nats_home=$LOQA_CACHE/nats-server
  mkdir -p "$nats_home/$nats_found"
  mv -f "$1" "$nats_home/$nats_found/nats-server"
  ln -sfn "$nats_found" "$nats_home/current"
}

nats_bring_release() {
  say "nats-server: bringing a release into $LOQA_CACHE/nats-server"
  fetch_pinned nats "$LOQA_CACHE/nats-server/new" && nats_keep "$LOQA_CACHE/nats-server/new/nats-server" \
    && rm -rf "$LOQA_CACHE/nats-server/new"
}

nats_bring_brew() {
  have brew || return 1
  say "nats-server: installing it with brew"
  quietly brew-nats-server within 1200 brew install nats-server
}

nats_bring_debian() {
  have apt-get && have dpkg-deb || return 1
  say "nats-server: taking it from Debian $nats_suite's package (verified by apt, extracted into $LOQA_CACHE, not installed)"
  apt_private "$nats_suite" || return 1
  apt_private_update || { say "  no package lists of Debian $nats_suite"; return 1; }
  rm -rf "$apt_root/nats-server" && mkdir -p "$apt_root/nats-server/tree"
  (cd "$apt_root/nats-server" && quietly apt-nats-server apt_there 600 apt-get download -q nats-server) \
    || { say "  no nats-server package from Debian $nats_suite"; return 1; }
  dpkg-deb -x "$apt_root"/nats-server/nats-server_*.deb "$apt_root/nats-server/tree" || return 1
  nats_new=$(find "$apt_root/nats-server/tree" -type f -name nats-server -perm -u+x | head -n 1)
  nats_keep "$nats_new" || return 1
  rm -rf "$apt_root"   # the lists alone are tens of megabytes
}
