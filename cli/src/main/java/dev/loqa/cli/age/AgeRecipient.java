package dev.loqa.cli.age;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import dev.loqa.cli.age.AgeException.Fault;
import java.security.GeneralSecurityException;

/// Who can read what is encrypted for it: the public half of an [AgeKey], `age1...`. It is no
/// secret.
public record AgeRecipient(String text) {
  public AgeRecipient {
    writer(text);
  }

  RecipientStanzaWriter writer() {
    return writer(text);
  }

  private static RecipientStanzaWriter writer(String text) {
    try {
      return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(text);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new AgeException(Fault.FOREIGN, "it is no public key of age (age1...)", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
