// Asks the host for everything that differs from call to call, and answers with all of it.
#include "loqa_v2.h"

LOQA("random") int32_t loqa_random(char *p, int32_t n);

static char web[4096];
static char was[256];
static char out[2048];

static char *text(char *to, const char *from) {
  while (*from) {
    *to++ = *from++;
  }
  *to = 0;
  return to;
}

static char *number(char *to, uint64_t value) {
  char digits[24];
  char *at = digits + sizeof digits - 1;
  *at = 0;
  do {
    *--at = (char)('0' + value % 10);
    value /= 10;
  } while (value);
  return text(to, at);
}

__attribute__((export_name("loqa_handle"))) int32_t loqa_handle(const char *p, int32_t n) {
  unsigned char seed[8];
  char hex[17];
  (void)p;
  if (loqa_random((char *)seed, 8) != 0) {
    return 7;
  }
  for (int i = 0; i < 8; i++) {
    hex[2 * i] = "0123456789abcdef"[seed[i] >> 4];
    hex[2 * i + 1] = "0123456789abcdef"[seed[i] & 15];
  }
  hex[16] = 0;
  uint64_t now = (uint64_t)loqa_now_ms();
  int32_t had = loqa_kv_get("last", 4, was, sizeof was - 1);
  was[had > 0 ? had : 0] = 0;
  char *at = text(out, "{\"method\":\"POST\",\"url\":\"http://ha.local/api/x\",\"secret\":\"token\",\"body\":\"");
  text(text(at, hex), "\"}");
  // Too little room: what comes is taken afterwards.
  int32_t came = loqa_http(out, (int32_t)strlen(out), web, 16);
  if (came > 16) {
    came = loqa_take(web, sizeof web);
  }
  uint64_t sum = (uint64_t)n;
  for (int32_t i = 0; i < came; i++) {
    sum = (sum * 31 + (unsigned char)web[i]) % 1000000007u;
  }
  at = text(number(text(out, hex), now), ".");
  int32_t put = loqa_kv_put("last", 4, out, (int32_t)(at - out));
  at = text(out, "{\"values\":{\"seed\":\"");
  at = number(text(text(at, hex), "\",\"now\":"), now);
  at = text(text(text(at, ",\"was\":\""), was), "\",\"web\":");
  at = number(text(number(at, sum), ",\"put\":"), (uint64_t)(put > 0 ? put : 0));
  at = text(at, "},\"receipts\":[{\"action\":\"web\",\"target\":\"x\",\"effect\":1}]}");
  return loqa_reply(out, (int32_t)(at - out));
}
