# shellcheck shell=sh
# Building the checkout and laying out what runs. Maven leaves the jars in bundles/target/lib; every build that was
# needed copies them to a folder of its own, so that a running daemon keeps the jars it was started from:
#   target/launcher/run/<time>/lib/*.jar, java.arguments (flags and class path);  target/launcher/current -> run/<time>
#   target/launcher/run/<time>/skill-build/*.jar: the compiler of skills with the SDK, for loqa-skill build
#   target/launcher/run/<time>/skills/*.lskill: the packages that come with Loqa, which loqad installs

# build_stale: something that goes into the jars is newer than the last build (a deleted file makes its folder newer).
build_stale() {
  [ -r "$LOQA_STATE/current/java.arguments" ] && [ -e "$LOQA_STATE/built" ] || return 0
  [ -n "$(find "$LOQA_ROOT" \( -name target -o -name .git -o -path '*/src/test' -o -name docs \) -prune -o \
    -newer "$LOQA_STATE/built" \( -path '*/src/*' -o -name pom.xml -o -name '*.yaml' \) -print | head -n 1)" ]
}

# maven ARGUMENT...: never waits for a dead network for long.
maven() {
  within 5400 env "JAVA_HOME=$LOQA_JDK" "$LOQA_MAVEN" -B -ntp -f "$LOQA_ROOT/pom.xml" \
    -Daether.connector.connectTimeout=20000 -Daether.connector.requestTimeout=120000 "$@"
}

# build_lock: one Maven at a time in this checkout.
build_lock() {
  mkdir -p "$LOQA_STATE"
  build_waited=0
  until mkdir "$LOQA_STATE/lock" 2>/dev/null; do
    build_owner=$(cat "$LOQA_STATE/lock/pid" 2>/dev/null || true)
    if [ -n "$build_owner" ] && ! kill -0 "$build_owner" 2>/dev/null; then rm -rf "$LOQA_STATE/lock"; continue; fi
    say_once "another ./loqa (process ${build_owner:-just started}) builds in this checkout: waiting for it"
    [ "$build_waited" -lt 3600 ] || cannot "it still builds after an hour" "end it, or remove $LOQA_STATE/lock, and run the same command again"
    sleep 1
    build_waited=$((build_waited + 1))
  done
  echo $$ >"$LOQA_STATE/lock/pid"
  trap build_unlock EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

build_unlock() {
  rm -rf "$LOQA_STATE/lock"
  trap - EXIT INT TERM
}

build() {
  build_lock
  if build_stale; then
    say "building; the first time downloads its libraries and takes some minutes (log: $LOQA_STATE/build.log)"
    : >"$LOQA_STATE/build-began"
    maven -DskipTests -Djacoco.skip package >"$LOQA_STATE/build.log" 2>&1 || build_failed
    build_lay_out
    mv "$LOQA_STATE/build-began" "$LOQA_STATE/built"   # as old as the start of the build: an edit during it counts
  fi
  build_unlock
}

build_failed() {
  grep -E '^\[ERROR\]|^\[WARNING\] .*\.java:' "$LOQA_STATE/build.log" | cut -c 1-300 | head -n 12 >&2
  if grep -q 'PKIX path building failed' "$LOQA_STATE/build.log"; then
    cannot "the build could not download its libraries: this network presents certificates that $LOQA_JDK does not trust" \
      "give that JDK the network's CA certificate (on Debian: /usr/local/share/ca-certificates, then update-ca-certificates)"
  elif grep -qE 'Could not (transfer|resolve)|Unknown host|Non-resolvable' "$LOQA_STATE/build.log"; then
    cannot "the build could not download its libraries" "it needs the network once (Maven Central): connect and run the same command again"
  fi
  cannot "the build failed" "all of it: $LOQA_STATE/build.log"
}

# build_lay_out: the jars that class.path names, in Maven's order, and the arguments every JVM of ours starts with.
build_lay_out() {
  build_run=$LOQA_STATE/run/$(date +%Y%m%d-%H%M%S)-$$
  mkdir -p "$build_run/lib"
  build_path=''
  while IFS= read -r build_jar; do
    cp "$LOQA_ROOT/bundles/target/lib/$build_jar" "$build_run/lib/"
    build_path=$build_path${build_path:+:}$build_run/lib/$build_jar
  done <<END
$(tr ':' '\n' <"$LOQA_ROOT/bundles/target/lib/class.path" | sed 's|^@LIB@/||')
END
  mkdir -p "$build_run/skill-build"
  cp "$LOQA_ROOT"/skills/build/target/lib/*.jar "$LOQA_ROOT"/skills/build/target/loqa-skill-build-*.jar "$build_run/skill-build/"
  for build_jar in "$LOQA_ROOT"/skills/sdk/target/loqa-skill-sdk-*.jar; do
    case $build_jar in *-tests.jar) ;; *) cp "$build_jar" "$build_run/skill-build/" ;; esac
  done
  cp -R "$LOQA_ROOT/bundles/target/skills" "$build_run/skills"
  {
    cat "$LOQA_ROOT/base/src/main/resources/dev/loqa/base/process/java.flags"
    printf -- '-Dloqa.root="%s"\n-Dloqa.java.arguments="%s"\n-Dloqa.packages="%s"\n-cp "%s"\n' \
      "$LOQA_ROOT" "$build_run/java.arguments" "$build_run/skills" "$build_path"
  } >"$build_run/java.arguments"
  build_before=$(readlink "$LOQA_STATE/current" || true)
  ln -sfn "run/${build_run##*/}" "$LOQA_STATE/current"
  for build_old in "$LOQA_STATE"/run/*; do
    [ "$build_old" = "$build_run" ] || [ "run/${build_old##*/}" = "$build_before" ] || build_in_use "$build_old" || rm -rf "$build_old"
  done
}

# start_arguments RUN: the arguments file of this program there: its own one, with a start-up cache, when it was made.
start_arguments() {
  if [ -r "$1/${program:-cli}.arguments" ]; then echo "$1/${program:-cli}.arguments"; else echo "$1/java.arguments"; fi
}

# build_in_use FOLDER: a process was started from it (the pattern comes by a pipe, or grep would find itself).
build_in_use() {
  if [ -r /proc/self/cmdline ]; then echo "$1/" | grep -qsaF -f - /proc/[0-9]*/cmdline
  else ps -axo command | grep -v grep | grep -qF -- "$1/"; fi
}
