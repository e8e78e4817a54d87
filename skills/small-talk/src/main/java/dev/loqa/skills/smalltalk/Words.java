package dev.loqa.skills.smalltalk;

import dev.loqa.skill.Moment;
import java.util.List;

/// What the skill says, in one language.
interface Words {
  /// The words of a language, English where it is not spoken here.
  static Words in(String language) {
    return language.equals("de") ? new German() : new English();
  }

  String time(Moment now);

  String date(Moment now);

  /// The weekday of a day that is `days` days from today.
  String day(Moment day, int days);

  String help(List<String> examples);

  String thanks();

  String hello(int hour);

  String goodbye(int hour);

  /// The answer to "how are you".
  String how();

  /// The answer to somebody who wants nothing after all.
  String neverMind();

  String who();

  /// What can be said to a Loqa as it comes.
  List<String> examples();
}
