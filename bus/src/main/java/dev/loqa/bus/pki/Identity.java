package dev.loqa.bus.pki;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one process shows on the bus: its certificate, key and the authority it trusts, in files of
/// one folder (`<id>.crt`, `<id>.key`, `ca.crt`).
///
/// @param id the node id, `edge-stt`; its name on the wire is `spiffe://loqa/node/<id>`
public record Identity(String id, Path certificate, Path key, Path authority) {
  /// The name the server must prove.
  public static final String SERVER_URI = "spiffe://loqa/bus";

  private static final Logger LOG = LoggerFactory.getLogger(Identity.class);
  private static final String NODE_PREFIX = "spiffe://loqa/node/";
  private static final int SAN_URI = 6;
  private static final int MOST_BYTES = 64 * 1024;

  /// The identity `id` of a `pki` folder; refuses one whose files are not there.
  public static Identity in(Path folder, String id) {
    Identity identity =
        new Identity(
            id, folder.resolve(id + ".crt"), folder.resolve(id + ".key"), folder.resolve("ca.crt"));
    for (Path file : List.of(identity.certificate(), identity.key(), identity.authority())) {
      if (!Files.isReadable(file)) {
        throw new PkiException(
            "identity "
                + id
                + " lacks "
                + file
                + ": start loqad once, which makes it; on another machine run loqa node request "
                + id
                + " and have it enrolled (docs/how-to/nodes.md)");
      }
    }
    return identity;
  }

  /// The name under which the server knows the node `id`.
  public static String uri(String id) {
    return NODE_PREFIX + id;
  }

  /// When each certificate of a folder ends, by the name of its file; one that cannot be read is
  /// left out.
  public static SortedMap<String, Instant> ends(Path folder) {
    SortedMap<String, Instant> ends = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.crt")) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName()).replaceFirst("[.]crt$", "");
        end(file).ifPresent(end -> ends.put(name, end));
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.atDebug().addKeyValue("folder", folder).setCause(e).log("certificates not read");
    }
    return ends;
  }

  private static Optional<Instant> end(Path certificate) {
    try {
      return Optional.of(Pem.certificate(certificate).getNotAfter().toInstant());
    } catch (PkiException e) {
      LOG.atDebug().addKeyValue("file", certificate).setCause(e).log("certificate not read");
      return Optional.empty();
    }
  }

  /// The name of a node that was let in again after it had been put out: what was signed for an
  /// earlier generation stays out.
  ///
  /// @param generation from 1; the first has the plain name
  public static String uri(String id, int generation) {
    return generation == 1 ? uri(id) : uri(id) + "/" + generation;
  }

  /// Whether a certificate is the node's, in whichever generation, or the bus server's own.
  static boolean names(X509Certificate certificate, String id) {
    List<String> uris = uris(certificate);
    return uris.size() == 1
        && (uris.getFirst().equals(id.equals(Pki.SERVER) ? SERVER_URI : uri(id))
            || uris.getFirst().matches(Pattern.quote(uri(id)) + "/[1-9][0-9]{0,8}"));
  }

  /// What tells whether the files are others than before: the hash of certificate and key.
  public String fingerprint() {
    return SigningRequest.fingerprint(
        Pem.content(certificate, MOST_BYTES), Pem.content(key, MOST_BYTES));
  }

  /// Whether certificate and key belong together and the certificate is valid now.
  public boolean usable() {
    X509Certificate read = readCertificate();
    return fault(read, Instant.now()).isEmpty()
        && read.getPublicKey().equals(CertificateMaker.keyPair(readKey()).getPublic());
  }

  /// Why the server will not take this certificate at a time: it has ended, or its time has not
  /// come by this machine's clock; else empty.
  public String fault(Instant now) {
    return fault(readCertificate(), now);
  }

  private String fault(X509Certificate read, Instant now) {
    Instant begins = read.getNotBefore().toInstant();
    Instant ends = read.getNotAfter().toInstant();
    if (ends.isBefore(now)) {
      return "the certificate of "
          + id
          + " ended at "
          + ends
          + ": renew it with loqa node request "
          + id
          + " --renew and loqa node rotate (docs/how-to/nodes.md), or correct this machine's clock, which says "
          + now;
    }
    return begins.isAfter(now)
        ? "the certificate of "
            + id
            + " begins at "
            + begins
            + ": correct this machine's clock, which says "
            + now
        : "";
  }

  X509Certificate readCertificate() {
    return Pem.certificate(certificate);
  }

  PrivateKey readKey() {
    return Pem.privateKey(key);
  }

  X509Certificate readAuthority() {
    return Pem.certificate(authority);
  }

  /// The URIs among a certificate's subject alternative names.
  static List<String> uris(X509Certificate certificate) {
    try {
      var names = certificate.getSubjectAlternativeNames();
      if (names == null) {
        return List.of();
      }
      return names.stream()
          .filter(name -> Objects.equals(name.getFirst(), SAN_URI))
          .map(name -> String.valueOf(name.get(1)))
          .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }
}
