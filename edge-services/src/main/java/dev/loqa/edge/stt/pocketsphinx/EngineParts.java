package dev.loqa.edge.stt.pocketsphinx;

import java.util.List;

/// What all decoders of one engine share. Any thread may use it.
record EngineParts(
    PocketSphinxLibrary library,
    ModelFolder model,
    Pronunciations pronunciations,
    BackgroundSpeech background,
    FeatureSettings features,
    Rejection rejection) {

  /// @param libraryFile empty for the system's own
  /// @param modelFolder empty for the usual places
  /// @param dictionary empty for the model's own
  /// @param rejectBelow the confidence below which sound is no command
  static EngineParts of(
      String libraryFile, String modelFolder, String dictionary, double rejectBelow) {
    var library =
        PocketSphinxLibrary.load(
            libraryFile.isBlank() ? PocketSphinxLibrary.NAMES : List.of(libraryFile));
    var model = ModelFolder.find(modelFolder, dictionary);
    var pronunciations =
        new Pronunciations(
            new PronunciationDictionary(model.dictionary()), new EspeakPronouncer("espeak-ng"));
    return new EngineParts(
        library,
        model,
        pronunciations,
        new BackgroundSpeech(),
        FeatureSettings.of(model.acoustic()),
        new Rejection(rejectBelow));
  }

  WordDecoder words(WordSearch search) {
    return new WordDecoder(library, model, pronunciations, search);
  }

  FrontEnd frontEnd() {
    return new FrontEnd(features);
  }

  Decoder phones() {
    return PhoneDecoder.start(library, model);
  }
}
