package dev.loqa.edge.tts.aloud;

import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;

/// Writes a text as it is read aloud in a language, so that every engine says the same: "$5.50"
/// becomes "five dollars and fifty cents". Numbers are worded as replies word them. Pure.
///
/// To add a language, implement this and name it in [#in].
public sealed interface ReadAloud permits EnglishAloud, GermanAloud, AsWritten {
  /// That of a BCP 47 tag. A language that is not known here is left as it is written: engines know
  /// some of it themselves.
  static ReadAloud in(String tag) {
    String code = Languages.of(tag).map(Language::code).orElse("");
    return switch (code) {
      case "en" -> new EnglishAloud();
      case "de" -> new GermanAloud();
      default -> new AsWritten();
    };
  }

  /// The text in words; sentences and their punctuation stay.
  String words(String text);
}
