package dev.loqa.understanding.reply;

import dev.loqa.understanding.language.Language;
import dev.loqa.understanding.language.Languages;
import java.util.List;

/// What Loqa says by itself, not for a skill. Stateless, for all threads.
public sealed interface Phrases permits EnglishPhrases, GermanPhrases {
  /// Those of a language by its tag; English where it has none.
  static Phrases in(String language) {
    boolean german = Languages.of(language).map(Language::code).orElse("en").equals("de");
    return german ? new GermanPhrases() : new EnglishPhrases();
  }

  /// To a no.
  String refused();

  /// To a question that need not be answered any more.
  String dropped();

  /// Before something that wants a yes.
  ///
  /// @param words the command, as it was said
  String really(String words);

  String noPin();

  String which(String slot);

  /// Nobody has what was named.
  String unknown(String name);

  /// The same, with the name that comes near.
  String unknown(String name, String suggestion);

  String half(String understood, String rest);

  String notUnderstood();

  /// Nobody claimed it, and the language model was silent.
  String modelSilent();

  /// Something did not work.
  ///
  /// @param reason why, or empty
  /// @param rest whether all else is done
  String failed(List<String> targets, String reason, boolean rest);

  /// Reasons for [#failed]: there is nothing of that name in the home.
  String noSuchThing();

  /// The thing cannot do that.
  String cannotDoThat();

  /// Who keeps the home cannot be reached.
  String homeUnreachable();

  /// The thing itself cannot be reached.
  String thingUnreachable();

  /// It did not answer in time.
  String noAnswer();

  /// It answered, and stayed as it was.
  String unchanged();

  /// Who keeps the home said no.
  String turnedDown();

  String tooLong(String skill);

  String notAllowed(String skill);

  String broken(String skill);
}
