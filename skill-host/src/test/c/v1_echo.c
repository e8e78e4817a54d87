// Tells what it was given, and answers on the subject it was asked to answer on.
#include "loqa_v1.h"

static void tell(const char *name) {
  const char *value = getenv(name);
  char line[512];
  strcpy(line, name);
  strcat(line, "=");
  strncat(line, value ? value : "(none)", 400);
  say(line);
}

__attribute__((export_name("run"))) void run(void) {
  tell("LOQA_SKILL_NAME");
  tell("LOQA_EVENT_SUBJECT");
  tell("LOQA_EVENT_PAYLOAD");
  tell("LOQA_EVENT_REPLY");
  tell("LOQA_INVOCATION_ID");
  tell("LOQA_SKILL_DIRECTORY");
  tell("HOME");
  char results[4] = {(char)('0' + send("skill.echo.out", getenv("LOQA_EVENT_PAYLOAD"))),
                     (char)('0' + send("skill.other.out", "{}")), (char)('0' + send("ctrl.node.x", "{}")), 0};
  say(results);
}
