package dev.loqa.edge.tts.aloud;

/// Leaves a text as it is.
record AsWritten() implements ReadAloud {
  @Override
  public String words(String text) {
    return text;
  }
}
