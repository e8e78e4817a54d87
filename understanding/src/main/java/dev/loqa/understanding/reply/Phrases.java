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
  /// @param commands as they were said, at least one
  String really(List<String> commands);

  /// What a skill wanted to do and nobody had agreed to.
  ///
  /// @param deeds made by [#deed]
  /// @param pin whether it takes the PIN; else a yes does
  String uncleared(String skill, List<String> deeds, boolean pin);

  /// Something that is done to a thing of the house.
  ///
  /// @param service Home Assistant's word, `unlock`
  /// @param name what the thing is called
  String deed(String service, String name);

  /// Something that is sent or called.
  ///
  /// @param target a subject or an address
  String message(String target);

  /// To words that nobody claims while skills are still being installed.
  String settingUp();

  /// Something needs a PIN, and there is none.
  String noPin();

  /// Asks for the PIN.
  ///
  /// @param commands what needs it, as it was said, at least one
  String pinPlease(List<String> commands);

  /// To a wrong PIN, when another try is open.
  String pinWrong();

  /// To a wrong PIN, when no other try is open.
  String pinWrongTooOften();

  /// No PIN is taken now.
  String pinLocked();

  /// The PIN came too late.
  String pinLate();

  /// The answer is late and still to come.
  String oneMoment();

  /// No answer comes, and nobody is left to say why.
  String gaveUp();

  String which(String slot);

  /// Nobody has what was named.
  String unknown(String name);

  /// The same, with the name that comes near.
  String unknown(String name, String suggestion);

  String half(String understood, String rest);

  String notUnderstood();

  /// Nobody claimed it, and the language model was silent.
  String modelSilent();

  /// After the beginning of the language model's answer, which has no end.
  String modelBrokeOff();

  /// Instead of the language model's claim that it did something.
  String nothingDone();

  /// After what was done: that it was not everything.
  String notAll();

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

  /// The same for a skill that had already done something that nobody can take back.
  String brokenHalfway(String skill);

  /// A skill that failed just now is not called yet.
  String pausing(String skill, long seconds);

  /// A skill that failed too often is not called.
  String resting(String skill);

  /// A skill that a registry has revoked is not called.
  ///
  /// @param why in the registry's words, without an end
  String revoked(String skill, String why);

  /// Nothing can be written down, so nothing is done.
  String unwritable();

  /// The same, when a skill had already begun to act.
  String unwritable(String skill);
}
