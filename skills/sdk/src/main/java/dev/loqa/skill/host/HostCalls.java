package dev.loqa.skill.host;

/// ABI v2's imports as an interface. Texts are UTF-8 bytes; a result below 0 is a refusal (see
/// [dev.loqa.skill.Refusal]). A call that does something answers with the number of its effect,
/// counted from 1. A call that yields bytes writes them when they fit `into` and returns their full
/// length; what did not fit is kept for [#take].
public interface HostCalls {
  int LEVEL_INFO = 1;
  int LEVEL_ERROR = 3;

  int log(int level, byte[] line);

  int publish(byte[] subject, byte[] payload);

  int reply(byte[] json);

  int kvGet(byte[] key, byte[] into);

  int kvPut(byte[] key, byte[] value);

  int kvDelete(byte[] key);

  int timerSet(byte[] request);

  int timerCancel(byte[] id);

  int timerList(byte[] into);

  int http(byte[] request, byte[] into);

  int configGet(byte[] key, byte[] into);

  /// Fills `into`, at most 64 KiB, with random bytes.
  int random(byte[] into);

  int take(byte[] into);
}
