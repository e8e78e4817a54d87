package dev.loqa.skillhost.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a replay did beside what was recorded.
///
/// @param recorded what came of the recorded invocation
/// @param replayed what came of the replay
/// @param skillVersion of what was replayed with
/// @param module hex SHA-256 of the module that was replayed with
/// @param calls where the two called the host differently
public record Comparison(
    CallRecord record,
    RecordedOutcome recorded,
    RecordedOutcome replayed,
    String skillVersion,
    String module,
    List<CallDifference> calls) {
  public Comparison {
    calls = List.copyOf(calls);
  }

  static Comparison of(CallRecord record, ReplayHost replay, RecordedEnd end) {
    return new Comparison(
        record,
        RecordedOutcome.of(record.end(), record.calls()),
        RecordedOutcome.of(end, replay.calls()),
        replay.skillVersion(),
        replay.module(),
        CallDifference.between(record.calls(), replay.calls(), replay.madeUp()));
  }

  /// One thing that came out otherwise.
  ///
  /// @param what `end`, `reply`, `effects` or `receipts`
  public record Change(String what, String recorded, String replayed) {}

  /// What came out otherwise, in a fixed order.
  public List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    changed(changes, "end", recorded.end().shown(), replayed.end().shown());
    changed(changes, "reply", recorded.reply(), replayed.reply());
    changed(
        changes,
        "effects",
        String.join("\n", recorded.effects()),
        String.join("\n", replayed.effects()));
    changed(
        changes,
        "receipts",
        String.join("\n", recorded.receipts()),
        String.join("\n", replayed.receipts()));
    return changes;
  }

  private static void changed(List<Change> changes, String what, String was, String is) {
    if (!was.equals(is)) {
      changes.add(new Change(what, was, is));
    }
  }

  /// Whether the replay did what was recorded, call by call.
  public boolean identical() {
    return calls.isEmpty() && changes().isEmpty();
  }

  /// Whether the same module ran.
  public boolean sameModule() {
    return module.equals(record.module());
  }

  /// What makes a difference less than a proof; empty if nothing does.
  public String caution() {
    return record.end().kind().equals(RecordedEnd.TIMED_OUT)
        ? "the recorded call was stopped by its deadline: where it stopped depends on the machine"
        : "";
  }

  /// The comparison as plain values, for programs.
  public Map<String, Object> toMap() {
    return ComparisonText.map(this);
  }

  /// The comparison for people, a line each.
  public List<String> lines() {
    return ComparisonText.lines(this);
  }
}
