// Asks the web through a buffer that is too small, takes the rest, and answers with it.
#include "loqa_v2.h"

__attribute__((export_name("loqa_handle"))) int32_t loqa_handle(const char *p, int32_t n) {
  (void)p;
  (void)n;
  char url[256] = {0};
  int32_t got = loqa_config_get("request", 7, url, sizeof url - 1);
  if (got < 0) {
    return got;
  }
  char small[8];
  int32_t length = loqa_http(url, got, small, sizeof small);
  if (length < 0) {
    return length;
  }
  char *whole = malloc((size_t)length);
  if (loqa_take(whole, length) != length) {
    return -100;
  }
  loqa_log(1, whole, length);
  return 0;
}
