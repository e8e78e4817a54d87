package dev.loqa.edge.stt.pocketsphinx;

import java.lang.foreign.MemorySegment;

/// The C signatures that PocketSphinx uses, one interface each; pointers are opaque. Public only
/// because the JDK makes implementations of public interfaces alone.
public final class Functions {
  private Functions() {}

  public interface PointerOf {
    MemorySegment call();
  }

  public interface PointerOfPointer {
    MemorySegment call(MemorySegment a);
  }

  public interface PointerOfTwo {
    MemorySegment call(MemorySegment a, MemorySegment b);
  }

  public interface PointerOfThree {
    MemorySegment call(MemorySegment a, MemorySegment b, MemorySegment c);
  }

  public interface IntOfPointer {
    int call(MemorySegment a);
  }

  public interface IntOfTwo {
    int call(MemorySegment a, MemorySegment b);
  }

  public interface IntOfThree {
    int call(MemorySegment a, MemorySegment b, MemorySegment c);
  }

  public interface Silence {
    void call(MemorySegment callback, MemorySegment data);
  }

  public interface SetLog {
    void call(MemorySegment file);
  }

  public interface ParseArguments {
    MemorySegment call(
        MemorySegment existing,
        MemorySegment definitions,
        int count,
        MemorySegment values,
        int strict);
  }

  public interface SetFlag {
    MemorySegment call(MemorySegment config, MemorySegment name, int value);
  }

  public interface SetWhole {
    MemorySegment call(MemorySegment config, MemorySegment name, long value);
  }

  public interface SetFloat {
    MemorySegment call(MemorySegment config, MemorySegment name, double value);
  }

  public interface ReadFsg {
    MemorySegment call(MemorySegment file, MemorySegment logMath, float languageWeight);
  }

  public interface ProcessCepstra {
    int call(MemorySegment decoder, MemorySegment rows, int count, int noSearch, int whole);
  }

  public interface AddWord {
    int call(MemorySegment decoder, MemorySegment word, MemorySegment phones, int update);
  }

  public interface SegmentFrames {
    void call(MemorySegment segment, MemorySegment start, MemorySegment end);
  }

  public interface SegmentScore {
    int call(
        MemorySegment segment,
        MemorySegment acoustic,
        MemorySegment language,
        MemorySegment backoff);
  }
}
