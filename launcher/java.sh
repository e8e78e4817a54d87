# shellcheck shell=sh
# JDK >= 25 and Maven >= 3.8.7: found, or brought.

jdk_floor=25
maven_floor=3.8.7

# jdk_serves HOME: a whole JDK, new enough, that runs on this machine (one built for a newer libc does not).
jdk_serves() {
  [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    jdk_major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    [ "${jdk_major:-0}" -ge "$jdk_floor" ] || return 1
  fi
  jdk_version=$(within 20 "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([^"]*\)".*/\1/p')
  at_least "$jdk_floor" "${jdk_version:-0}"
}

# jdk_find: sets LOQA_JDK.
jdk_find() {
  if [ -n "${JAVA_HOME-}" ]; then
    if jdk_serves "$JAVA_HOME"; then LOQA_JDK=$JAVA_HOME; return 0; fi
    say_once "JAVA_HOME is $JAVA_HOME: no JDK >= $jdk_floor that runs here; looking elsewhere"
  fi
  jdk_on_path=$(command -v javac 2>/dev/null || true)
  while [ -n "$jdk_on_path" ] && [ -h "$jdk_on_path" ]; do
    jdk_link=$(readlink "$jdk_on_path")
    case $jdk_link in /*) jdk_on_path=$jdk_link ;; *) jdk_on_path=${jdk_on_path%/*}/$jdk_link ;; esac
  done
  if [ -x "$LOQA_SYSTEM/usr/libexec/java_home" ]; then
    jdk_mac=$("$LOQA_SYSTEM/usr/libexec/java_home" -F -v "$jdk_floor+" 2>/dev/null || true)
  fi
  for jdk_home in "${jdk_on_path%/bin/javac}" "${jdk_mac-}" "$LOQA_CACHE/jdk/current" \
    "$LOQA_SYSTEM"/usr/lib/jvm/* "$LOQA_SYSTEM"/opt/*jdk* "$LOQA_SYSTEM"/opt/java/* \
    "$LOQA_SYSTEM"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$LOQA_SYSTEM"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$LOQA_SYSTEM"/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "$HOME"/.sdkman/candidates/java/*; do
    if [ -n "$jdk_home" ] && jdk_serves "$jdk_home"; then LOQA_JDK=$jdk_home; return 0; fi
  done
  return 1
}

# Where apt has no JDK 25: Temurin, kept in the cache folder.
jdk_bring() {
  say "jdk: bringing Eclipse Temurin into $LOQA_CACHE/jdk"
  fetch_pinned jdk "$LOQA_CACHE/jdk/new" || return 1
  jdk_serves "$LOQA_CACHE/jdk/new" || { say "  what came does not run on this machine"; return 1; }
  rm -rf "${LOQA_CACHE:?}/jdk/$pin_jdk_version"
  mv "$LOQA_CACHE/jdk/new" "$LOQA_CACHE/jdk/$pin_jdk_version"
  ln -sfn "$pin_jdk_version" "$LOQA_CACHE/jdk/current"
}

# maven_find: sets LOQA_MAVEN. Its version is read with our JDK, so that the system's default Java does not matter.
maven_find() {
  for maven_file in "${MAVEN_HOME:+$MAVEN_HOME/bin/mvn}" "$(command -v mvn 2>/dev/null || true)"; do
    [ -x "$maven_file" ] || continue
    maven_version=$(within 30 env ${LOQA_JDK:+"JAVA_HOME=$LOQA_JDK"} "$maven_file" -version 2>/dev/null \
      | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
    if at_least "$maven_floor" "${maven_version:-0}"; then LOQA_MAVEN=$maven_file; return 0; fi
    say_once "maven: $maven_file is ${maven_version:-of unknown version}, needed is >= $maven_floor: not used"
  done
  return 1
}
