/* The event store's append in C: same schema, same chain, same settings, against libsqlite3 directly.
 *
 * usage: store_append DATABASE BATCHES BATCH_SIZE PAYLOAD_BYTES
 * prints: nanoseconds of all batches together, those on the processor, the SQLite version; one a line.
 *
 * It does what dev.loqa.loqad.store does for each event: draw a salt (in bulk), hash payload, envelope and link with
 * SHA-256, bind the same twelve columns, and commit each batch with synchronous=FULL in WAL mode. It looks types, nodes and
 * sessions up in memory as the store does, which here is an array.
 */
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

enum { HASH = SHA256_DIGEST_LENGTH, SALT = 16, SALTS = 256, SESSIONS = 16 };

static sqlite3 *db;

static void fail(const char *what) {
  fprintf(stderr, "store_append: %s: %s\n", what, sqlite3_errmsg(db));
  exit(1);
}

static void run(const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static int64_t nanos(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void salted(const unsigned char *salt, const char *text, size_t length, unsigned char *out) {
  SHA256_CTX sha;
  SHA256_Init(&sha);
  SHA256_Update(&sha, salt, SALT);
  SHA256_Update(&sha, text, length);
  SHA256_Final(out, &sha);
}

static unsigned char *put_long(unsigned char *at, int64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) *at++ = (unsigned char)(value >> shift);
  return at;
}

static unsigned char *put_text(unsigned char *at, const char *text, size_t length) {
  *at++ = (unsigned char)(length >> 8);
  *at++ = (unsigned char)length;
  memcpy(at, text, length);
  return at + length;
}

static const unsigned char *next_salt(void) {
  static unsigned char pool[SALTS * SALT];
  static size_t used = sizeof pool;
  if (used == sizeof pool) {
    if (getrandom(pool, sizeof pool, 0) != (ssize_t)sizeof pool) fail("getrandom");
    used = 0;
  }
  used += SALT;
  return pool + used - SALT;
}

static uint64_t random_bits(void) {
  static uint64_t x = 0x9e3779b97f4a7c15u;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  return x;
}

/* Time in front, then 100 random bits, as the store makes its ids. */
static size_t fresh_id(char *id) {
  static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  int64_t millis = nanos(CLOCK_REALTIME) / 1000000;
  size_t n = 0;
  for (int shift = 45; shift >= 0; shift -= 5) {
    int digit = (int)(millis >> shift & 31);
    if (digit || n) id[n++] = alphabet[digit];
  }
  id[n++] = '-';
  for (int i = 0; i < 20; i++) id[n++] = alphabet[random_bits() & 31];
  return n;
}

static void append(sqlite3_stmt *insert, int64_t sequence, unsigned char *link, const char *payload, size_t payload_length) {
  static const char type[] = "route.decision", node[] = "loqad";
  char id[64], envelope[256];
  unsigned char digest[HASH], seal[HASH], buffer[512];
  int session = (int)(sequence % SESSIONS);
  size_t id_length = fresh_id(id);
  size_t envelope_length = (size_t)snprintf(
      envelope, sizeof envelope, "4bf92f3577b34da6a3ce929d0e0e4736\x1fsession-%d\x1fturn-%d\x1f" "anna\x1f" "confirm\x1fscope.persistent\x1f",
      session, session);
  int64_t at = nanos(CLOCK_REALTIME) / 1000;
  const unsigned char *salt = next_salt();
  salted(salt, payload, payload_length, digest);
  salted(salt, envelope, envelope_length, seal);

  unsigned char *end = put_long(buffer, sequence);
  memcpy(end, digest, HASH), end += HASH;
  memcpy(end, seal, HASH), end += HASH;
  end = put_long(end, at);
  *end++ = 2;
  end = put_text(end, id, id_length);
  end = put_text(end, type, sizeof type - 1);
  end = put_text(end, node, sizeof node - 1);
  SHA256_CTX sha;
  SHA256_Init(&sha);
  SHA256_Update(&sha, link, HASH);
  SHA256_Update(&sha, buffer, (size_t)(end - buffer));
  SHA256_Final(link, &sha);

  sqlite3_bind_int64(insert, 1, sequence);
  sqlite3_bind_text(insert, 2, id, (int)id_length, SQLITE_STATIC);
  sqlite3_bind_int64(insert, 3, 1);
  sqlite3_bind_int64(insert, 4, 2);
  sqlite3_bind_int64(insert, 5, at);
  sqlite3_bind_int64(insert, 6, session + 1);
  sqlite3_bind_int(insert, 7, 2);
  sqlite3_bind_blob(insert, 8, salt, SALT, SQLITE_STATIC);
  sqlite3_bind_text(insert, 9, envelope, (int)envelope_length, SQLITE_STATIC);
  sqlite3_bind_text(insert, 10, payload, (int)payload_length, SQLITE_STATIC);
  sqlite3_bind_blob(insert, 11, digest, HASH, SQLITE_STATIC);
  sqlite3_bind_blob(insert, 12, link, HASH, SQLITE_STATIC);
  if (sqlite3_step(insert) != SQLITE_DONE) fail("insert");
  sqlite3_reset(insert);
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: store_append DATABASE BATCHES BATCH_SIZE PAYLOAD_BYTES\n");
    return 2;
  }
  int batches = atoi(argv[2]), size = atoi(argv[3]), payload_bytes = atoi(argv[4]);
  if (sqlite3_open(argv[1], &db) != SQLITE_OK) fail("open");
  /* The schema is there already: the Java side made this file with its own code, and verifies the chain afterwards. */
  run("PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
      "PRAGMA wal_autocheckpoint = 4000");

  run("INSERT INTO names VALUES (1, 'route.decision'), (2, 'loqad')");
  for (int i = 0; i < SESSIONS; i++) {
    char sql[128];
    snprintf(sql, sizeof sql, "INSERT INTO sessions (key, session_id, started_at) VALUES (%d, 'session-%d', 0)", i + 1, i);
    run(sql);
  }

  sqlite3_stmt *insert;
  if (sqlite3_prepare_v3(
          db,
          "INSERT INTO events (seq, event_id, type, node, at, session, scope, salt, envelope, payload, digest, link) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          -1, SQLITE_PREPARE_PERSISTENT, &insert, NULL) != SQLITE_OK) {
    fail("prepare");
  }
  char *payload = malloc((size_t)payload_bytes + 64);
  if (payload == NULL) fail("malloc");
  unsigned char link[HASH] = {0};
  int64_t sequence = 0;

  int64_t start = nanos(CLOCK_MONOTONIC), processor = nanos(CLOCK_PROCESS_CPUTIME_ID);
  for (int batch = 0; batch < batches; batch++) {
    run("BEGIN IMMEDIATE");
    for (int i = 0; i < size; i++) {
      /* A payload of its own for each event, made as the Java side makes its. */
      int head = sprintf(payload, "{\"n\":%d,\"text\":\"", i);
      memset(payload + head, 'x', (size_t)(payload_bytes - head - 2));
      memcpy(payload + payload_bytes - 2, "\"}", 2);
      append(insert, ++sequence, link, payload, (size_t)payload_bytes);
    }
    run("COMMIT");
  }
  int64_t took = nanos(CLOCK_MONOTONIC) - start;
  processor = nanos(CLOCK_PROCESS_CPUTIME_ID) - processor;

  printf("%lld\n%lld\n%s\n", (long long)took, (long long)processor, sqlite3_libversion());
  sqlite3_finalize(insert);
  sqlite3_close(db);
  return 0;
}
