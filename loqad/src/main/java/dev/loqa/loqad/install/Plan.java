package dev.loqa.loqad.install;

import dev.loqa.skillhost.rights.RightsDiff;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What installing a package would do, before anything is done.
///
/// @param digest of the package
/// @param from the version that runs; none: it is not installed
/// @param nothing whether this very package runs already
/// @param warnings what the owner must agree to besides, each a sentence
public record Plan(
    String skill,
    String version,
    String digest,
    String description,
    String author,
    @Nullable String from,
    boolean nothing,
    Publisher publisher,
    List<String> warnings,
    RightsDiff rights) {

  /// How much the owner must say.
  public enum Need {
    /// Nothing: the same publisher asks for nothing new.
    NOTHING,
    /// A plain yes: a skill that minds its own business, from a publisher known here.
    YES,
    /// The consent to exactly this text.
    CONSENT
  }

  public Need need() {
    boolean warned = !warnings.isEmpty();
    if (nothing || (from != null && !warned && !publisher.isNew() && !rights.widens())) {
      return Need.NOTHING;
    }
    boolean unusual = warned || publisher.isNew() || !rights.unusual().isEmpty();
    return from != null || unusual ? Need.CONSENT : Need.YES;
  }

  /// What the owner agrees to, line by line: the package, who answers for it, and every right that
  /// nobody agreed to yet.
  public List<String> text() {
    List<String> text = new ArrayList<>();
    text.add(
        from == null
            ? "Install " + skill + " " + version + " (" + description + "), by " + author + "."
            : "Replace " + skill + " " + from + " by " + version + ".");
    text.add("Its package is " + digest + ".");
    text.add(publisher.sentence());
    text.addAll(warnings);
    rights.widened().forEach(change -> text.add(change.sentence()));
    return text;
  }

  /// The SHA-256 of the text: who sends it back has agreed to exactly that.
  public String consent() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String signed = "loqa-consent-v1\n" + String.join("\n", text());
      return HexFormat.of().formatHex(sha.digest(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
