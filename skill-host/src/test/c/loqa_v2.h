// ABI v2, as far as the fixtures use it.
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define LOQA(name) __attribute__((import_module("loqa_v2"), import_name(name)))
LOQA("log") int32_t loqa_log(int32_t level, const char *p, int32_t n);
LOQA("publish") int32_t loqa_publish(const char *s, int32_t sn, const char *p, int32_t pn);
LOQA("reply") int32_t loqa_reply(const char *p, int32_t n);
LOQA("kv_get") int32_t loqa_kv_get(const char *k, int32_t kn, char *b, int32_t cap);
LOQA("kv_put") int32_t loqa_kv_put(const char *k, int32_t kn, const char *v, int32_t vn);
LOQA("timer_set") int32_t loqa_timer_set(const char *p, int32_t n);
LOQA("http") int32_t loqa_http(const char *p, int32_t n, char *b, int32_t cap);
LOQA("config_get") int32_t loqa_config_get(const char *k, int32_t kn, char *b, int32_t cap);
LOQA("take") int32_t loqa_take(char *b, int32_t cap);
LOQA("now_ms") int64_t loqa_now_ms(void);

__attribute__((export_name("loqa_abi_v2"))) int32_t loqa_abi_v2(void) { return 2; }
__attribute__((export_name("loqa_alloc"))) char *loqa_alloc(int32_t n) { return malloc((size_t)n + 1); }
