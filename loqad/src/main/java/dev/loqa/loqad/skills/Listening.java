package dev.loqa.loqad.skills;

import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.manifest.SubjectRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

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

  /// The subscriptions it needs: the literal subjects of others, and one for all that lies deeper
  /// below its own name. A subject reaches the skill by exactly one of them, whatever its patterns
  /// are, so that no update of the patterns can lose or double a message.
  Set<String> subscriptions() {
    Set<String> subscriptions = new TreeSet<>();
    for (String pattern : subjects) {
      if (!own(pattern)) {
        subscriptions.add(pattern);
      } else if (!isCommand(pattern) || pattern.endsWith(">")) {
        subscriptions.add("skill." + skill + ".>");
      }
    }
    return subscriptions;
  }

  /// Whether a message is for this skill; a command comes through everybody's gate instead.
  boolean takes(String subject) {
    return !isCommand(subject)
        && subjects.stream().anyMatch(pattern -> SubjectRule.matches(pattern, subject));
  }

  private boolean isCommand(String subject) {
    return own(subject) && subject.split("\\.", -1).length == COMMAND_PARTS;
  }

  /// Whether a subject is below the skill's own name: its requests are the skill's to answer.
  boolean own(String subject) {
    return subject.startsWith("skill." + skill + ".");
  }
}
