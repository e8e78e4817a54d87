package dev.loqa.bench.stt;

import java.lang.foreign.MemorySegment;

/// The functions of whisper.cpp that are called by themselves, one interface each: public, because
/// Java makes instances of no others.
public final class WhisperFunctions {
  private WhisperFunctions() {}

  public interface FromFile {
    MemorySegment of(MemorySegment path);
  }

  public interface FromContext {
    MemorySegment of(MemorySegment context);
  }

  public interface Defaults {
    MemorySegment of(int strategy);
  }

  public interface Full {
    int decode(
        MemorySegment context,
        MemorySegment state,
        MemorySegment settings,
        MemorySegment samples,
        int count);
  }

  public interface Free {
    void free(MemorySegment what);
  }
}
