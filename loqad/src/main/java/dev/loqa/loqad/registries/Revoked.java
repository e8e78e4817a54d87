package dev.loqa.loqad.registries;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A version of a skill that a registry has revoked.
///
/// @param digest of its package
/// @param registry what the registry calls itself
/// @param place where it is
/// @param reason why, in the registry's words, as one line
public record Revoked(
    String skill, String version, String digest, String registry, String place, String reason) {
  private static final int MOST_WORDS = 200;

  public Revoked {
    registry = plain(registry);
    reason = plain(reason);
  }

  /// Words of a stranger as one line of at most 200 characters.
  static String plain(String words) {
    String line = words.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() > MOST_WORDS ? line.substring(0, MOST_WORDS) : line;
  }

  /// Who revoked it and why, without an end.
  public String why() {
    return "the registry " + registry + " has revoked it: " + reason;
  }

  /// What the owner agrees to who lets it run all the same.
  public List<String> text() {
    return List.of(
        "The registry "
            + registry
            + " ("
            + place
            + ") has revoked "
            + skill
            + " "
            + version
            + ": "
            + reason,
        "Its package is " + digest + ".",
        "If you agree, it is called again, with every right that it has.");
  }

  /// The SHA-256 of the text: who sends it back has agreed to exactly that.
  public String consent() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String signed = "loqa-overrule-v1\n" + String.join("\n", text());
      return HexFormat.of().formatHex(sha.digest(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
