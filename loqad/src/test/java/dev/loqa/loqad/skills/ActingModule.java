package dev.loqa.loqad.skills;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A skill's module that sends messages, whatever the host says to each, then replies with fixed
/// bytes and ends well.
public final class ActingModule {
  private static final int ENVELOPE = 1_024;
  private static final int TEXTS = 2 * 65_536;
  private static final int PAGES = 256;

  private ActingModule() {}

  /// A message it sends.
  public record Sent(String subject, String json) {}

  /// The module's bytes.
  ///
  /// @param reply what it replies with; empty: nothing
  public static byte[] of(List<Sent> messages, byte[] reply) {
    return of("publish", messages, reply);
  }

  /// The same of one that keeps values: subjects are keys.
  static byte[] keeping(List<Sent> values, byte[] reply) {
    return of("kv_put", values, reply);
  }

  private static byte[] of(String call, List<Sent> messages, byte[] reply) {
    ModuleBytes data = new ModuleBytes();
    ModuleBytes handle = new ModuleBytes().raw(0);
    int at = TEXTS;
    for (Sent message : messages) {
      byte[] subject = message.subject().getBytes(StandardCharsets.UTF_8);
      byte[] json = message.json().getBytes(StandardCharsets.UTF_8);
      data.data(at, subject).data(at + subject.length, json);
      handle.constant(at).constant(subject.length);
      handle.constant(at + subject.length).constant(json.length).raw(0x10, 0, 0x1a);
      at += subject.length + json.length;
    }
    data.data(at, reply);
    if (reply.length > 0) {
      handle.constant(at).constant(reply.length).raw(0x10, 1, 0x1a);
    }
    handle.constant(0).raw(0x0b);
    return ModuleBytes.module()
        .section(
            1,
            new ModuleBytes()
                .raw(4)
                .raw(0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f)
                .raw(0x60, 2, 0x7f, 0x7f, 1, 0x7f)
                .raw(0x60, 1, 0x7f, 1, 0x7f)
                .raw(0x60, 0, 1, 0x7f))
        .section(2, new ModuleBytes().raw(2).imported(call, 0).imported("reply", 1))
        .section(3, new ModuleBytes().raw(3, 3, 2, 1))
        .section(5, new ModuleBytes().raw(1, 0).number(PAGES))
        .section(
            7,
            new ModuleBytes()
                .raw(4)
                .text("memory")
                .raw(2, 0)
                .text("loqa_abi_v2")
                .raw(0, 2)
                .text("loqa_alloc")
                .raw(0, 3)
                .text("loqa_handle")
                .raw(0, 4))
        .section(
            10,
            new ModuleBytes()
                .raw(3)
                .sized(new ModuleBytes().raw(0).constant(2).raw(0x0b))
                .sized(new ModuleBytes().raw(0).constant(ENVELOPE).raw(0x0b))
                .sized(handle))
        .section(11, new ModuleBytes().number(2 * messages.size() + 1).joined(data))
        .toByteArray();
  }
}
