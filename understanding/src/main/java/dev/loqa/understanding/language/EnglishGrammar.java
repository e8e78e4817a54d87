package dev.loqa.understanding.language;

import java.util.Map;

/// How English values sound to a command recognizer, as rules in the grammar of the sentences.
/// Narrower than what is understood when typed: what nobody says would only cost accuracy.
final class EnglishGrammar {
  static final Map<String, String> RULES =
      Map.ofEntries(
          Map.entry("loqa_unit", "(two|three|four|five|six|seven|eight|nine)"),
          Map.entry(
              "loqa_teen",
              "(ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"),
          Map.entry(
              "loqa_tens",
              "(twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety) [one|<loqa_unit>]"),
          Map.entry("loqa_many", "(<loqa_unit>|<loqa_teen>|<loqa_tens>)"),
          Map.entry("loqa_minutes", "((one|a) minute|<loqa_many> minutes)"),
          Map.entry("loqa_seconds", "((one|a) second|<loqa_many> seconds)"),
          Map.entry("loqa_hours", "((one|an) hour|<loqa_many> hours)"),
          Map.entry(
              "duration",
              "(<loqa_seconds>"
                  + "|<loqa_minutes> [[and] <loqa_seconds>]"
                  + "|(one|a) minute (thirty|and a half)"
                  + "|(one|<loqa_many>) and a half (minutes|hours)"
                  + "|half [a] minute|a minute and a half|a couple of (minutes|hours)"
                  + "|<loqa_hours> [[and] <loqa_minutes> [[and] <loqa_seconds>]]"
                  + "|(one|an) hour (and a (half|quarter)|<loqa_tens>|<loqa_teen>)"
                  + "|half an hour|[a] quarter of an hour|three quarters of an hour)"),
          Map.entry("number", "(zero|one|<loqa_many>|(a|one) hundred)"),
          Map.entry(
              "percentage", "((zero|one|<loqa_many>|(a|one) hundred) [percent]|half|full|maximum)"),
          Map.entry(
              "loqa_hour", "(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"),
          Map.entry(
              "time",
              "(noon|midnight"
                  + "|<loqa_hour> [o'clock|<loqa_tens>|<loqa_teen>] [in the (morning|afternoon|evening)]"
                  + "|(half past|[a] quarter (past|to)|(five|ten|twenty) (past|to)) <loqa_hour> [in the (morning|afternoon|evening)])"),
          Map.entry(
              "loqa_clock",
              "(noon|midnight"
                  + "|<loqa_hour> [o'clock|thirty|fifteen|forty five] [a m|p m]"
                  + "|(half past|[a] quarter (past|to)|(five|ten|twenty) (past|to)) <loqa_hour>)"),
          Map.entry("loqa_weekday", "(monday|tuesday|wednesday|thursday|friday|saturday|sunday)"),
          Map.entry(
              "loqa_day",
              "(today|tonight|tomorrow [morning|afternoon|evening]"
                  + "|this (morning|afternoon|evening)|on <loqa_weekday>)"),
          Map.entry(
              "loqa_every",
              "(every (day|morning|evening|weekday|weekend|<loqa_weekday>)|on weekdays)"),
          Map.entry(
              "datetime",
              "([at] <loqa_clock> [in the (morning|afternoon|evening)|<loqa_day>|<loqa_every>]"
                  + "|(<loqa_day>|<loqa_every>) [[at] <loqa_clock>])"),
          Map.entry(
              "when",
              "(at <loqa_clock> [in the (morning|afternoon|evening)|<loqa_day>|<loqa_every>]"
                  + "|(<loqa_day>|<loqa_every>) [at <loqa_clock>]"
                  + "|in (<loqa_minutes>|<loqa_hours>|half an hour))"));

  private EnglishGrammar() {}
}
