package dev.loqa.cli.doctor;

import dev.loqa.cli.api.Turn;
import dev.loqa.cli.text.Bars;
import java.util.ArrayList;
import java.util.List;

/// Which hops a spoken sentence went through, told from the turn that came of it. Pure. The first
/// broken hop ends the list: what lies behind it was not reached.
final class TurnDiagnosis {
  private TurnDiagnosis() {}

  /// @param said the sentence that was spoken
  /// @param intent what it means
  static List<Finding> of(Turn turn, String said, String intent) {
    List<Finding> findings = new ArrayList<>();
    if (turn.transcript().isBlank()) {
      findings.add(
          Finding.broken(
              "ear",
              "\"" + said + "\" was played to it and it heard nothing",
              "look for stt in ./loqa nodes and in the log"));
      return findings;
    }
    findings.add(Finding.ok("ear", "heard \"" + turn.transcript() + "\""));
    findings.addAll(typed(turn, intent));
    return findings;
  }

  /// The same of a sentence that nobody had to hear.
  static List<Finding> typed(Turn turn, String intent) {
    List<Finding> findings = new ArrayList<>();
    if (!intent.equals(turn.intent())) {
      findings.add(
          Finding.broken(
              "understanding",
              "took it for " + turn.intent() + ", not " + intent,
              "see that the skill of " + intent + " is loaded: ./loqa doctor lists the skills"));
      return findings;
    }
    findings.add(Finding.ok("understanding", intent));
    if (turn.reply().isBlank()) {
      findings.add(
          Finding.broken("skill", intent + " gave no answer", "see its failure in ./loqa events"));
      return findings;
    }
    findings.add(Finding.ok("skill", "\"" + turn.reply() + "\""));
    if (turn.audioMs() <= 0) {
      findings.add(
          Finding.broken(
              "voice", "the answer was not spoken", "look for tts in ./loqa nodes and in the log"));
      return findings;
    }
    findings.add(Finding.ok("voice", Bars.ms(turn.audioMs()) + " ms of speech"));
    findings.add(
        Finding.ok(
            "time",
            Bars.ms(turn.ledger().totalMs()) + " ms from the end of the words to the answer"));
    return findings;
  }
}
