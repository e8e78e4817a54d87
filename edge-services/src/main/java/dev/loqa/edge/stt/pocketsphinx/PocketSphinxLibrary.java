package dev.loqa.edge.stt.pocketsphinx;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.loqa.edge.stt.SttException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// PocketSphinx's functions, the same for 0.8 (Debian 12) and 5.x (newer Debian, brew).
///
/// Which of the two it is, is read from the library: only 5.x has `ps_config_init`. Any thread may
/// call it; a decoder pointer belongs to one thread.
final class PocketSphinxLibrary {
  static final List<String> NAMES =
      List.of(
          "libpocketsphinx.so.5",
          "libpocketsphinx.so.3",
          "libpocketsphinx.dylib",
          "/opt/homebrew/lib/libpocketsphinx.dylib",
          "/usr/local/lib/libpocketsphinx.dylib");
  private static final Optional<MemoryLayout> POINTER = Optional.of(ADDRESS);
  private static final Optional<MemoryLayout> INT = Optional.of(JAVA_INT);
  private static final Optional<MemoryLayout> VOID = Optional.empty();

  final Functions.IntOfPointer startUtterance;
  final Functions.IntOfPointer endUtterance;
  final Functions.ProcessCepstra process;
  final Functions.PointerOfTwo bestHypothesis;
  final SegmentReader segments;
  final Functions.AddWord addWord;
  final Functions.IntOfTwo activate;
  final Functions.IntOfTwo remove;
  final Functions.IntOfPointer freeDecoder;

  private final Native library;
  private final boolean modern;
  private final Functions.IntOfThree addFsg;
  private final Functions.IntOfThree addAllphone;
  private final Functions.ReadFsg readFsg;
  private final Functions.IntOfPointer freeFsg;
  private final Functions.PointerOfPointer logMath;
  private final Functions.PointerOfPointer init;

  PocketSphinxLibrary(Native library) {
    this.library = library;
    modern = library.has("ps_config_init");
    library
        .bind(Functions.Silence.class, "err_set_callback", VOID, ADDRESS, ADDRESS)
        .call(MemorySegment.NULL, MemorySegment.NULL);
    init = library.bind(Functions.PointerOfPointer.class, "ps_init", POINTER, ADDRESS);
    startUtterance = library.bind(Functions.IntOfPointer.class, "ps_start_utt", INT, ADDRESS);
    endUtterance = library.bind(Functions.IntOfPointer.class, "ps_end_utt", INT, ADDRESS);
    process =
        library.bind(
            Functions.ProcessCepstra.class,
            "ps_process_cep",
            INT,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            JAVA_INT,
            JAVA_INT);
    bestHypothesis =
        library.bind(Functions.PointerOfTwo.class, "ps_get_hyp", POINTER, ADDRESS, ADDRESS);
    segments = new SegmentReader(library);
    addWord =
        library.bind(
            Functions.AddWord.class, "ps_add_word", INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT);
    activate =
        library.bind(
            Functions.IntOfTwo.class,
            modern ? "ps_activate_search" : "ps_set_search",
            INT,
            ADDRESS,
            ADDRESS);
    remove =
        library.bind(
            Functions.IntOfTwo.class,
            modern ? "ps_remove_search" : "ps_unset_search",
            INT,
            ADDRESS,
            ADDRESS);
    addFsg =
        library.bind(
            Functions.IntOfThree.class,
            modern ? "ps_add_fsg" : "ps_set_fsg",
            INT,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    addAllphone =
        library.bind(
            Functions.IntOfThree.class,
            modern ? "ps_add_allphone" : "ps_set_allphone",
            INT,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    readFsg =
        library.bind(
            Functions.ReadFsg.class, "fsg_model_readfile", POINTER, ADDRESS, ADDRESS, JAVA_FLOAT);
    freeFsg = library.bind(Functions.IntOfPointer.class, "fsg_model_free", INT, ADDRESS);
    logMath = library.bind(Functions.PointerOfPointer.class, "ps_get_logmath", POINTER, ADDRESS);
    freeDecoder = library.bind(Functions.IntOfPointer.class, "ps_free", INT, ADDRESS);
  }

  /// The library as the system finds it.
  static PocketSphinxLibrary load(List<String> names) {
    return new PocketSphinxLibrary(
        Native.load(
            names,
            "install it (Debian 12: apt install libpocketsphinx3; newer: libpocketsphinx5;"
                + " macOS: brew install cmu-pocketsphinx) or set stt.pocketsphinx.library to its file"));
  }

  /// The file it was loaded from and its generation.
  String describe() {
    return library.file() + (modern ? " (5.x)" : " (0.8)");
  }

  /// A new decoder with these settings, whose names have no leading dash.
  MemorySegment decoder(Map<String, String> settings) {
    try (var arena = Arena.ofConfined()) {
      var config = modern ? modernConfig(arena, settings) : classicConfig(arena, settings);
      var decoder = init.call(config);
      // The decoder keeps its own reference.
      library
          .bind(
              Functions.IntOfPointer.class,
              modern ? "ps_config_free" : "cmd_ln_free_r",
              INT,
              ADDRESS)
          .call(config);
      if (decoder.equals(MemorySegment.NULL)) {
        throw new SttException(
            "PocketSphinx refuses its model or dictionary "
                + settings
                + ": install pocketsphinx-en-us or set stt.pocketsphinx.model to a complete folder");
      }
      return decoder;
    }
  }

  private MemorySegment classicConfig(Arena arena, Map<String, String> settings) {
    var arguments = new ArrayList<String>();
    settings.forEach((name, value) -> {
      arguments.add("-" + name);
      arguments.add(value);
    });
    var values = arena.allocate(ADDRESS, arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      values.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments.get(i)));
    }
    // Else 0.8 prints the whole configuration to stderr; the setting holds for this thread only.
    library.bind(Functions.SetLog.class, "err_set_logfp", VOID, ADDRESS).call(MemorySegment.NULL);
    var definitions = library.bind(Functions.PointerOf.class, "ps_args", POINTER).call();
    return library
        .bind(
            Functions.ParseArguments.class,
            "cmd_ln_parse_r",
            POINTER,
            ADDRESS,
            ADDRESS,
            JAVA_INT,
            ADDRESS,
            JAVA_INT)
        .call(MemorySegment.NULL, definitions, arguments.size(), values, 1);
  }

  private MemorySegment modernConfig(Arena arena, Map<String, String> settings) {
    var config =
        library
            .bind(Functions.PointerOfPointer.class, "ps_config_init", POINTER, ADDRESS)
            .call(MemorySegment.NULL);
    var setText =
        library.bind(
            Functions.PointerOfThree.class,
            "ps_config_set_str",
            POINTER,
            ADDRESS,
            ADDRESS,
            ADDRESS);
    var setFlag =
        library.bind(
            Functions.SetFlag.class, "ps_config_set_bool", POINTER, ADDRESS, ADDRESS, JAVA_INT);
    var setWhole =
        library.bind(
            Functions.SetWhole.class, "ps_config_set_int", POINTER, ADDRESS, ADDRESS, JAVA_LONG);
    var setFloat =
        library.bind(
            Functions.SetFloat.class,
            "ps_config_set_float",
            POINTER,
            ADDRESS,
            ADDRESS,
            JAVA_DOUBLE);
    settings.forEach((name, value) -> {
      var key = arena.allocateFrom(name);
      if (value.equals("yes") || value.equals("no")) {
        setFlag.call(config, key, value.equals("yes") ? 1 : 0);
      } else if (value.matches("-?[0-9]+")) {
        setWhole.call(config, key, Long.parseLong(value));
      } else if (value.matches("-?[0-9.]+(e-?[0-9]+)?")) {
        setFloat.call(config, key, Double.parseDouble(value));
      } else {
        setText.call(config, key, arena.allocateFrom(value));
      }
    });
    return config;
  }

  /// Adds the grammar in `file` to `decoder` under `name`. Returns false when PocketSphinx refuses
  /// it.
  boolean addFsg(MemorySegment decoder, String name, String file, float languageWeight) {
    try (var arena = Arena.ofConfined()) {
      var fsg = readFsg.call(arena.allocateFrom(file), logMath.call(decoder), languageWeight);
      if (fsg.equals(MemorySegment.NULL)) {
        return false;
      }
      var result = addFsg.call(decoder, arena.allocateFrom(name), fsg);
      freeFsg.call(fsg);
      return result == 0;
    }
  }

  /// Adds a search for bare phones, which any sound can be fitted to.
  boolean addAllphone(MemorySegment decoder, String name) {
    try (var arena = Arena.ofConfined()) {
      return addAllphone.call(decoder, arena.allocateFrom(name), MemorySegment.NULL) == 0;
    }
  }
}
