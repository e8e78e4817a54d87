package dev.loqa.loqad.skills;

import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.manifest.SubjectRule;
import java.util.List;

/// The messages that one skill wants to be called for besides its commands `skill.<name>.<verb>`,
/// which everybody's gate delivers. Pure.
///
/// @param subjects what its manifest subscribes to and its owner granted
/// @param refused what its manifest subscribes to and its owner did not grant
record Listening(String skill, List<String> subjects, List<String> refused) {
  private static final int COMMAND_PARTS = 3;

  Listening {
    subjects = List.copyOf(subjects);
    refused = List.copyOf(refused);
  }

  static Listening of(LoadedSkill skill) {
    List<String> wanted = skill.manifest().subjects().subscribe();
    return new Listening(
        skill.name(),
        wanted.stream().filter(skill.grant().subscribe()::contains).toList(),
        wanted.stream().filter(subject -> !skill.grant().subscribe().contains(subject)).toList());
  }

  /// Those that need a subscription of their own: all but the skill's own commands.
  List<String> besideCommands() {
    return subjects.stream()
        .filter(pattern -> !isCommand(pattern) || pattern.endsWith(">"))
        .toList();
  }

  /// Whether a message on `subject` that came by the subscription `pattern` is for this skill: each
  /// message calls it once, though several patterns match, and a command comes through the gate.
  boolean takes(String pattern, String subject) {
    return !isCommand(subject)
        && subjects.stream()
            .filter(candidate -> SubjectRule.matches(candidate, subject))
            .findFirst()
            .filter(pattern::equals)
            .isPresent();
  }

  private boolean isCommand(String subject) {
    return own(subject) && subject.split("\\.", -1).length == COMMAND_PARTS;
  }

  /// Whether a subject is below the skill's own name: its requests are the skill's to answer.
  boolean own(String subject) {
    return subject.startsWith("skill." + skill + ".");
  }
}
