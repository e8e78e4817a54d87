package dev.loqa.skillhost.engine;

import com.dylibso.chicory.compiler.Cache;
import org.jspecify.annotations.Nullable;

/// The engine takes compiled code in and gives it out through its cache alone: one that holds the
/// code of one module. Used by one thread.
final class Handover implements Cache {
  private byte @Nullable [] code;

  Handover(byte @Nullable [] code) {
    this.code = code;
  }

  byte @Nullable [] code() {
    return code;
  }

  @Override
  public byte @Nullable [] get(String key) {
    return code;
  }

  @Override
  public void putIfAbsent(String key, byte[] made) {
    code = made;
  }
}
