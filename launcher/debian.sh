# shellcheck shell=sh
# apt: installing packages, and looking into a newer Debian without touching this system's sources.

apt_net="-o Acquire::Retries=2 -o Acquire::http::Timeout=30 -o Acquire::https::Timeout=30"

# apt_root_get SECONDS ARGUMENT...: apt-get as root, which is needed for this and for nothing else.
apt_root_get() {
  apt_limit=$1; shift
  apt_sudo=''
  [ "$(id -u)" = 0 ] || apt_sudo=sudo
  # shellcheck disable=SC2086 # apt_net is a list of options, apt_sudo may be nothing
  $apt_sudo env DEBIAN_FRONTEND=noninteractive timeout --foreground -k 10 "$apt_limit" \
    apt-get $apt_net -o DPkg::Lock::Timeout=300 -q "$@" </dev/null
}

# apt_may_install PACKAGE...: ends with the command to run where we may not become root.
apt_may_install() {
  [ "$(id -u)" = 0 ] && return 0
  if have sudo && { sudo -n true 2>/dev/null || { [ -t 0 ] && [ -t 2 ]; }; }; then
    sudo -v && return 0
  fi
  cannot "installing packages needs root, and there is no sudo that works here" \
    "as root, run:  apt-get update && apt-get install -y --no-install-recommends $*"
}

# apt_install PACKAGE...
apt_install() {
  apt_may_install "$@"
  apt_knows "$@" || apt_refresh
  say "installing with apt: $*"
  quietly apt-install apt_root_get 1800 install -y --no-install-recommends "$@" \
    || cannot "apt-get could not install: $*" "put that right (network? disk? another apt?) and run the same command again"
}

apt_refresh() {
  [ -z "${apt_refreshed-}" ] || return 0
  apt_refreshed=1
  if [ "$(id -u)" != 0 ] && ! sudo -n true 2>/dev/null && ! [ -t 0 ]; then return 0; fi
  say "refreshing the package lists"
  quietly apt-update apt_root_get 600 update || say "  apt-get update failed; going on with the lists there are"
}

# apt_knows PACKAGE...: apt can install each of them.
apt_knows() {
  for apt_package in "$@"; do
    LC_ALL=C apt-cache policy "$apt_package" 2>/dev/null | grep -q '^  Candidate: [^(]' || return 1
  done
}

# debian_mirror: where this system takes Debian from. Reads both kinds of sources, changes none.
debian_mirror() {
  if [ -n "${LOQA_DEBIAN_MIRROR-}" ]; then echo "$LOQA_DEBIAN_MIRROR"; return 0; fi
  cat "$LOQA_SYSTEM"/etc/apt/sources.list "$LOQA_SYSTEM"/etc/apt/sources.list.d/*.list 2>/dev/null \
    | sed -n 's/^[[:space:]]*deb[[:space:]]\(\[[^]]*\][[:space:]]*\)\{0,1\}//p' \
    | awk -v os="$LOQA_OS" -v suite="${VERSION_CODENAME-}" '
        os == "debian" && ($2 == suite || $2 ~ /^(stable|testing|unstable|sid)$/) && $3 == "main" { print $1; exit }' \
    | grep . && return 0
  cat "$LOQA_SYSTEM"/etc/apt/sources.list.d/*.sources 2>/dev/null | awk -v os="$LOQA_OS" -v suite="${VERSION_CODENAME-}" '
    function flush(  n, i, s) {
      n = split(suites, s, " ")
      for (i = 1; i <= n && !found; i++)
        if (!off && main && os == "debian" && (s[i] == suite || s[i] ~ /^(stable|testing|unstable|sid)$/)) { print uri; found = 1 }
      suites = uri = ""; main = off = 0
    }
    /^[[:space:]]*$/ { flush(); next }
    /^#/ { next }
    tolower($1) == "uris:" { uri = $2 }
    tolower($1) == "suites:" { sub(/^[^:]*:/, ""); suites = $0 }
    tolower($1) == "components:" { main = / main( |$)/ }
    tolower($1) == "enabled:" { off = ($2 == "no") }
    END { flush() }' | grep .
}

# apt_private SUITE: sets $apt_root and the function apt_there to an apt of our own that sees only SUITE of Debian,
# verified by Debian's archive keyring. The system's sources, lists and cache stay as they are. Needs no root.
apt_private() {
  apt_suite=$1
  apt_keyring=$LOQA_SYSTEM/usr/share/keyrings/debian-archive-keyring.gpg
  [ -r "$apt_keyring" ] || apt_keyring=$LOQA_SYSTEM/usr/share/keyrings/debian-archive-keyring.pgp
  [ -r "$apt_keyring" ] || { say "  no Debian archive keyring here (package debian-archive-keyring)"; return 1; }
  apt_mirror=$(debian_mirror) || { say "  no Debian mirror in this system's sources (LOQA_DEBIAN_MIRROR=URL names one)"; return 1; }
  apt_root=$LOQA_CACHE/apt/$apt_suite
  mkdir -p "$LOQA_CACHE/log" "$apt_root/lists/partial" "$apt_root/cache/archives/partial" "$apt_root/parts" || return 1
  echo "deb [signed-by=$apt_keyring] $apt_mirror $apt_suite main" >"$apt_root/sources.list"
}

# apt_there SECONDS TOOL ARGUMENT...: apt-get or apt-cache inside that private root.
apt_there() {
  apt_limit=$1 apt_tool=$2; shift 2
  # shellcheck disable=SC2086
  LC_ALL=C within "$apt_limit" "$apt_tool" $apt_net \
    -o Dir::Etc::SourceList="$apt_root/sources.list" -o Dir::Etc::SourceParts="$apt_root/parts" \
    -o Dir::State::Lists="$apt_root/lists" -o Dir::Cache="$apt_root/cache" \
    -o APT::Sandbox::User= -o Acquire::Languages=none -o Acquire::PDiffs=false "$@"
}

# apt_private_update: package lists of the private root. A mirror that stands still keeps lists past their date; the
# signature is checked all the same, and who takes a package from here checks its version.
apt_private_update() {
  apt_there 600 apt-get update -q >"$LOQA_CACHE/log/apt-$apt_suite.log" 2>&1 && return 0
  if grep -q 'is expired' "$LOQA_CACHE/log/apt-$apt_suite.log"; then
    say "  this mirror's lists of $apt_suite are out of date; taking them all the same, by their signature"
    apt_net="$apt_net -o Acquire::Check-Valid-Until=false"
  fi
  quietly "apt-$apt_suite" apt_there 600 apt-get update -q
}
