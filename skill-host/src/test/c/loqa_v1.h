// The original's host interface, as far as the fixtures use it.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

__attribute__((import_module("env"), import_name("host_log"))) void host_log(const char *p, int32_t n);
__attribute__((import_module("env"), import_name("host_publish"))) int32_t
host_publish(const char *s, int32_t sn, const char *p, int32_t pn);

static inline void say(const char *text) { host_log(text, (int32_t)strlen(text)); }

static inline int32_t send(const char *subject, const char *payload) {
  return host_publish(subject, (int32_t)strlen(subject), payload, (int32_t)strlen(payload));
}
