package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.SttException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandleProxies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A native library and its functions as Java interfaces: one interface a C signature.
///
/// Loaded once for the life of the process, since decoders may outlive whoever loaded it. Any
/// thread may call it.
final class Native {
  private static final Linker LINKER = Linker.nativeLinker();

  private final String file;
  private final SymbolLookup symbols;

  private Native(String file, SymbolLookup symbols) {
    this.file = file;
    this.symbols = symbols;
  }

  /// The first of `names` that the system can load.
  @SuppressWarnings("restricted") // loading a native library is what this class is for
  static Native load(List<String> names, String wayOut) {
    var faults = new ArrayList<String>();
    for (var name : names) {
      try {
        return new Native(name, SymbolLookup.libraryLookup(name, Arena.global()));
      } catch (IllegalArgumentException e) {
        faults.add(name);
      }
    }
    throw new SttException(
        "speech library " + String.join(", ", faults) + " cannot be loaded: " + wayOut);
  }

  String file() {
    return file;
  }

  boolean has(String symbol) {
    return symbols.find(symbol).isPresent();
  }

  /// The function `symbol` behind the single method of `type`.
  ///
  /// @param result null for a C function that returns nothing
  <T> T bind(
      Class<T> type, String symbol, Optional<MemoryLayout> result, MemoryLayout... arguments) {
    var address = symbols.find(symbol);
    if (address.isEmpty()) {
      throw new SttException(
          "speech library "
              + file
              + " lacks "
              + symbol
              + ": install PocketSphinx 0.8-5prealpha or 5.x");
    }
    return downcall(
        type,
        address.get(),
        result
            .map(layout -> FunctionDescriptor.of(layout, arguments))
            .orElseGet(() -> FunctionDescriptor.ofVoid(arguments)));
  }

  @SuppressWarnings("restricted") // the signatures are in PocketSphinxLibrary, beside each symbol
  private static <T> T downcall(
      Class<T> type, MemorySegment address, FunctionDescriptor signature) {
    return MethodHandleProxies.asInterfaceInstance(type, LINKER.downcallHandle(address, signature));
  }

  /// Text at `address`; empty for a null pointer.
  @SuppressWarnings("restricted") // C strings have no length of their own
  static String text(MemorySegment address) {
    return address.equals(MemorySegment.NULL)
        ? ""
        : address.reinterpret(MAX_TEXT_BYTES).getString(0);
  }

  /// Longer than any transcript: a minute of speech has a few hundred words.
  private static final long MAX_TEXT_BYTES = 64 * 1024;
}
