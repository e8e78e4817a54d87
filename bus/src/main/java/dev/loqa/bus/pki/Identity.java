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
                + ": start loqad once, which makes it; on another machine copy ca.crt, "
                + id
                + ".crt and "
                + id
                + ".key there from DATA/pki (docs/how-to/edge-node.md)");
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
