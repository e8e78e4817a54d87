// Behaves as the original's timer does: sleeps inside the call and then speaks.
#include "loqa_v1.h"
#include <wasi/api.h>

int main(void) {
  const char *payload = getenv("LOQA_EVENT_PAYLOAD");
  const char *field = payload ? strstr(payload, "\"duration_ms\":") : 0;
  uint64_t ms = 0;
  for (const char *p = field ? field + 14 : ""; *p >= '0' && *p <= '9'; p++) {
    ms = ms * 10 + (uint64_t)(*p - '0');
  }
  say("timer started");
  __wasi_subscription_t in = {.userdata = 7,
                              .u = {.tag = __WASI_EVENTTYPE_CLOCK,
                                    .u.clock = {.id = __WASI_CLOCKID_MONOTONIC, .timeout = ms * 1000000u}}};
  __wasi_event_t out;
  __wasi_size_t events = 0;
  if (__wasi_poll_oneoff(&in, &out, 1, &events) != 0 || events != 1 || out.userdata != 7 || out.error != 0) {
    return 3;
  }
  return send("tts.request", "{\"text\":\"Time is up.\"}");
}
