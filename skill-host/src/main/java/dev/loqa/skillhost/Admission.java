package dev.loqa.skillhost;

import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.manifest.SkillIntent;
import dev.loqa.skillhost.manifest.SubjectRule;
import org.jspecify.annotations.Nullable;

/// Whether an invocation may start at all. Pure.
final class Admission {
  private Admission() {}

  /// Why it may not, none if it may.
  static @Nullable String refusal(SkillInvocation invocation, LoadedSkill skill) {
    return switch (invocation.type()) {
      case INTENT -> intent(invocation, skill.manifest());
      case MESSAGE -> message(invocation, skill);
      case TIMER -> null;
    };
  }

  private static @Nullable String intent(SkillInvocation invocation, Manifest manifest) {
    SkillIntent intent = manifest.intents().get(String.valueOf(invocation.intent()));
    if (intent == null) {
      return "skill "
          + manifest.name()
          + " has no intent "
          + invocation.intent()
          + ": it has "
          + String.join(", ", manifest.intents().keySet().stream().sorted().toList());
    }
    return risk(intent, invocation.cleared());
  }

  private static @Nullable String risk(SkillIntent intent, Risk cleared) {
    return intent.risk().coveredBy(cleared)
        ? null
        : intent.id()
            + " needs "
            + intent.risk()
            + " and "
            + cleared
            + " was cleared: ask the person first";
  }

  /// A message: an intent's own subject, a subject the owner granted, or (ABI v1, whose manifests
  /// may forget to ask) one below the skill's own name.
  private static @Nullable String message(SkillInvocation invocation, LoadedSkill skill) {
    Manifest manifest = skill.manifest();
    String subject = invocation.subject();
    if (subject.startsWith("skill.")) {
      SkillIntent intent = manifest.intents().get(subject.substring("skill.".length()));
      if (intent != null) {
        return risk(intent, invocation.cleared());
      }
    }
    boolean listens =
        manifest.subjects().subscribe().stream()
            .filter(skill.grant().subscribe()::contains)
            .anyMatch(pattern -> SubjectRule.matches(pattern, subject));
    return listens
        ? null
        : "skill "
            + manifest.name()
            + " does not listen to "
            + subject
            + ": its manifest or the owner's grant does not name it";
  }
}
