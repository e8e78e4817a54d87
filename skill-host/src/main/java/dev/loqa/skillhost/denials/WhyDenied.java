package dev.loqa.skillhost.denials;

import dev.loqa.skillhost.Grant;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.skillhost.manifest.SubjectRule;
import java.util.Optional;

/// What a denial means: which rule it ran into, the line of the manifest that would allow it, what
/// that would risk, and what the owner would have to do. It goes by the manifest and the grant as
/// they are given, which may be newer than the denial.
///
/// @param kind the rule
/// @param line the line of `skill.yaml`, `skill.yaml: permissions: [...]`; empty where no line
///   would allow it
/// @param risk a sentence: what the skill could do with it
/// @param wayOut a sentence: what somebody would have to do
public record WhyDenied(Kind kind, String line, String risk, String wayOut) {

  /// The rules that a call can run into.
  public enum Kind {
    /// The manifest does not ask for the permission.
    NOT_ASKED,
    /// The manifest asks, the owner has not agreed.
    NOT_GRANTED,
    /// No skill may do that.
    NEVER,
    /// The manifest asks for the permission but does not list this subject, address or secret.
    NOT_LISTED,
    /// A person has to agree each time, and nobody was asked for this call.
    RISK,
    /// The skill has no such intent.
    UNKNOWN_INTENT,
    /// The manifest and the grant allow it now.
    ALLOWED_NOW,
    /// Something else: the host's words are all there is.
    OTHER
  }

  /// Explains a denial of a skill that is here.
  public static WhyDenied of(Denial denial, Manifest manifest, Grant grant) {
    if (denial.reason().contains(" was cleared: ask the person first")
        || denial.reason().contains("was cleared for ")) {
      return risk(denial, manifest);
    }
    return switch (denial.call()) {
      case "publish", "host_publish" -> publish(denial, manifest, grant);
      case "http" -> Web.explain(denial, manifest, grant);
      case "kv_get", "kv_put", "kv_delete" ->
          permitted(Permission.STORAGE_KV, manifest, grant).orElse(allowedNow());
      case "timer_set", "timer_cancel", "timer_list" ->
          permitted(Permission.TIMERS_SET, manifest, grant).orElse(allowedNow());
      case "subscribe" -> listen(denial.target(), manifest, grant);
      case "invoke" -> invoked(denial, manifest, grant);
      default -> other(denial);
    };
  }

  /// Explains a denial of a skill that is not installed.
  public static WhyDenied ofUnknown(Denial denial) {
    return new WhyDenied(
        Kind.OTHER,
        "",
        "Nothing: the skill is not here.",
        "Install the skill " + denial.skill() + ", or ask for something else.");
  }

  /// What is wrong with a permission, if anything.
  static Optional<WhyDenied> permitted(Permission permission, Manifest manifest, Grant grant) {
    String name = manifest.name();
    String could = name + " could " + permission.meaning() + ".";
    if (!manifest.asks(permission)) {
      return Optional.of(
          new WhyDenied(
              Kind.NOT_ASKED,
              "skill.yaml: permissions: [\"" + permission.word() + "\"]",
              could,
              "The author adds the line and the owner agrees to the new version."));
    }
    if (!grant.permissions().contains(permission)) {
      return Optional.of(
          new WhyDenied(
              Kind.NOT_GRANTED,
              "skill.yaml: permissions: [\"" + permission.word() + "\"]",
              could,
              owner(name)));
    }
    return Optional.empty();
  }

  static String owner(String skill) {
    return "The line is there; the owner has not agreed to it: install "
        + skill
        + " again and agree.";
  }

  private static WhyDenied publish(Denial denial, Manifest manifest, Grant grant) {
    String subject = denial.target();
    Optional<String> never = SubjectRule.publishFault(subject);
    if (never.isPresent()) {
      return never(never.get());
    }
    String line = "skill.yaml: capabilities: {bus: {publish: [" + subject + "]}}";
    String could =
        manifest.name()
            + " could send to "
            + subject
            + SubjectRule.consent(manifest.name(), subject).map(why -> "; " + why).orElse("")
            + ".";
    return permitted(Permission.BUS_PUBLISH, manifest, grant)
        .orElseGet(() ->
            listed(
                manifest.subjects().publish().contains(subject),
                grant.publish().contains(subject),
                line,
                could,
                manifest.name()));
  }

  private static WhyDenied listen(String subject, Manifest manifest, Grant grant) {
    Optional<String> never = SubjectRule.subscribeFault(manifest.name(), subject);
    if (never.isPresent()) {
      return never(never.get());
    }
    String line = "skill.yaml: capabilities: {bus: {subscribe: [" + subject + "]}}";
    String could =
        manifest.name() + " would be called for, and see, every message on " + subject + ".";
    boolean asked =
        manifest.subjects().subscribe().stream()
            .anyMatch(pattern -> SubjectRule.matches(pattern, subject) || pattern.equals(subject));
    boolean granted =
        grant.subscribe().stream()
            .anyMatch(pattern -> SubjectRule.matches(pattern, subject) || pattern.equals(subject));
    return permitted(Permission.BUS_SUBSCRIBE, manifest, grant)
        .orElseGet(() -> listed(asked, granted, line, could, manifest.name()));
  }

  /// A thing that has to be listed in the manifest and granted by the owner.
  static WhyDenied listed(boolean asked, boolean granted, String line, String could, String skill) {
    if (!asked) {
      return new WhyDenied(
          Kind.NOT_LISTED,
          line,
          could,
          "The author adds the line and the owner agrees to the new version.");
    }
    return granted ? allowedNow() : new WhyDenied(Kind.NOT_GRANTED, line, could, owner(skill));
  }

  private static WhyDenied invoked(Denial denial, Manifest manifest, Grant grant) {
    String subject = denial.target();
    String verb = subject.startsWith("skill.") ? subject.substring("skill.".length()) : subject;
    if (manifest.intents().containsKey(verb)) {
      return allowedNow();
    }
    if (denial.reason().contains("has no intent")) {
      return new WhyDenied(
          Kind.UNKNOWN_INTENT,
          "skill.yaml: intents: {" + verb + ": {sentences: [...]}}",
          manifest.name() + " would answer to sentences that nobody has seen yet.",
          "The author writes the intent; nobody here can allow it.");
    }
    return listen(subject, manifest, grant);
  }

  private static WhyDenied risk(Denial denial, Manifest manifest) {
    String verb =
        denial.target().startsWith("skill.")
            ? denial.target().substring("skill.".length())
            : denial.target();
    boolean intent = denial.call().equals("invoke") && manifest.intents().containsKey(verb);
    return new WhyDenied(
        Kind.RISK,
        intent ? "skill.yaml: intents: {" + verb + ": {risk: none}}" : "",
        manifest.name()
            + " would do "
            + (denial.call().equals("invoke") ? verb : deed(denial))
            + " without anybody having said yes.",
        intent
            ? "Say the sentence and answer yes when asked (or give the PIN). Lowering the risk is for the author, and the owner would have to agree."
            : "Ask for it in words that name it, so that Loqa can ask back before the skill runs; `policy` in the configuration sets what needs asking.");
  }

  /// The thing that was commanded, where the host named it in front of its reason.
  private static String deed(Denial denial) {
    String named = denial.reason().split(" needs ", 2)[0];
    return named.equals("it") ? denial.call() + " " + denial.target() : named;
  }

  static WhyDenied never(String why) {
    return new WhyDenied(
        Kind.NEVER, "", "No skill may: " + why + ".", "The author uses another subject.");
  }

  static WhyDenied allowedNow() {
    return new WhyDenied(
        Kind.ALLOWED_NOW,
        "",
        "None beyond what was agreed to.",
        "Manifest and grant allow it by now: try again.");
  }

  static WhyDenied other(Denial denial) {
    return new WhyDenied(
        Kind.OTHER,
        "",
        "Not known: " + denial.reason() + ".",
        "Read the daemon's log at that time.");
  }
}
