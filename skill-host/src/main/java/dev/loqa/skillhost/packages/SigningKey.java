package dev.loqa.skillhost.packages;

import dev.loqa.base.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The private Ed25519 key of a publisher.
///
/// Its file, mode 0600, is one line: `loqa-signing-key-v1 FINGERPRINT BASE64`, the last being the
/// 32 bytes of RFC 8032's private key. A file that others can read is refused. The key is never
/// printed: [#toString] gives the fingerprint.
public final class SigningKey {
  private static final Pattern LINE =
      Pattern.compile("loqa-signing-key-v1 ([0-9a-f]{64}) ([A-Za-z0-9+/]{43}=)\n?");
  private static final int MOST_BYTES = 256;
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final PrivateKey secret;
  private final PublisherKey publisher;

  private SigningKey(PrivateKey secret, PublisherKey publisher) {
    this.secret = secret;
    this.publisher = publisher;
  }

  /// Makes a new key.
  public static SigningKey generate() {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(pair.getPrivate(), PublisherKey.of(pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new KeyException("signing key: this Java has no Ed25519: use JDK 25", e);
    }
  }

  /// Reads a key's file.
  ///
  /// @throws KeyException when it is not there, readable by others, or no key
  public static SigningKey load(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new KeyException(file + ": it is not there: make it with loqa-skill keygen");
      }
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new KeyException(
            file + ": others can read or change it: run chmod 600 " + file + ", or make a new key");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return parse(
            file.toString(),
            new String(in.readNBytes(MOST_BYTES + 1), StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new KeyException(file + ": it can't be read (" + e + "): check its rights", e);
    }
  }

  private static SigningKey parse(String file, String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new KeyException(file + ": it is no signing key: make one with loqa-skill keygen");
    }
    try {
      PrivateKey secret =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(
                  new EdECPrivateKeySpec(
                      NamedParameterSpec.ED25519, Base64.getDecoder().decode(parts.group(2))));
      SigningKey key = new SigningKey(secret, new PublisherKey(parts.group(1)));
      byte[] probe = "loqa".getBytes(StandardCharsets.US_ASCII);
      if (!key.publisher.signed(probe, key.sign(probe))) {
        throw new KeyException(
            file + ": its fingerprint is not that of the key: take it from a backup");
      }
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new KeyException(file + ": it is no signing key: make one with loqa-skill keygen", e);
    }
  }

  /// Writes a new file, mode 0600, durable when this returns.
  ///
  /// @throws KeyException when there is a file already: a key is never overwritten
  public void save(Path file) {
    try {
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new FileAlreadyExistsException(file.toString());
      }
      PrivateFiles.write(file.toAbsolutePath(), text().getBytes(StandardCharsets.US_ASCII));
    } catch (FileAlreadyExistsException e) {
      throw new KeyException(
          file + ": it is there already and a key is never overwritten: choose another name", e);
    } catch (IOException e) {
      throw new KeyException(file + ": it can't be written (" + e + "): check the folder", e);
    }
  }

  private String text() {
    byte[] seed =
        secret instanceof EdECPrivateKey edwards
            ? edwards.getBytes().orElseThrow()
            : new byte[EdwardsPoint.BYTES];
    return "loqa-signing-key-v1 "
        + publisher.fingerprint()
        + " "
        + Base64.getEncoder().encodeToString(seed)
        + "\n";
  }

  /// The public half.
  public PublisherKey publisher() {
    return publisher;
  }

  /// Signs a package.
  ///
  /// @throws KeyException when it came from the original, which has no signature
  public PackageSignature sign(SkillPackage skill) {
    if (skill.original()) {
      throw new KeyException(
          skill.name()
              + ": it is a package of the original and can't be signed: make a .lskill with"
              + " loqa-skill package");
    }
    return new PackageSignature(publisher, sign(PackageSignature.message(skill)));
  }

  /// The 64 bytes of a signature over `message`, which begins with a line that says what it is.
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(secret);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new KeyException("signing key " + publisher + ": it can't sign: make a new one", e);
    }
  }

  @Override
  public String toString() {
    return "signing key of " + publisher;
  }
}
