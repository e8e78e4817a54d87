package dev.loqa.bundles.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.skillhost.author.CaseReader;
import dev.loqa.skillhost.author.CaseResult;
import dev.loqa.skillhost.author.SkillCase;
import dev.loqa.skillhost.author.SkillTests;
import dev.loqa.skillhost.engine.Interpreter;
import dev.loqa.skillhost.record.CallRecord;
import dev.loqa.skillhost.record.RecordedCall;
import dev.loqa.skillhost.record.RecordedEnd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A skill's cases on compiled code, as skills run, and instruction by instruction: every call into
/// the host with its bytes, every answer and every end must be the same.
final class BothModes {
  private BothModes() {}

  /// What is compared of a case.
  private record Seen(
      List<CaseResult.Difference> differences,
      List<RecordedCall> calls,
      @Nullable RecordedEnd end) {}

  /// How many cases of a skill's folder there are, after each went the same way.
  ///
  /// @param cache a folder for compiled code
  static int agreeOn(Path skill, Path cache) {
    List<SkillCase> cases = cases(skill);
    assertThat(differing(skill, skill, cases, cache)).as(skill.toString()).isEmpty();
    return cases.size();
  }

  static List<SkillCase> cases(Path skill) {
    CaseReader.Cases cases = CaseReader.read(skill.resolve("tests"));
    assertThat(cases.problems()).isEmpty();
    return cases.cases();
  }

  /// The names of the cases that do not go the same way.
  static List<String> differing(
      Path compiled, Path interpreted, List<SkillCase> cases, Path cache) {
    List<Seen> one;
    try (SkillTests tests = SkillTests.of(compiled, cache)) {
      one = seen(tests, cases);
    }
    List<Seen> other;
    try (SkillTests tests = SkillTests.on(interpreted, new Interpreter())) {
      other = seen(tests, cases);
    }
    List<String> differing = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      if (!one.get(i).equals(other.get(i))) {
        differing.add(
            cases.get(i).name() + ":\ncompiled    " + one.get(i) + "\ninterpreted " + other.get(i));
      }
    }
    return differing;
  }

  private static List<Seen> seen(SkillTests tests, List<SkillCase> cases) {
    return cases.stream().map(tests::run).map(BothModes::seen).toList();
  }

  private static Seen seen(CaseResult result) {
    CallRecord record = result.record();
    return record == null
        ? new Seen(result.differences(), List.of(), null)
        : new Seen(result.differences(), record.calls(), record.end());
  }
}
