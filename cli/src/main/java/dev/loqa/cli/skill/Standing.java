package dev.loqa.cli.skill;

import dev.loqa.cli.api.Answer;
import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.Values;
import java.util.Map;

/// Whose the skill is that stands under a name in the running Loqa.
///
/// @param origin as the API names it: `folder`, `own`, `release`, `signed` or `dev`; empty when
///   there is none
/// @param version of the one that runs
/// @param digest of its package; empty when it has none
record Standing(String origin, String version, String digest) {
  private static final int NOT_FOUND = 404;
  private static final Standing NONE = new Standing("", "", "");

  static Standing of(Api api, String name) {
    Answer answer = api.ask("/v1/skills/" + Api.encoded(name), Api.SOON);
    if (answer.status() == NOT_FOUND) {
      return NONE;
    }
    Map<String, Object> page = answer.good();
    Map<String, Object> skill = Values.object(page, "skill");
    String digest =
        Values.list(page, "versions").stream()
            .filter(version -> Values.yes(version, "active"))
            .map(version -> Values.text(version, "digest"))
            .findFirst()
            .orElse("");
    return new Standing(Values.text(skill, "origin"), Values.text(skill, "version"), digest);
  }

  /// Whether an author may put a build in its place: nothing is there, or a build of an author.
  boolean isAnAuthors() {
    return origin.isEmpty() || origin.equals("dev");
  }

  /// Whose it is, as the end of a sentence.
  String words() {
    return switch (origin) {
      case "folder" -> "is loaded from a folder of skills.folders";
      case "own" -> "comes with Loqa or was signed here";
      case "release" -> "comes with Loqa";
      default -> "is signed by its publisher";
    };
  }
}
