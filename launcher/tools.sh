# shellcheck shell=sh
# What a checkout needs from the machine: find all of it, install what is missing, look again, remember.

# tools_missing RUN|TEST: sets $missing to the things that are not here.
tools_missing() {
  missing=''
  jdk_find || missing="$missing jdk"
  maven_find || missing="$missing maven"
  espeak_find || missing="$missing espeak"
  pocketsphinx_find || missing="$missing pocketsphinx"
  [ "$1" = run ] || wasm_find || missing="$missing wasm"
  [ "$1" = run ] || ansible_find || missing="$missing ansible"
}

# tools_ensure RUN|TEST
tools_ensure() {
  tools_missing "$1"
  if [ -n "$missing" ]; then
    say "missing on this machine:$missing"
    if have apt-get && have dpkg; then tools_apt
    elif have brew; then tools_brew
    fi
    case "$missing " in *" jdk "*) jdk_find || { [ "${LOQA_MACHINE%%_*}" = linux ] && jdk_bring; } || true ;; esac
    tools_missing "$1"
    for tool in $missing; do tools_way_out "$tool"; done
    [ -z "${tools_stop-}" ] || exit 6
  fi
  nats_ensure
  [ "$1" = run ] || prometheus_ensure
}

# The playbooks are checked with what Debian calls ansible-core and ansible-lint.
ansible_find() { have ansible-playbook && have ansible-lint; }

# One apt call for everything, with the JDK first so that Maven does not pull in an older one.
tools_apt() {
  apt_wanted=''
  for tool in $missing; do
    case $tool in
      jdk) if apt_has openjdk-25-jdk-headless; then apt_want openjdk-25-jdk-headless
        else have curl || have wget || apt_want curl ca-certificates; fi ;;
      maven) apt_want maven ;;
      espeak) apt_want espeak-ng ;;
      pocketsphinx) if apt_has libpocketsphinx5; then apt_want libpocketsphinx5; else apt_want libpocketsphinx3; fi
        apt_want pocketsphinx-en-us ;;
      wasm) apt_want clang lld wasi-libc; apt_has libclang-rt-dev-wasm32 && apt_want libclang-rt-dev-wasm32 ;;
      ansible) apt_has ansible-lint && apt_want ansible-core ansible-lint ;;
    esac
  done
  # shellcheck disable=SC2086 # a list of packages
  [ -z "$apt_wanted" ] || apt_install $apt_wanted
}

apt_want() { apt_wanted="$apt_wanted $*"; }

# apt_has PACKAGE: asks again with fresh lists before it says no.
apt_has() {
  apt_knows "$1" && return 0
  apt_refresh
  apt_knows "$1"
}

tools_brew() {
  for tool in $missing; do
    case $tool in
      jdk) tool=openjdk ;;
      espeak) tool=espeak-ng ;;
      pocketsphinx) tool=cmu-pocketsphinx ;;
      wasm | ansible) continue ;;
    esac
    say "installing $tool with brew"
    quietly "brew-$tool" within 1800 brew install "$tool" || say "  brew could not install $tool"
  done
}

# tools_way_out TOOL: what a person does when we could not.
tools_way_out() {
  case $1 in
    jdk) say "jdk: no JDK >= $jdk_floor here and none could be brought"
      say "  get one from https://adoptium.net/temurin/releases/?version=25 and set JAVA_HOME to its folder" ;;
    maven) say "maven: none >= $maven_floor here and none could be installed"
      say "  get it from https://maven.apache.org/download.cgi and put its bin folder on the PATH" ;;
    espeak) say "espeak-ng: not here and could not be installed (it is the voice)"
      say "  install the package espeak-ng of your system" ;;
    pocketsphinx) say "pocketsphinx: the library or its English model is not here and could not be installed (it is the ear)"
      say "  install PocketSphinx and its en-us model with your system's packages" ;;
    wasm) say "clang, lld and wasi-libc are not here: the tests leave out what needs skills written in C"
      return 0 ;;
    ansible) say "ansible-playbook or ansible-lint is not here: the tests leave out what needs them"
      return 0 ;;
  esac
  tools_stop=1
}
