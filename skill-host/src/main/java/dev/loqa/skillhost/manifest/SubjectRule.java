package dev.loqa.skillhost.manifest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Which bus subjects a skill may name (contracts.md §3). Pure.
public final class SubjectRule {
  private static final Pattern TOKEN = Pattern.compile("[a-z0-9_-]{1,32}");
  private static final int MOST_BYTES = 128;
  private static final int MOST_TOKENS = 8;
  private static final List<String> NEVER =
      List.of("audit", "registry", "loqa", "ctrl", "session", "turn", "play", "alert");
  private static final List<String> VOICE = List.of("stt", "nlu", "tts", "audio");

  private SubjectRule() {}

  /// Why no skill may send to this subject, empty if one may.
  public static Optional<String> publishFault(String subject) {
    Optional<String> form = formFault(subject, false);
    if (form.isPresent()) {
      return form;
    }
    if (subject.startsWith("audio.frame.") || subject.equals("audio.frame")) {
      return Optional.of("audio comes from satellites only");
    }
    return reserved(subject);
  }

  /// Why the skill may not listen to this subject, empty if it may.
  public static Optional<String> subscribeFault(String skill, String subject) {
    boolean own = subject.startsWith("skill." + skill + ".");
    Optional<String> form = formFault(subject, own);
    if (form.isPresent()) {
      return form;
    }
    return reserved(subject);
  }

  /// What the owner must agree to before the skill may name this subject, empty if nothing. The
  /// subject has no fault.
  public static Optional<String> consent(String skill, String subject) {
    String first = first(subject);
    if (VOICE.contains(first)) {
      return Optional.of("it reaches into the voice path");
    }
    if (first.equals("skill") && !subject.startsWith("skill." + skill + ".")) {
      return Optional.of("it is another skill's subject");
    }
    return Optional.empty();
  }

  /// Whether a subject falls under a pattern of a manifest (literal, or with `*` and `>`).
  public static boolean matches(String pattern, String subject) {
    String[] want = pattern.split("\\.", -1);
    String[] have = subject.split("\\.", -1);
    for (int i = 0; i < want.length; i++) {
      if (want[i].equals(">")) {
        return have.length > i;
      }
      if (i >= have.length || !(want[i].equals("*") || want[i].equals(have[i]))) {
        return false;
      }
    }
    return want.length == have.length;
  }

  private static Optional<String> reserved(String subject) {
    String first = first(subject);
    if (NEVER.contains(first)) {
      return Optional.of("subjects below " + first + ". are the host's own");
    }
    if (subject.equals("skill.result") || subject.equals("skill.failed")) {
      return Optional.of("the host alone reports results");
    }
    return Optional.empty();
  }

  private static Optional<String> formFault(String subject, boolean wildcards) {
    if (subject.isEmpty()) {
      return Optional.of("it is empty");
    }
    if (subject.length() > MOST_BYTES) {
      return Optional.of("it is longer than " + MOST_BYTES + " bytes");
    }
    String[] tokens = subject.split("\\.", -1);
    if (tokens.length < 2 || tokens.length > MOST_TOKENS) {
      return Optional.of(
          "it has "
              + tokens.length
              + " part"
              + (tokens.length == 1 ? "" : "s")
              + " and needs 2 to "
              + MOST_TOKENS);
    }
    for (int i = 0; i < tokens.length; i++) {
      String token = tokens[i];
      boolean wild = token.equals("*") || token.equals(">");
      if (wild && !wildcards) {
        return Optional.of("it has a wildcard");
      }
      if (wild && (i < 2 || (token.equals(">") && i != tokens.length - 1))) {
        return Optional.of("its wildcard stands in the wrong place");
      }
      if (!wild && !TOKEN.matcher(token).matches()) {
        return Optional.of("its parts must be 1 to 32 of a-z 0-9 _ -");
      }
    }
    return Optional.empty();
  }

  private static String first(String subject) {
    return subject.substring(0, subject.indexOf('.'));
  }
}
