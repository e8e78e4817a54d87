// Counts its calls in its own data, sets a timer, and claims a receipt for it.
#include "loqa_v2.h"

static char envelope[4096];

__attribute__((export_name("loqa_handle"))) int32_t loqa_handle(const char *p, int32_t n) {
  if (n >= (int32_t)sizeof envelope) {
    return 9;
  }
  memcpy(envelope, p, (size_t)n);
  char number[16] = {0};
  int32_t had = loqa_kv_get("count", 5, number, 15);
  long count = 0;
  for (int32_t i = 0; i < had; i++) {
    count = count * 10 + (number[i] - '0');
  }
  count++;
  char *end = number + sizeof number - 1;
  *end = 0;
  for (long left = count; left > 0; left /= 10) {
    *--end = (char)('0' + left % 10);
  }
  int32_t put = loqa_kv_put("count", 5, end, (int32_t)strlen(end));
  const char *timer = "{\"id\":\"egg\",\"after_ms\":3000}";
  int32_t set = loqa_timer_set(timer, (int32_t)strlen(timer));
  if (put != 1 || set != 2 || strstr(envelope, "\"type\":\"intent\"") == 0) {
    return 8;
  }
  char reply[256] = "{\"values\":{\"count\":";
  strcat(reply, end);
  strcat(reply, "},\"receipts\":[{\"action\":\"timer.start\",\"target\":\"egg\",\"effect\":2},"
                "{\"action\":\"lamp.on\",\"target\":\"moon\",\"effect\":7}]}");
  return loqa_reply(reply, (int32_t)strlen(reply));
}
