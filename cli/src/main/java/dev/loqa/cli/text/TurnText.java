package dev.loqa.cli.text;

import dev.loqa.cli.api.Turn;
import dev.loqa.protocol.Receipt;
import java.util.ArrayList;
import java.util.List;

/// A turn as people read it: what was heard, what was done, what was answered, where the time went.
public final class TurnText {
  private TurnText() {}

  /// The lines of one turn.
  ///
  /// @param heard the word for how the text came: `heard` or `you said`
  public static List<String> of(Turn turn, String heard) {
    List<String> lines = new ArrayList<>();
    lines.add(labelled(heard, turn.transcript().isEmpty() ? "(nothing)" : turn.transcript()));
    if (turn.receipts().isEmpty()) {
      lines.add(labelled("did", turn.intent() == null ? "nothing" : "no action"));
    }
    for (Receipt receipt : turn.receipts()) {
      lines.add(
          labelled("did", receipt.action() + " " + receipt.target() + ": " + receipt.result()));
    }
    lines.add(labelled("answered", turn.reply().isEmpty() ? "(nothing)" : turn.reply()));
    List<String> bar = Bars.of(turn.ledger().totalMs(), turn.ledger().stages());
    for (int i = 0; i < bar.size(); i++) {
      lines.add(labelled(i == 0 ? "time" : "", bar.get(i)));
    }
    return lines;
  }

  private static String labelled(String label, String text) {
    return (label + " ".repeat(Math.max(1, 10 - label.length())) + text).stripTrailing();
  }
}
