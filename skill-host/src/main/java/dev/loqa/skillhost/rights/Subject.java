package dev.loqa.skillhost.rights;

/// What a bus subject means to a household.
final class Subject {
  private Subject() {}

  /// What the subject reaches, in brackets; nothing when it is an ordinary one.
  static String reach(String subject) {
    return switch (subject.substring(0, Math.max(0, subject.indexOf('.')))) {
      case "stt" -> " (what is said in the house)";
      case "nlu" -> " (questions to the language model)";
      case "tts" -> " (what Loqa says)";
      case "audio" -> " (sound)";
      case "home" -> " (the things of your home)";
      default -> "";
    };
  }

  /// Whether every subject under `asked` is also under `pattern`.
  static boolean within(String pattern, String asked) {
    String[] have = pattern.split("\\.", -1);
    String[] want = asked.split("\\.", -1);
    for (int i = 0; i < have.length; i++) {
      if (have[i].equals(">")) {
        return want.length > i;
      }
      if (i >= want.length || want[i].equals(">")) {
        return false;
      }
      if (!have[i].equals("*") && !have[i].equals(want[i])) {
        return false;
      }
    }
    return have.length == want.length;
  }
}
