package dev.loqa.loqad.route;

import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.understanding.reply.Phrases;
import java.util.List;

/// Decides what follows the words that were said while a PIN was awaited, from the verdict about
/// them alone. Pure; the words themselves never come here.
public final class PinAnswers {
  private PinAnswers() {}

  /// The decision.
  public static Decision decide(Pending.PinWanted wanted, PinVerdict verdict, Phrases phrases) {
    List<String> why = List.of("a PIN was awaited: " + verdict.word());
    return switch (verdict) {
      case RIGHT -> new Decision.RunSkills(wanted.calls(), Risk.PIN, List.of(), why);
      case WRONG -> new Decision.AskPin(wanted, phrases.pinWrong(), why);
      case UNHEARD -> new Decision.AskPin(wanted, wanted.question(), why);
      case WRONG_TOO_OFTEN -> new Decision.Answer(phrases.pinWrongTooOften(), why);
      case LOCKED -> new Decision.Answer(phrases.pinLocked(), why);
      case DECLINED -> new Decision.Answer(phrases.refused(), why);
      case LATE -> new Decision.Answer(phrases.pinLate(), why);
      case NOT_SET -> new Decision.Answer(phrases.noPin(), why);
    };
  }
}
