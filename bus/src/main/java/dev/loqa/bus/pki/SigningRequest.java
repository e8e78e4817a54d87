package dev.loqa.bus.pki;

import dev.loqa.protocol.Ids;
import dev.loqa.protocol.Quoted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// What a node asks its house for: a name and a public key, signed with the private key, which
/// stays where it was made (PKCS#10, RFC 2986).
///
/// Only the name and the key are taken from it; everything else of a certificate is the house's to
/// say.
///
/// @param id the name that is asked for
/// @param key on P-256
public record SigningRequest(String id, PublicKey key) {
  private static final int MOST_BYTES = 16 * 1024;
  private static final int CURVE_BITS = 256;
  private static final String BEGIN = "-----BEGIN CERTIFICATE REQUEST-----";
  private static final String END = "-----END CERTIFICATE REQUEST-----";

  public SigningRequest {
    Ids.check("node id", id);
  }

  /// A request as PEM.
  static byte[] make(String id, KeyPair keys) {
    Ids.check("node id", id);
    try {
      var request =
          new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=" + id), keys.getPublic())
              .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
      return Pem.encode("CERTIFICATE REQUEST", request.getEncoded());
    } catch (OperatorCreationException | IOException e) {
      throw new PkiException("the request of " + id + " cannot be made (" + e + ")", e);
    }
  }

  /// Reads PEM and proves that its sender has the private key.
  ///
  /// @throws PkiException when it is no request, is not signed by its own key, or is of another
  ///   kind of key
  public static SigningRequest read(byte[] pem) {
    if (pem.length > MOST_BYTES) {
      throw refused("has " + pem.length + " bytes");
    }
    String text = new String(pem, StandardCharsets.US_ASCII);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw refused("has no block " + BEGIN);
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
      var request = new JcaPKCS10CertificationRequest(new PKCS10CertificationRequest(der));
      PublicKey key = request.getPublicKey();
      if (!(key instanceof ECPublicKey curve)
          || curve.getParams().getCurve().getField().getFieldSize() != CURVE_BITS) {
        throw refused("is for a key of another kind than P-256");
      }
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw refused("is not signed by its own key");
      }
      return new SigningRequest(name(request.getSubject()), key);
    } catch (IOException
        | IllegalArgumentException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException e) {
      throw refused("cannot be read (" + e.getMessage() + ")");
    }
  }

  /// The key's fingerprint: SHA-256 of its X.509 form, in hexadecimal.
  public String fingerprint() {
    return fingerprint(key);
  }

  static String fingerprint(PublicKey key) {
    return fingerprint(key.getEncoded());
  }

  static String fingerprint(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new PkiException("this Java has no SHA-256: use a complete JDK 25", e);
    }
  }

  private static String name(X500Name subject) {
    RDN[] names = subject.getRDNs(BCStyle.CN);
    String name = names.length == 1 ? names[0].getFirst().getValue().toString() : "";
    if (!Ids.valid(name)) {
      throw refused("names " + Quoted.of(name) + ", which is no node id,");
    }
    return name;
  }

  private static PkiException refused(String fault) {
    return new PkiException(
        "the signing request " + fault + ": make one on the node with loqa node request NAME");
  }
}
