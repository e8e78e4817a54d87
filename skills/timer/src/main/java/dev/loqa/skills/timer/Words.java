package dev.loqa.skills.timer;

import java.util.List;

/// What the skill says where nothing was changed, in one language. What it says about a change is
/// in the manifest's `responses`.
interface Words {
  /// The words of a language, English where it is not spoken here.
  static Words in(String language) {
    return language.equals("de") ? new German() : new English();
  }

  String duration(long millis);

  String forHowLong();

  String tooShort();

  String tooLong();

  String tooMany(int active);

  String exists(Countdown timer, long leftMillis);

  String none();

  String noSuch(String name, List<Countdown> running);

  String which(List<Countdown> timers);

  String list(List<Countdown> timers, long nowMillis);

  String left(Countdown timer, long leftMillis);

  String done(Countdown timer);

  String ended(Countdown timer, long agoMillis);

  String nothingRings();

  String okay();

  String unknown();
}
