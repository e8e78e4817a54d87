package dev.loqa.bus.pki;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.protocol.Ids;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/// A node's own side of its identity: the folder in which its key is made and never leaves, the
/// request that goes to the house, and the certificate that comes back.
///
/// | file | what |
/// |---|---|
/// | `ID.key`, `ID.crt`, `ca.crt` | the identity in use |
/// | `ID.csr` | the request that was made last |
/// | `ID.next.key` | the key of a renewal that waits for its certificate |
///
/// Not thread-safe; one process at a time.
public final class NodeFolder {
  private final Path folder;
  private final String id;

  private NodeFolder(Path folder, String id) {
    Ids.check("node id", id);
    this.folder = folder;
    this.id = id;
  }

  public static NodeFolder of(Path folder, String id) {
    return new NodeFolder(folder, id);
  }

  /// Where the request lies.
  public Path request() {
    return folder.resolve(id + ".csr");
  }

  /// Makes the key and the request where they are missing; what is there and fits stays as it is.
  ///
  /// @return whether something was made
  public boolean ask() {
    prepare();
    Path key = folder.resolve(id + ".key");
    if (Files.exists(key) && Files.exists(request()) && requestIsFor(key)) {
      return false;
    }
    return askWith(key);
  }

  /// Makes a new key beside the one in use, and a request for it. A renewal that was begun already
  /// is kept.
  ///
  /// @return whether something was made
  public boolean renew() {
    prepare();
    Path key = folder.resolve(id + ".next.key");
    if (Files.exists(key) && Files.exists(request()) && requestIsFor(key)) {
      return false;
    }
    return askWith(key);
  }

  private boolean askWith(Path key) {
    KeyPair keys;
    if (Files.exists(key)) {
      keys = CertificateMaker.keyPair(Pem.privateKey(key));
    } else {
      keys = CertificateMaker.newKeyPair();
      Pem.write(key, Pem.encode("PRIVATE KEY", keys.getPrivate().getEncoded()));
    }
    Pem.write(request(), SigningRequest.make(id, keys));
    return true;
  }

  private boolean requestIsFor(Path key) {
    try {
      SigningRequest request = SigningRequest.read(Files.readAllBytes(request()));
      return request.id().equals(id)
          && request.key().equals(CertificateMaker.keyPair(Pem.privateKey(key)).getPublic());
    } catch (IOException | PkiException e) {
      return false;
    }
  }

  /// Takes what the house gave: the certificate, then the authority's. The certificate must be this
  /// node's, belong to a key that lies here and be signed by the authority; an authority that is
  /// known here already must be the same.
  ///
  /// @return whether something changed
  public boolean accept(byte[] pem) {
    List<X509Certificate> chain = Pem.certificates("the certificate of " + id, pem);
    if (chain.size() != 2) {
      throw new PkiException(
          "the certificate of "
              + id
              + " comes with "
              + chain.size()
              + " certificates instead of two: use the file that loqa node enroll wrote");
    }
    X509Certificate own = chain.getFirst();
    X509Certificate authority = chain.getLast();
    check(own, authority);
    Path next = folder.resolve(id + ".next.key");
    Path key = folder.resolve(id + ".key");
    boolean renewal = Files.exists(next) && belongs(own, next);
    if (!renewal && !(Files.exists(key) && belongs(own, key))) {
      throw new PkiException(
          "the certificate of "
              + id
              + " belongs to no key in "
              + folder
              + ": it answers an older request; send "
              + request()
              + " again");
    }
    Path certificate = folder.resolve(id + ".crt");
    byte[] encoded = Pem.encode(own);
    if (!renewal && sameContent(certificate, encoded)) {
      return false;
    }
    Path trusted = folder.resolve("ca.crt");
    if (!Files.exists(trusted)) {
      Pem.write(trusted, Pem.encode(authority));
    }
    // Between the two steps the pair does not fit; who reads it then keeps the one that it has.
    if (renewal) {
      move(next, key);
    }
    Pem.write(certificate, encoded);
    return true;
  }

  private void check(X509Certificate own, X509Certificate authority) {
    if (!Identity.names(own, id)) {
      throw new PkiException(
          "the certificate names "
              + Identity.uris(own)
              + ", not "
              + Identity.uri(id)
              + ": it is another node's");
    }
    try {
      own.verify(authority.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new PkiException(
          "the certificate of "
              + id
              + " is not signed by the authority that comes with it: enroll the node again",
          e);
    }
    Path trusted = folder.resolve("ca.crt");
    if (Files.exists(trusted) && !Pem.certificate(trusted).equals(authority)) {
      throw new PkiException(
          trusted
              + " is another house's authority than the one that signed "
              + id
              + ": remove it when this node is to move to that house");
    }
  }

  private static boolean belongs(X509Certificate certificate, Path key) {
    PrivateKey read = Pem.privateKey(key);
    return certificate.getPublicKey().equals(CertificateMaker.keyPair(read).getPublic());
  }

  private static boolean sameContent(Path file, byte[] content) {
    try {
      return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content);
    } catch (IOException e) {
      return false;
    }
  }

  private static void move(Path from, Path to) {
    try {
      PrivateFiles.write(to, Files.readAllBytes(from));
      Files.delete(from);
    } catch (IOException e) {
      throw new PkiException(
          from + " cannot take the place of " + to + " (" + e + "): check the folder's owner", e);
    }
  }

  private void prepare() {
    try {
      PrivateFiles.folder(folder);
    } catch (IOException e) {
      throw new PkiException(
          folder + " cannot be made (" + e + "): name another with --pki, or check its owner", e);
    }
  }
}
