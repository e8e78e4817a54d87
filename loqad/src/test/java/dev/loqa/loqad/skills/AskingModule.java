package dev.loqa.loqad.skills;

import java.nio.charset.StandardCharsets;

/// A skill's module that makes one web call: it keeps the answer under the key `answer`, writes it
/// to its log, and replies with a fixed text. A refused call ends it with the host's number.
final class AskingModule {
  private static final int REQUEST = 1_024;
  private static final int REPLY = 16_384;
  private static final int KEY = 32_768;
  private static final int ENVELOPE = 65_536;
  private static final int ANSWER = 4 * 65_536;
  private static final int ROOM = 2 * 65_536;

  private AskingModule() {}

  static byte[] of(String request, String reply) {
    byte[] asked = request.getBytes(StandardCharsets.UTF_8);
    byte[] replied = reply.getBytes(StandardCharsets.UTF_8);
    ModuleBytes module = ModuleBytes.module();
    module.section(
        1,
        new ModuleBytes()
            .raw(5)
            .raw(0x60, 4, 0x7f, 0x7f, 0x7f, 0x7f, 1, 0x7f)
            .raw(0x60, 3, 0x7f, 0x7f, 0x7f, 1, 0x7f)
            .raw(0x60, 2, 0x7f, 0x7f, 1, 0x7f)
            .raw(0x60, 1, 0x7f, 1, 0x7f)
            .raw(0x60, 0, 1, 0x7f));
    module.section(
        2,
        new ModuleBytes()
            .raw(4)
            .imported("http", 0)
            .imported("kv_put", 0)
            .imported("log", 1)
            .imported("reply", 2));
    module.section(3, new ModuleBytes().raw(3, 4, 3, 2));
    module.section(5, new ModuleBytes().raw(1, 0, 16));
    module.section(
        7,
        new ModuleBytes()
            .raw(4)
            .text("memory")
            .raw(2, 0)
            .text("loqa_abi_v2")
            .raw(0, 4)
            .text("loqa_alloc")
            .raw(0, 5)
            .text("loqa_handle")
            .raw(0, 6));
    module.section(
        10,
        new ModuleBytes()
            .raw(3)
            .sized(new ModuleBytes().raw(0).constant(2).raw(0x0b))
            .sized(new ModuleBytes().raw(0).constant(ENVELOPE).raw(0x0b))
            .sized(handle(asked.length, replied.length)));
    module.section(
        11,
        new ModuleBytes()
            .raw(3)
            .data(REQUEST, asked)
            .data(REPLY, replied)
            .data(KEY, "answer".getBytes(StandardCharsets.UTF_8)));
    return module.toByteArray();
  }

  private static ModuleBytes handle(int asked, int replied) {
    return new ModuleBytes()
        .raw(1, 1, 0x7f) // one local, number 2: the answer's length
        .constant(REQUEST)
        .constant(asked)
        .constant(ANSWER)
        .constant(ROOM)
        .raw(0x10, 0, 0x22, 2) // http, kept
        .constant(0)
        .raw(0x48, 0x04, 0x40, 0x20, 2, 0x0f, 0x0b) // below 0: return it
        .constant(KEY)
        .constant(6)
        .constant(ANSWER)
        .raw(0x20, 2, 0x10, 1, 0x1a) // kv_put
        .constant(1)
        .constant(ANSWER)
        .raw(0x20, 2, 0x10, 2, 0x1a) // log
        .constant(REPLY)
        .constant(replied)
        .raw(0x10, 3, 0x1a) // reply
        .constant(0)
        .raw(0x0b);
  }
}
