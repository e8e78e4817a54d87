package dev.loqa.edge.stt.pocketsphinx;

import dev.loqa.edge.stt.Recognizer;
import dev.loqa.edge.stt.SpeechEngine;

/// Recognises the commands of this house without any download: PocketSphinx with a grammar made
/// from the skills' sentences.
///
/// It is command recognition. Whatever is said, it can only answer with a sentence of the grammar,
/// or reject it.
public final class PocketSphinxEngine implements SpeechEngine {
  private final EngineParts parts;

  /// @param libraryFile empty for the system's own
  /// @param modelFolder empty for the usual places
  /// @param dictionary empty for the model's own
  /// @param rejectBelow the confidence below which sound is no command
  public PocketSphinxEngine(
      String libraryFile, String modelFolder, String dictionary, double rejectBelow) {
    parts = EngineParts.of(libraryFile, modelFolder, dictionary, rejectBelow);
  }

  @Override
  public String name() {
    return "pocketsphinx";
  }

  @Override
  public boolean streams() {
    return true;
  }

  @Override
  public Recognizer recognizer() {
    return new PocketSphinxRecognizer(parts);
  }

  /// The library and model in use, for logs.
  public String describe() {
    return parts.library().describe() + ", " + parts.model().acoustic();
  }

  @Override
  public void close() {
    // The library stays loaded for the life of the process; recognizers free their decoders.
  }
}
