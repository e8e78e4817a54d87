package dev.loqa.loqad.skills;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Writes WebAssembly's binary format, for modules that tests make up.
final class ModuleBytes {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static ModuleBytes module() {
    ModuleBytes module = new ModuleBytes();
    module.bytes.writeBytes(new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    return module;
  }

  byte[] toByteArray() {
    return bytes.toByteArray();
  }

  ModuleBytes raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  /// `i32.const`, of a number that is not negative.
  ModuleBytes constant(int value) {
    raw(0x41);
    int left = value;
    while (left >= 64) {
      bytes.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    return raw(left);
  }

  ModuleBytes number(int value) {
    int left = value;
    while (left >= 128) {
      bytes.write((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    return raw(left);
  }

  ModuleBytes text(String text) {
    number(text.length());
    bytes.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    return this;
  }

  ModuleBytes imported(String name, int type) {
    return text("loqa_v2").text(name).raw(0, type);
  }

  ModuleBytes sized(ModuleBytes body) {
    number(body.bytes.size());
    bytes.writeBytes(body.bytes.toByteArray());
    return this;
  }

  ModuleBytes joined(ModuleBytes more) {
    bytes.writeBytes(more.bytes.toByteArray());
    return this;
  }

  ModuleBytes data(int at, byte[] content) {
    raw(0).constant(at).raw(0x0b).number(content.length);
    bytes.writeBytes(content);
    return this;
  }

  ModuleBytes section(int id, ModuleBytes content) {
    return raw(id).sized(content);
  }
}
