package dev.loqa.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// One line of the table.
///
/// @param value empty when it could not be measured; the details say why
/// @param goal empty for what is printed for information only
/// @param valid whether the conditions under which the value counts held; a value without them is
///   no success
/// @param count how many values it was made of
/// @param details printed below the table: medians of the parts, what was left out and why
public record Line(
    String what,
    OptionalDouble value,
    String unit,
    Optional<Goal> goal,
    boolean valid,
    int count,
    List<String> details) {
  public Line {
    details = List.copyOf(details);
  }

  /// A measured value and what it must reach.
  public static Line of(String what, double value, Goal goal, int count, List<String> details) {
    return new Line(
        what, OptionalDouble.of(value), goal.unit(), Optional.of(goal), true, count, details);
  }

  /// A value with nothing to reach.
  public static Line info(String what, double value, String unit, int count) {
    return new Line(what, OptionalDouble.of(value), unit, Optional.empty(), true, count, List.of());
  }

  /// Something that cannot be measured here, and why.
  public static Line missing(String what, Goal goal, String why) {
    return new Line(
        what,
        OptionalDouble.empty(),
        goal.unit(),
        Optional.of(goal),
        true,
        0,
        List.of("not measured: " + why));
  }

  /// A row that came to nothing, and why.
  public static Line missing(String what, String why) {
    return new Line(
        what,
        OptionalDouble.empty(),
        "",
        Optional.empty(),
        true,
        0,
        List.of("not measured: " + why));
  }

  /// The same, which counts only if `condition` holds; `otherwise` says what was not as it must be.
  public Line onlyIf(boolean condition, String otherwise) {
    if (condition) {
      return this;
    }
    List<String> more = new ArrayList<>(details);
    more.add("does not count: " + otherwise);
    return new Line(what, value, unit, goal, false, count, more);
  }

  Goal.Verdict verdict() {
    if (value.isEmpty() || goal.isEmpty()) {
      return value.isEmpty() ? Goal.Verdict.NOT_MEASURED : Goal.Verdict.INFORMATION;
    }
    return valid ? goal.get().of(value.getAsDouble()) : Goal.Verdict.NO;
  }

  /// Whether this keeps the table from being all right.
  boolean failed() {
    return verdict() == Goal.Verdict.NO || verdict() == Goal.Verdict.NOT_MEASURED;
  }

  boolean failedToMeasure() {
    return verdict() == Goal.Verdict.NOT_MEASURED;
  }

  String measured() {
    return value.isPresent() ? Goal.number(value.getAsDouble()) + unit : "-";
  }
}
