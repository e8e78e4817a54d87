package dev.loqa.bus.pki;

import dev.loqa.base.files.PrivateFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/// PEM files on disk: certificates, and EC private keys in PKCS#8. Files are written whole (a new
/// file renamed over the old), with mode 0600.
final class Pem {
  private static final int MAX_BYTES = 64 * 1024;

  private Pem() {}

  static X509Certificate certificate(Path file) {
    try {
      return certificate(file.toString(), read(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static X509Certificate certificate(String name, byte[] pem) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(pem));
    } catch (CertificateException e) {
      throw new PkiException(
          name
              + " holds no certificate ("
              + e.getMessage()
              + "): delete it and let loqad make a new one",
          e);
    }
  }

  /// All certificates of a text, in its order.
  static List<X509Certificate> certificates(String name, byte[] pem) {
    if (pem.length > MAX_BYTES) {
      throw new PkiException(name + " has more than " + MAX_BYTES + " bytes: it is no certificate");
    }
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(pem))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (CertificateException e) {
      throw new PkiException(
          name
              + " cannot be read ("
              + e.getMessage()
              + "): use the file that loqa node enroll wrote",
          e);
    }
  }

  static byte[] encode(X509Certificate certificate) {
    try {
      return encode("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateException e) {
      throw new PkiException("a certificate cannot be encoded (" + e.getMessage() + ")", e);
    }
  }

  static PrivateKey privateKey(Path file) {
    try {
      String text = new String(read(file), StandardCharsets.US_ASCII);
      String base64 =
          text.replace("-----BEGIN PRIVATE KEY-----", "")
              .replace("-----END PRIVATE KEY-----", "")
              .strip();
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new PkiException(
          file
              + " holds no EC private key ("
              + e.getMessage()
              + "): delete it and let loqad make a new one",
          e);
    }
  }

  static byte[] encode(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return ("-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static void write(Path file, byte[] content) {
    try {
      PrivateFiles.write(file, content);
    } catch (IOException e) {
      throw new PkiException(
          file + " cannot be written (" + e + "): check the folder's owner and free space", e);
    }
  }

  static byte[] content(Path file, int most) {
    try {
      if (Files.size(file) > most) {
        throw new IOException("larger than " + most + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static byte[] read(Path file) throws IOException {
    if (Files.size(file) > MAX_BYTES) {
      throw new IOException("larger than " + MAX_BYTES + " bytes");
    }
    return Files.readAllBytes(file);
  }

  private static PkiException unreadable(Path file, IOException e) {
    return new PkiException(
        file + " cannot be read (" + e + "): check that it exists and belongs to this user", e);
  }
}
