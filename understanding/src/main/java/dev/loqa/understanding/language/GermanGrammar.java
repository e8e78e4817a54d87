package dev.loqa.understanding.language;

import java.util.Map;

/// How German values sound to a command recognizer, as rules in the grammar of the sentences.
/// Narrower than what is understood when typed: what nobody says would only cost accuracy.
final class GermanGrammar {
  static final Map<String, String> RULES =
      Map.ofEntries(
          Map.entry(
              "loqa_many",
              "(zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|fünfzehn|zwanzig"
                  + "|fünfundzwanzig|dreißig|vierzig|fünfundvierzig|fünfzig|neunzig)"),
          Map.entry("loqa_minutes", "((eine|einer) Minute|<loqa_many> Minuten)"),
          Map.entry("loqa_seconds", "(eine Sekunde|<loqa_many> Sekunden)"),
          Map.entry("loqa_hours", "(eine Stunde|einer Stunde|<loqa_many> Stunden)"),
          Map.entry(
              "duration",
              "(<loqa_seconds>|<loqa_minutes> [[und] <loqa_seconds>]"
                  + "|<loqa_hours> [[und] <loqa_minutes>]"
                  + "|(eine|einer) (halbe|halben) Stunde|(eine|einer) Viertelstunde"
                  + "|(anderthalb|eineinhalb|zweieinhalb) (Stunden|Minuten))"),
          Map.entry("number", "(null|eins|<loqa_many>|hundert)"),
          Map.entry("percentage", "((null|ein|<loqa_many>|hundert) [Prozent]|voll)"),
          Map.entry(
              "loqa_hour", "(eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)"),
          Map.entry(
              "loqa_clock",
              "(Mitternacht|<loqa_hour> [Uhr [dreißig|fünfzehn|fünfundvierzig]]"
                  + "|(halb|Viertel (vor|nach)|drei viertel|(fünf|zehn|zwanzig) (vor|nach)) <loqa_hour>)"),
          Map.entry("time", "<loqa_clock> [morgens|nachmittags|abends]"),
          Map.entry(
              "loqa_weekday", "(Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)"),
          Map.entry(
              "loqa_day",
              "(heute [Abend|Nachmittag]|morgen [früh|Abend|Nachmittag]|übermorgen|[am] <loqa_weekday>)"),
          Map.entry(
              "loqa_every", "(jeden (Tag|Morgen|Abend|Werktag|<loqa_weekday>)|werktags|täglich)"),
          Map.entry(
              "datetime",
              "([um] <loqa_clock> [morgens|nachmittags|abends]"
                  + "|(<loqa_day>|<loqa_every>) [[um] <loqa_clock>])"),
          Map.entry(
              "when",
              "(um <loqa_clock> [morgens|nachmittags|abends]"
                  + "|(<loqa_day>|<loqa_every>) [um <loqa_clock>]"
                  + "|in (<loqa_minutes>|<loqa_hours>|einer halben Stunde))"));

  private GermanGrammar() {}
}
