package dev.loqa.edge.stt.pocketsphinx;

import java.util.Map;

/// A decoder that hears bare phones, against which words are judged.
final class PhoneDecoder {
  private static final String SEARCH = "phones";

  private PhoneDecoder() {}

  static Decoder start(PocketSphinxLibrary library, ModelFolder model) {
    var decoder = Decoder.start(library, model, Map.of("allphone_ci", "yes"));
    decoder.addAllphone(SEARCH);
    decoder.activate(SEARCH);
    return decoder;
  }
}
