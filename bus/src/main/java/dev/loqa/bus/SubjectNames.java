package dev.loqa.bus;

import dev.loqa.protocol.Quoted;

/// What a subject may look like, and which subject a pattern means.
final class SubjectNames {
  private static final int MOST_BYTES = 255;

  private SubjectNames() {}

  /// Refuses what cannot be published to: empty tokens, blanks, wildcards.
  static String literal(String subject) {
    check(subject);
    if (subject.indexOf('*') >= 0 || subject.indexOf('>') >= 0) {
      throw new BusException(
          "subject " + Quoted.of(subject) + " has a wildcard: publish to a literal subject");
    }
    return subject;
  }

  /// Refuses what cannot be subscribed to: as above, but `*` for one token and `>` for the rest are
  /// allowed.
  static String pattern(String subject) {
    check(subject);
    String[] tokens = subject.split("\\.", -1);
    for (int i = 0; i < tokens.length; i++) {
      boolean last = i == tokens.length - 1;
      boolean partial =
          tokens[i].length() > 1 && (tokens[i].indexOf('*') >= 0 || tokens[i].indexOf('>') >= 0);
      if (partial || (tokens[i].equals(">") && !last)) {
        throw new BusException(
            "subject "
                + Quoted.of(subject)
                + " has a wildcard inside: use * for one whole token, > for the last");
      }
    }
    return subject;
  }

  static boolean matches(String pattern, String subject) {
    String[] wanted = pattern.split("\\.", -1);
    String[] tokens = subject.split("\\.", -1);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].equals(">")) {
        return tokens.length > i;
      }
      if (i >= tokens.length || !(wanted[i].equals("*") || wanted[i].equals(tokens[i]))) {
        return false;
      }
    }
    return wanted.length == tokens.length;
  }

  /// Whether the subject or pattern is audio's, which has a connection of its own.
  static boolean audio(String subject) {
    return subject.startsWith("audio.frame.")
        || subject.equals("tts.audio")
        || subject.startsWith("tts.audio.");
  }

  private static void check(String subject) {
    boolean bad =
        subject.isEmpty()
            || subject.length() > MOST_BYTES
            || subject.startsWith(".")
            || subject.endsWith(".");
    for (int i = 0; i < subject.length() && !bad; i++) {
      char c = subject.charAt(i);
      bad = c <= ' ' || c >= 127 || (c == '.' && subject.charAt(i - 1) == '.');
    }
    if (bad) {
      throw new BusException(
          "subject "
              + Quoted.of(subject)
              + " is none: use printable ASCII tokens joined by single dots");
    }
  }
}
