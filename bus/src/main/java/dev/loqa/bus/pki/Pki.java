package dev.loqa.bus.pki;

import dev.loqa.protocol.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The house's own certificate authority in one folder (0700, files 0600). What is there is reused;
/// what is missing, damaged, of another authority or near its end is made anew.
///
/// Not thread-safe, and one process at a time: loqad owns the folder.
public final class Pki {
  private static final Logger LOG = LoggerFactory.getLogger(Pki.class);
  private static final Duration AUTHORITY_LIFETIME = Duration.ofDays(3650);
  private static final Duration LEAF_LIFETIME = Duration.ofDays(365);

  /// A leaf with less than this left is renewed at the next start.
  private static final Duration RENEW_BEFORE = Duration.ofDays(60);

  /// The id of the bus server's own certificate.
  static final String SERVER = "bus";

  private final Path folder;
  private final Clock clock;
  private final X509Certificate authority;
  private final PrivateKey authorityKey;

  private Pki(Path folder, Clock clock, X509Certificate authority, PrivateKey authorityKey) {
    this.folder = folder;
    this.clock = clock;
    this.authority = authority;
    this.authorityKey = authorityKey;
  }

  /// Signs what a node asked for: its certificate, then the authority's, as PEM.
  ///
  /// @param uri the name that the server maps to the node's rights
  /// @param hosts names and addresses of a server; none for a client
  /// @param lifetime from now
  public byte[] sign(SigningRequest request, String uri, List<String> hosts, Duration lifetime) {
    X509Certificate made =
        CertificateMaker.leaf(
            request.id(),
            uri,
            hosts,
            request.key(),
            authority,
            authorityKey,
            clock.instant(),
            lifetime);
    LOG.atInfo().addKeyValue("id", request.id()).addKeyValue("uri", uri).log("signed a request");
    byte[] own = Pem.encode(made);
    byte[] issuer = Pem.encode(authority);
    byte[] both = Arrays.copyOf(own, own.length + issuer.length);
    System.arraycopy(issuer, 0, both, own.length, issuer.length);
    return both;
  }

  /// When a certificate ends.
  public static Instant end(byte[] pem) {
    return Pem.certificate("the certificate", pem).getNotAfter().toInstant();
  }

  /// The authority's certificate as PEM.
  public byte[] authority() {
    return Pem.encode(authority);
  }

  /// Opens the authority in `folder`, making it the first time.
  public static Pki open(Path folder, Clock clock) {
    prepare(folder);
    Path certificate = folder.resolve("ca.crt");
    Path key = folder.resolve("ca.key");
    if (!Files.exists(certificate) || !Files.exists(key)) {
      KeyPair keys = CertificateMaker.newKeyPair();
      X509Certificate made =
          CertificateMaker.authority(
              "Loqa house authority", keys, clock.instant(), AUTHORITY_LIFETIME);
      Pem.write(key, Pem.encode("PRIVATE KEY", keys.getPrivate().getEncoded()));
      Pem.write(certificate, Pem.encode(made));
      LOG.atInfo().addKeyValue("folder", folder).log("made a certificate authority");
    }
    X509Certificate read = Pem.certificate(certificate);
    PrivateKey readKey = Pem.privateKey(key);
    if (!belong(read, readKey)) {
      throw new PkiException(
          certificate
              + " and ca.key do not belong together: restore both from a backup, or delete the folder to make"
              + " a new authority (other nodes then enroll again)");
    }
    if (read.getNotAfter().toInstant().isBefore(clock.instant())) {
      throw new PkiException(
          certificate
              + " expired at "
              + read.getNotAfter().toInstant()
              + ": check this machine's clock, or delete the folder to make a new authority");
    }
    return new Pki(folder, clock, read, readKey);
  }

  /// The server's certificate for `127.0.0.1`, `localhost` and more hosts.
  public Identity server(List<String> moreHosts) {
    List<String> hosts = new ArrayList<>(List.of("localhost", "127.0.0.1"));
    moreHosts.stream().filter(host -> !hosts.contains(host)).forEach(hosts::add);
    return ensure(SERVER, Identity.SERVER_URI, hosts);
  }

  /// The identity of a process of this machine, `edge-stt`.
  public Identity node(String id) {
    Ids.check("node id", id);
    if (id.equals(SERVER) || id.equals("ca")) {
      throw new PkiException("node id " + id + " is taken by the bus itself: choose another");
    }
    return ensure(id, Identity.uri(id), List.of());
  }

  private Identity ensure(String id, String uri, List<String> hosts) {
    Path certificate = folder.resolve(id + ".crt");
    Path key = folder.resolve(id + ".key");
    Identity identity = new Identity(id, certificate, key, folder.resolve("ca.crt"));
    String fault = fault(identity, uri, hosts);
    if (!fault.isEmpty()) {
      KeyPair keys = CertificateMaker.newKeyPair();
      X509Certificate made =
          CertificateMaker.leaf(
              id,
              uri,
              hosts,
              keys.getPublic(),
              authority,
              authorityKey,
              clock.instant(),
              LEAF_LIFETIME);
      // A kill between the two writes leaves a pair that does not belong together, which is made
      // anew next time.
      Pem.write(key, Pem.encode("PRIVATE KEY", keys.getPrivate().getEncoded()));
      Pem.write(certificate, Pem.encode(made));
      LOG.atInfo().addKeyValue("id", id).addKeyValue("because", fault).log("made a certificate");
    }
    return identity;
  }

  /// Why the files cannot be used as they are, or empty.
  private String fault(Identity identity, String uri, List<String> hosts) {
    if (!Files.exists(identity.certificate()) || !Files.exists(identity.key())) {
      return "there was none";
    }
    try {
      X509Certificate certificate = identity.readCertificate();
      certificate.verify(authority.getPublicKey());
      Instant now = clock.instant();
      if (certificate.getNotBefore().toInstant().isAfter(now)) {
        return "it is not valid yet";
      }
      if (certificate.getNotAfter().toInstant().minus(RENEW_BEFORE).isBefore(now)) {
        return "it ends at " + certificate.getNotAfter().toInstant();
      }
      if (!Identity.uris(certificate).equals(List.of(uri))) {
        return "it names " + Identity.uris(certificate);
      }
      if (!hosts.isEmpty() && !hosts(certificate).containsAll(hosts)) {
        return "it lacks a host of " + hosts;
      }
      return belong(certificate, identity.readKey()) ? "" : "its key is another's";
    } catch (PkiException | GeneralSecurityException e) {
      return "it is damaged or another authority's (" + e.getMessage() + ")";
    }
  }

  private static List<String> hosts(X509Certificate certificate) throws GeneralSecurityException {
    var names = certificate.getSubjectAlternativeNames();
    return names == null
        ? List.of()
        : names.stream().map(name -> String.valueOf(name.get(1))).toList();
  }

  private static boolean belong(X509Certificate certificate, PrivateKey key) {
    try {
      byte[] trial = {1, 2, 3};
      Signature signer = Signature.getInstance("SHA256withECDSA");
      signer.initSign(key);
      signer.update(trial);
      byte[] signature = signer.sign();
      signer.initVerify(certificate.getPublicKey());
      signer.update(trial);
      return signer.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static void prepare(Path folder) {
    try {
      var mode = PosixFilePermissions.fromString("rwx------");
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(mode));
      Files.setPosixFilePermissions(folder, mode);
    } catch (IOException e) {
      throw new PkiException(
          folder + " cannot be made (" + e + "): check the data folder's owner", e);
    }
  }
}
