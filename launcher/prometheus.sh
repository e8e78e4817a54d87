# shellcheck shell=sh
# Prometheus and Alertmanager with their tools, for the tests of alerts and dashboards alone: loqa runs without them.
# From the PATH, else from Debian's packages: downloaded and verified by apt, extracted into the cache, not installed,
# because installing them would start open system services. Who has neither runs the tests without.

prometheus_programs="prometheus promtool prometheus-alertmanager amtool"

# prometheus_find: all four programs are on the PATH or in the cache.
prometheus_find() {
  prometheus_missing=''
  for prometheus_program in $prometheus_programs; do
    have "$prometheus_program" || [ -x "$LOQA_CACHE/prometheus/current/usr/bin/$prometheus_program" ] \
      || prometheus_missing="$prometheus_missing $prometheus_program"
  done
  [ -z "$prometheus_missing" ]
}

# prometheus_ensure: finds or brings them; says what the tests leave out when that cannot be.
prometheus_ensure() {
  prometheus_find || prometheus_bring_debian && prometheus_find && return 0
  say "not here:$prometheus_missing: the tests leave out what needs Prometheus and Alertmanager"
}

prometheus_bring_debian() {
  have apt-get && have dpkg-deb || return 1
  apt_knows prometheus prometheus-alertmanager || apt_refresh
  apt_knows prometheus prometheus-alertmanager || return 1
  say "prometheus: taking it from Debian's packages (verified by apt, extracted into $LOQA_CACHE, not installed)"
  prometheus_new=$LOQA_CACHE/prometheus/new
  rm -rf "$prometheus_new" && mkdir -p "$prometheus_new/tree" || return 1
  (
    cd "$prometheus_new" || exit 1
    # shellcheck disable=SC2086 # a list of options
    quietly apt-prometheus within 600 apt-get $apt_net -o APT::Sandbox::User= download -q prometheus prometheus-alertmanager
  ) || return 1
  for prometheus_package in "$prometheus_new"/*.deb; do
    dpkg-deb -x "$prometheus_package" "$prometheus_new/tree" || return 1
  done
  rm -rf "$LOQA_CACHE/prometheus/debian"
  mv "$prometheus_new/tree" "$LOQA_CACHE/prometheus/debian" || return 1
  rm -rf "$prometheus_new"
  ln -sfn debian "$LOQA_CACHE/prometheus/current"
}
