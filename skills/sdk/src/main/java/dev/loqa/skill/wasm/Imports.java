package dev.loqa.skill.wasm;

import org.teavm.interop.Address;
import org.teavm.interop.Import;

/// ABI v2's imports. One that a skill never reaches is left out of its module.
final class Imports {
  private static final String MODULE = "loqa_v2";

  private Imports() {}

  @Import(module = MODULE, name = "log")
  static native int log(int level, Address line, int length);

  @Import(module = MODULE, name = "publish")
  static native int publish(Address subject, int subjectLength, Address payload, int length);

  @Import(module = MODULE, name = "reply")
  static native int reply(Address json, int length);

  @Import(module = MODULE, name = "kv_get")
  static native int kvGet(Address key, int keyLength, Address into, int capacity);

  @Import(module = MODULE, name = "kv_put")
  static native int kvPut(Address key, int keyLength, Address value, int length);

  @Import(module = MODULE, name = "kv_delete")
  static native int kvDelete(Address key, int keyLength);

  @Import(module = MODULE, name = "timer_set")
  static native int timerSet(Address request, int length);

  @Import(module = MODULE, name = "timer_cancel")
  static native int timerCancel(Address id, int length);

  @Import(module = MODULE, name = "timer_list")
  static native int timerList(Address into, int capacity);

  @Import(module = MODULE, name = "http")
  static native int http(Address request, int length, Address into, int capacity);

  @Import(module = MODULE, name = "config_get")
  static native int configGet(Address key, int keyLength, Address into, int capacity);

  @Import(module = MODULE, name = "random")
  static native int random(Address into, int length);

  @Import(module = MODULE, name = "take")
  static native int take(Address into, int capacity);
}
