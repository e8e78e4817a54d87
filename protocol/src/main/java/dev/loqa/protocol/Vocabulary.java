package dev.loqa.protocol;

import java.util.Map;

/// The sentences, names and completeness rules from which STT builds its grammar and endpointing.
///
/// @param version changes when the content does
/// @param lexicon the fields of the lexicon as JSON values
public record Vocabulary(String language, String version, Map<String, Object> lexicon)
    implements Message {
  public Vocabulary {
    lexicon = JsonValues.copy(lexicon);
  }
}
