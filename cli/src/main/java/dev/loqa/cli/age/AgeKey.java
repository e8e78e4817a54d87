package dev.loqa.cli.age;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import dev.loqa.cli.age.AgeException.Fault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;

/// A secret key that reads what was encrypted for its public half. Its file is the one that
/// `age-keygen` writes: comments, then `AGE-SECRET-KEY-1...`.
public final class AgeKey {
  private static final String SECRET = "AGE-SECRET-KEY-1";
  private static final String PUBLIC = "# public key: ";

  private final String secret;
  private final Optional<AgeRecipient> recipient;

  private AgeKey(String secret, Optional<AgeRecipient> recipient) {
    this.secret = secret;
    this.recipient = recipient;
  }

  /// A new one.
  public static AgeKey generate() {
    try {
      KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
      String readBy = new String(pair.getPublic().getEncoded(), StandardCharsets.US_ASCII).strip();
      String secret = new String(pair.getPrivate().getEncoded(), StandardCharsets.US_ASCII).strip();
      return new AgeKey(secret, Optional.of(new AgeRecipient(readBy)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no X25519", e);
    }
  }

  /// The key of a file's text.
  ///
  /// @throws AgeException when there is none in it
  public static AgeKey parse(String text) {
    Optional<AgeRecipient> recipient = Optional.empty();
    for (String line : text.lines().map(String::strip).toList()) {
      if (line.startsWith(PUBLIC)) {
        recipient = Optional.of(commented(line.substring(PUBLIC.length()).strip()));
      } else if (line.startsWith(SECRET)) {
        AgeKey key = new AgeKey(line, recipient);
        key.reader();
        return key;
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        break;
      }
    }
    throw new AgeException(Fault.FOREIGN, "it holds no line " + SECRET + "...");
  }

  private static AgeRecipient commented(String text) {
    try {
      return new AgeRecipient(text);
    } catch (AgeException e) {
      throw new AgeException(
          Fault.FOREIGN,
          "its line \"" + PUBLIC.strip() + "\" is damaged: without that line the file works",
          e);
    }
  }

  /// Its public half, where its file names it.
  public Optional<AgeRecipient> recipient() {
    return recipient;
  }

  /// The text of its file.
  ///
  /// @param made when, for the comment
  public String text(Instant made) {
    return "# created: "
        + made
        + "\n"
        + recipient.map(one -> PUBLIC + one + "\n").orElse("")
        + secret
        + "\n";
  }

  RecipientStanzaReader reader() {
    try {
      return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(secret);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new AgeException(Fault.FOREIGN, "its line " + SECRET + "... is damaged", e);
    }
  }
}
