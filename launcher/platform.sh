# shellcheck shell=sh
# Which system this is. Unknown ones are fine as long as nothing is missing there.

# platform: sets LOQA_MACHINE (linux_x86_64, darwin_aarch64, ...), LOQA_OS (debian, ubuntu, macos, ...) and VERSION_CODENAME.
platform() {
  case $(uname -m) in
    x86_64 | amd64) LOQA_MACHINE=x86_64 ;;
    aarch64 | arm64) LOQA_MACHINE=aarch64 ;;
    *) LOQA_MACHINE=other ;;
  esac
  LOQA_OS=unknown VERSION_CODENAME='' platform_name=''
  case $(uname -s) in
    Linux)
      LOQA_MACHINE=linux_$LOQA_MACHINE
      if [ -r "$LOQA_SYSTEM/etc/os-release" ]; then
        LOQA_OS=$(sed -n 's/^ID="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$LOQA_SYSTEM/etc/os-release")
        VERSION_CODENAME=$(sed -n 's/^VERSION_CODENAME="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$LOQA_SYSTEM/etc/os-release")
        platform_name=$(sed -n 's/^PRETTY_NAME="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' "$LOQA_SYSTEM/etc/os-release")
      fi ;;
    Darwin) LOQA_MACHINE=darwin_$LOQA_MACHINE LOQA_OS=macos platform_name=macOS ;;
    *) LOQA_MACHINE=other_$LOQA_MACHINE platform_name=$(uname -s) ;;
  esac
}
