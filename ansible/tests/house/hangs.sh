# shellcheck shell=sh
# Processes that are there and do nothing: stopped by a signal in the middle of a turn, found by the watchdog, started anew.

every_hang="watchdog"

# starts NODE UNIT: how often the service manager has started it anew.
starts() { on "$1" systemctl show --property=NRestarts --value "$2.service"; }

stop_unit() { on "$1" systemctl kill --signal=STOP "$2.service"; }

hang_watchdog() {
  for hang in edge:loqa-edge@stt edge:loqa-edge@tts core:loqa-edge@satellite core:loqad; do
    hang_node=${hang%%:*} hang_unit=${hang#*:}
    hang_before=$(starts "$hang_node" "$hang_unit")
    during "$hang_unit hangs (SIGSTOP)" stop_unit "$hang_node" "$hang_unit"
    hang_result="ok: killed and started anew"
    # 20 s without a word, then up to the stop timeout until it is killed.
    until [ "$(starts "$hang_node" "$hang_unit")" -gt "$hang_before" ]; do
      if [ "$(($(now) - during_begun))" -gt 90000 ]; then hang_result="FAILED: not found within 90 s"; break; fi
      sleep 0.5
    done
    row "$hang_unit hangs: the watchdog" "$(since "$during_begun")" "$hang_result"
    back "$hang_unit hung" "$during_begun"
  done
}
