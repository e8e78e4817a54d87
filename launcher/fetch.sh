# shellcheck shell=sh
# Downloads of what launcher/pins names: official address, digest checked before anything is unpacked.

sha256_of() {
  if have sha256sum; then sha256sum "$1"; else shasum -a 256 "$1"; fi | awk '{ print $1 }'
}

# fetch URL FILE: a try with deadlines; a dead network costs seconds, not minutes.
fetch() {
  if have curl; then quietly download curl -fsSL --connect-timeout 10 --max-time 1200 --speed-limit 1000 --speed-time 60 -o "$2" "$1"
  elif have wget; then quietly download within 1200 wget -q --timeout=30 --tries=2 -O "$2" "$1"
  else say "  neither curl nor wget is here"; return 1; fi
}

# fetch_pinned NAME FOLDER: unpacks the pinned archive NAME (jdk, nats) for this machine into FOLDER.
fetch_pinned() {
  eval "fetch_url=\${pin_$1_$LOQA_MACHINE-} fetch_sha256=\${pin_$1_${LOQA_MACHINE}_sha256-} fetch_version=\${pin_$1_version-}"
  [ -n "$fetch_url" ] && [ -n "$fetch_sha256" ] || return 1
  say "  fetching $1 $fetch_version from ${fetch_url%%/releases/*}"
  rm -rf "$2" && mkdir -p "$2" || return 1
  fetch "$fetch_url" "$2/archive" || { say "  the download failed"; return 1; }
  fetch_got=$(sha256_of "$2/archive")
  if [ "$fetch_got" != "$fetch_sha256" ]; then
    say "  refused: its sha256 is $fetch_got, launcher/pins says $fetch_sha256"
    rm -rf "$2"
    return 1
  fi
  tar -xzf "$2/archive" -C "$2" --strip-components=1 && rm -f "$2/archive"
}
