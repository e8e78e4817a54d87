// Executes the script in its payload: calls parted by ';', their parts by '|', an apostrophe for a quote. Logs every
// result as CALL=RESULT.
#include "loqa.h"

static char script[3000];
static loqa_out claims;

static void result(const char *call, const char *text, int32_t length) {
  loqa_out line = {0};
  loqa_add(&line, call);
  loqa_add(&line, "=");
  loqa_add_bytes(&line, text, length);
  loqa_log(1, line.text, line.length);
}

static void number(const char *call, int64_t value) {
  char digits[24];
  loqa_digits(value, digits);
  result(call, digits, loqa_length(digits));
}

// The answer of a call that yields bytes: what did not fit into `buffer` is taken.
static void bytes(const char *call, int32_t length, char *buffer, int32_t cap) {
  if (length < 0) {
    number(call, length);
  } else if (length <= cap) {
    result(call, buffer, length);
  } else {
    char *whole = malloc((size_t)length);
    loqa_take(whole, length);
    result(call, whole, length);
  }
}

static void field(const char *envelope, int32_t n, const char *key) {
  char value[200];
  loqa_json_text(envelope, n, key, value, sizeof value);
  result("event", value, loqa_length(value));
}

static int32_t step(const char *envelope, int32_t n, char **part) {
  const char *call = part[0];
  char buffer[64];
  int32_t n1 = loqa_length(part[1]);
  int32_t n2 = loqa_length(part[2]);
  if (loqa_same(call, "event")) field(envelope, n, part[1]);
  else if (loqa_same(call, "log")) loqa_log(1, part[1], n1);
  else if (loqa_same(call, "get")) bytes(call, loqa_kv_get(part[1], n1, buffer, sizeof buffer), buffer, sizeof buffer);
  else if (loqa_same(call, "put")) number(call, loqa_kv_put(part[1], n1, part[2], n2));
  else if (loqa_same(call, "delete")) number(call, loqa_kv_delete(part[1], n1));
  else if (loqa_same(call, "publish")) number(call, loqa_publish(part[1], n1, part[2], n2));
  else if (loqa_same(call, "cancel")) number(call, loqa_timer_cancel(part[1], n1));
  else if (loqa_same(call, "config"))
    bytes(call, loqa_config_get(part[1], n1, buffer, sizeof buffer), buffer, sizeof buffer);
  else if (loqa_same(call, "timer")) {
    loqa_out request = {0};
    loqa_add(&request, "{\"id\":");
    loqa_add_quoted(&request, part[1]);
    loqa_add(&request, ",\"after_ms\":");
    loqa_add(&request, part[2]);
    loqa_add(&request, ",\"payload\":");
    loqa_add(&request, *part[3] ? part[3] : "{}");
    loqa_add(&request, "}");
    number(call, loqa_timer_set(request.text, request.length));
  } else if (loqa_same(call, "http")) {
    loqa_out request = {0};
    loqa_add(&request, "{\"method\":");
    loqa_add_quoted(&request, part[1]);
    loqa_add(&request, ",\"url\":");
    loqa_add_quoted(&request, part[2]);
    loqa_add(&request, ",\"body\":");
    loqa_add_quoted(&request, part[3]);
    loqa_add(&request, "}");
    int32_t length = loqa_http(request.text, request.length, buffer, sizeof buffer);
    if (length < 0) {
      number(call, length);
    } else {
      char *whole = length <= (int32_t)sizeof buffer ? buffer : malloc((size_t)length);
      if (whole != buffer) {
        loqa_take(whole, length);
      }
      char status[8];
      loqa_json_text(whole, length, "status", status, sizeof status);
      result(call, status, loqa_length(status));
    }
  } else if (loqa_same(call, "receipt")) {
    loqa_add(&claims, claims.length ? "," : "");
    loqa_add(&claims, "{\"action\":");
    loqa_add_quoted(&claims, part[1]);
    loqa_add(&claims, ",\"target\":");
    loqa_add_quoted(&claims, part[2]);
    loqa_add(&claims, ",\"effect\":");
    loqa_add(&claims, part[3]);
    loqa_add(&claims, "}");
  } else if (loqa_same(call, "say")) {
    loqa_out reply = {0};
    loqa_add(&reply, "{\"say\":");
    loqa_add_quoted(&reply, part[1]);
    loqa_add(&reply, ",\"receipts\":[");
    loqa_add_bytes(&reply, claims.text, claims.length);
    loqa_add(&reply, "]}");
    return loqa_reply(reply.text, reply.length);
  } else if (loqa_same(call, "fail")) {
    return -7;
  }
  return 0;
}

LOQA_EXPORT("loqa_handle") int32_t loqa_handle(const char *envelope, int32_t length) {
  loqa_json_text(envelope, length, "payload", script, sizeof script);
  char *at = script;
  while (*at) {
    char *part[4] = {at, "", "", ""};
    int parts = 1;
    for (; *at && *at != ';'; at++) {
      if (*at == '\'') {
        *at = '"';
      } else if (*at == '|' && parts < 4) {
        *at = 0;
        part[parts++] = at + 1;
      }
    }
    if (*at) {
      *at++ = 0;
    }
    int32_t code = step(envelope, length, part);
    if (code < 0) {
      return code;
    }
  }
  return 0;
}
