package dev.loqa.cli.demo;

import dev.loqa.base.audio.Pcm;
import dev.loqa.cli.api.Turn;
import dev.loqa.cli.text.Bars;
import dev.loqa.protocol.Receipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What had to be right in the demo. Pure.
public final class DemoChecks {
  private static final Duration SHORTEST_REPLY = Duration.ofMillis(300);
  private static final double SILENT_DBFS = -50;
  private static final Duration TIMELY = Duration.ofSeconds(2);

  private DemoChecks() {}

  /// A spoken turn against what was said and what should have come of it.
  ///
  /// @param action the receipt that must be there, done
  /// @param reply what the answer must contain
  public static List<DemoCheck> turn(
      Turn turn, String said, String action, String target, String reply, Pcm audio) {
    List<DemoCheck> checks = new ArrayList<>();
    checks.add(
        DemoCheck.of(
            "transcript",
            sameWords(said, turn.transcript()),
            quoted(turn.transcript()) + " for " + quoted(said)));
    checks.add(receipt(turn.receipts(), action, target));
    checks.add(
        DemoCheck.of(
            "reply",
            turn.reply().toLowerCase(Locale.ROOT).contains(reply.toLowerCase(Locale.ROOT)),
            quoted(turn.reply()) + (turn.reply().isEmpty() ? " for " + quoted(reply) : "")));
    checks.add(
        DemoCheck.of(
            "spoken reply",
            audio.duration().compareTo(SHORTEST_REPLY) > 0 && audio.dbfs() > SILENT_DBFS,
            "%.1f s at %.0f dBFS".formatted(audio.duration().toMillis() / 1000.0, audio.dbfs())));
    checks.add(ledger(turn.ledger()));
    return checks;
  }

  /// A busy machine leaves more of the time unattributed than it should; that is said, and no
  /// fault.
  private static DemoCheck ledger(Turn.Times ledger) {
    String unattributed = Bars.ms(ledger.stages().getOrDefault("unattributed", 0.0));
    return DemoCheck.of(
        "ledger",
        ledger.totalMs() > 0,
        Bars.ms(ledger.totalMs())
            + " ms, of which unattributed "
            + unattributed
            + (ledger.sums() ? "" : " (more than 10 ms and 5 %: is this machine busy?)"));
  }

  private static DemoCheck receipt(List<Receipt> receipts, String action, String target) {
    for (Receipt receipt : receipts) {
      if (receipt.action().equals(action) && receipt.target().contains(target)) {
        return DemoCheck.of(
            "receipt", receipt.done(), action + " " + receipt.target() + ": " + receipt.result());
      }
    }
    return DemoCheck.of("receipt", false, "no " + action + " of " + target + " among " + receipts);
  }

  /// Whether it rang within two seconds of when it was due.
  static DemoCheck rang(Instant due, Instant rang) {
    Duration late = Duration.between(due, rang);
    return DemoCheck.of(
        "timer rang",
        late.abs().compareTo(TIMELY) <= 0,
        "%+.1f s of when it was due".formatted(late.toMillis() / 1000.0));
  }

  /// Whether `entity` is in state `expected` in an answer of `/v1/home`.
  public static DemoCheck home(Map<String, Object> home, String entity, String expected) {
    String state = state(home, entity);
    return DemoCheck.of("home", state.equals(expected), entity + " is " + state);
  }

  private static String state(Map<String, Object> home, String entity) {
    Object inner = home.getOrDefault("entities", home);
    if (inner instanceof Map<?, ?> byId && byId.get(entity) instanceof Map<?, ?> view) {
      return String.valueOf(view.get("state"));
    }
    if (inner instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> view && entity.equals(view.get("id"))) {
          return String.valueOf(view.get("state"));
        }
      }
    }
    return "unknown";
  }

  /// Equal but for articles, punctuation and capitals, which a recognizer may drop.
  static boolean sameWords(String said, String heard) {
    return words(said).equals(words(heard));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}']+", -1)) {
      if (!word.isEmpty() && !List.of("a", "an", "the").contains(word)) {
        words.add(word);
      }
    }
    return words;
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }
}
