package dev.loqa.bench.stt;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandleProxies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// whisper.cpp called directly, without the binding or any code of ours: the peer of [WhisperRow].
///
/// It is the library that the engine has loaded into this process, so that both sides compute with
/// the same code. The settings are a struct of version 1.7.1 that is passed by value; the places in
/// it are those of `whisper.h`. One thread.
final class NativeWhisper implements AutoCloseable {
  private static final int SETTINGS_BYTES = 264;
  private static final long THREADS = 4;
  private static final long NO_CONTEXT = 21;
  private static final long NO_TIMESTAMPS = 22;
  private static final long SINGLE_SEGMENT = 23;
  private static final long PRINT_PROGRESS = 25;
  private static final long PRINT_TIMESTAMPS = 27;
  private static final long AUDIO_CONTEXT = 56;
  private static final long SUPPRESS_NON_SPEECH = 106;
  private static final long TEMPERATURE_STEP = 120;
  private static final long BEST_OF = 136;

  private static final StructLayout SETTINGS =
      MemoryLayout.structLayout(
          MemoryLayout.sequenceLayout(SETTINGS_BYTES / 8, ValueLayout.JAVA_LONG));

  private final Arena arena = Arena.ofConfined();
  private final SymbolLookup library;
  private final MemorySegment context;
  private final MemorySegment state;
  private final MemorySegment settings;
  private final WhisperFunctions.Full full;

  /// @param library the file that this process has loaded
  @SuppressWarnings("restricted") // loading a native library is what this class is for
  NativeWhisper(Path library, Path model, int threads, int window) {
    this.library = SymbolLookup.libraryLookup(library, arena);
    context =
        bind(WhisperFunctions.FromFile.class, "whisper_init_from_file_no_state", ADDRESS, ADDRESS)
            .of(arena.allocateFrom(model.toString()));
    state =
        bind(WhisperFunctions.FromContext.class, "whisper_init_state", ADDRESS, ADDRESS)
            .of(context);
    settings = arena.allocate(SETTINGS).copyFrom(defaults());
    set(threads, window);
    full =
        bind(
            WhisperFunctions.Full.class,
            "whisper_full_with_state",
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            SETTINGS,
            ADDRESS,
            JAVA_INT);
  }

  @SuppressWarnings("restricted") // the library says where its settings lie, not how long they are
  private MemorySegment defaults() {
    return bind(
            WhisperFunctions.Defaults.class,
            "whisper_full_default_params_by_ref",
            ADDRESS,
            JAVA_INT)
        .of(0)
        .reinterpret(SETTINGS_BYTES);
  }

  /// As the engine sets them.
  private void set(int threads, int window) {
    settings.set(JAVA_INT, THREADS, threads);
    settings.set(JAVA_INT, AUDIO_CONTEXT, window);
    for (long yes : new long[] {NO_CONTEXT, NO_TIMESTAMPS, SINGLE_SEGMENT, SUPPRESS_NON_SPEECH}) {
      settings.set(ValueLayout.JAVA_BYTE, yes, (byte) 1);
    }
    for (long no : new long[] {PRINT_PROGRESS, PRINT_TIMESTAMPS}) {
      settings.set(ValueLayout.JAVA_BYTE, no, (byte) 0);
    }
    settings.set(ValueLayout.JAVA_FLOAT, TEMPERATURE_STEP, 0);
    settings.set(JAVA_INT, BEST_OF, -1);
  }

  /// Where the library lies that this process has loaded; none where the system does not say.
  static Optional<Path> loaded() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    if (!Files.isReadable(maps)) {
      return Optional.empty();
    }
    return Files.readAllLines(maps).stream()
        .filter(line -> line.contains("/libwhisper.so"))
        .map(line -> Path.of(line.substring(line.indexOf('/'))))
        .findFirst();
  }

  private <T> T bind(Class<T> type, String name, MemoryLayout result, MemoryLayout... arguments) {
    return bind(type, name, FunctionDescriptor.of(result, arguments));
  }

  @SuppressWarnings("restricted") // the signatures stand beside each name
  private <T> T bind(Class<T> type, String name, FunctionDescriptor shape) {
    return MethodHandleProxies.asInterfaceInstance(
        type, Linker.nativeLinker().downcallHandle(library.findOrThrow(name), shape));
  }

  /// Decodes this sound of 16 kHz; the nanoseconds that took.
  long decode(float[] sound) {
    try (Arena once = Arena.ofConfined()) {
      MemorySegment samples = once.allocateFrom(ValueLayout.JAVA_FLOAT, sound);
      long begun = System.nanoTime();
      int result = full.decode(context, state, settings, samples, sound.length);
      long took = System.nanoTime() - begun;
      if (result != 0) {
        throw new IllegalStateException("whisper.cpp failed with " + result);
      }
      return took;
    }
  }

  @Override
  public void close() {
    bind(WhisperFunctions.Free.class, "whisper_free_state", FunctionDescriptor.ofVoid(ADDRESS))
        .free(state);
    bind(WhisperFunctions.Free.class, "whisper_free", FunctionDescriptor.ofVoid(ADDRESS))
        .free(context);
    arena.close();
  }
}
