# shellcheck shell=sh
# What was found last time, so that the second run looks at a few files and starts. Anything that changed
# (a file gone, another PATH, JAVA_HOME or LOQA_NATS_SERVER) means: look again.

stamp_key="2|$PATH|${JAVA_HOME-}|${LOQA_NATS_SERVER-}|$LOQA_CACHE|$LOQA_ROOT"

# stamp_holds RUN|TEST: the last find for this purpose still stands; sets LOQA_JDK, LOQA_MAVEN, LOQA_NATS_SERVER.
stamp_holds() {
  [ -r "$LOQA_STATE/found-$1" ] || return 1
  {
    read -r stamp_was && read -r stamp_jdk && read -r stamp_maven && read -r stamp_nats \
      && read -r stamp_espeak && read -r stamp_sphinx && read -r stamp_model
  } <"$LOQA_STATE/found-$1" || return 1
  [ "$stamp_was" = "$stamp_key" ] && [ -x "$stamp_jdk/bin/java" ] && [ -x "$stamp_maven" ] && [ -x "$stamp_nats" ] \
    && [ -x "$stamp_espeak" ] && [ -e "$stamp_sphinx" ] && [ -d "$stamp_model" ] || return 1
  LOQA_JDK=$stamp_jdk LOQA_MAVEN=$stamp_maven LOQA_NATS_SERVER=$stamp_nats
}

# prepare RUN|TEST: the slow way, then the stamp.
prepare() {
  # shellcheck source=launcher/pins
  . "$LOQA_ROOT/launcher/pins"
  # shellcheck source=launcher/platform.sh
  . "$LOQA_ROOT/launcher/platform.sh"
  # shellcheck source=launcher/debian.sh
  . "$LOQA_ROOT/launcher/debian.sh"
  # shellcheck source=launcher/fetch.sh
  . "$LOQA_ROOT/launcher/fetch.sh"
  # shellcheck source=launcher/java.sh
  . "$LOQA_ROOT/launcher/java.sh"
  # shellcheck source=launcher/voice.sh
  . "$LOQA_ROOT/launcher/voice.sh"
  # shellcheck source=launcher/nats.sh
  . "$LOQA_ROOT/launcher/nats.sh"
  # shellcheck source=launcher/prometheus.sh
  . "$LOQA_ROOT/launcher/prometheus.sh"
  # shellcheck source=launcher/tools.sh
  . "$LOQA_ROOT/launcher/tools.sh"
  mkdir -p "$LOQA_STATE" "$LOQA_CACHE" 2>/dev/null \
    || cannot "cannot write to $LOQA_STATE or $LOQA_CACHE" "make both folders writable for $(id -un)"
  platform
  tools_ensure "$1"
  printf '%s\n' "$stamp_key" "$LOQA_JDK" "$LOQA_MAVEN" "$LOQA_NATS_SERVER" \
    "$LOQA_ESPEAK" "$LOQA_SPHINX" "$LOQA_SPHINX_MODEL" >"$LOQA_STATE/found-$1"
}
