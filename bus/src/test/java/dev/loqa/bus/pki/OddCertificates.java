package dev.loqa.bus.pki;

import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Certificates that the house's authority signed but that are not what they should be.
public final class OddCertificates {
  private OddCertificates() {}

  /// A server certificate for localhost that names another URI, or none when `uri` is empty.
  public static Identity server(Path pki, String id, String uri) throws Exception {
    KeyPair keys = CertificateMaker.newKeyPair();
    var certificate =
        CertificateMaker.leaf(
            id,
            uri,
            List.of("localhost", "127.0.0.1"),
            keys.getPublic(),
            Pem.certificate(pki.resolve("ca.crt")),
            Pem.privateKey(pki.resolve("ca.key")),
            Instant.now(),
            Duration.ofDays(1));
    Pem.write(pki.resolve(id + ".key"), Pem.encode("PRIVATE KEY", keys.getPrivate().getEncoded()));
    Pem.write(pki.resolve(id + ".crt"), Pem.encode("CERTIFICATE", certificate.getEncoded()));
    return Identity.in(pki, id);
  }

  /// A node's certificate that begins at another time than now.
  public static Identity node(Path pki, String id, Duration begins, Duration lasts)
      throws Exception {
    KeyPair keys = CertificateMaker.newKeyPair();
    var certificate =
        CertificateMaker.leaf(
            id,
            Identity.uri(id),
            List.of(),
            keys.getPublic(),
            Pem.certificate(pki.resolve("ca.crt")),
            Pem.privateKey(pki.resolve("ca.key")),
            Instant.now().plus(begins),
            lasts);
    Pem.write(pki.resolve(id + ".key"), Pem.encode("PRIVATE KEY", keys.getPrivate().getEncoded()));
    Pem.write(pki.resolve(id + ".crt"), Pem.encode("CERTIFICATE", certificate.getEncoded()));
    return Identity.in(pki, id);
  }
}
