package dev.loqa.bus.pki;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jcajce.provider.asymmetric.util.EC5Util;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Makes EC P-256 keys and X.509 v3 certificates. Stateless but for the random source; safe to
/// share.
final class CertificateMaker {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Clocks of a house are not exact: certificates begin an hour ago.
  private static final Duration CLOCK_SLACK = Duration.ofHours(1);

  private CertificateMaker() {}

  static KeyPair newKeyPair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new PkiException(
          "this Java makes no P-256 keys (" + e.getMessage() + "): use a complete JDK 25", e);
    }
  }

  /// A private key with its public half.
  static KeyPair keyPair(PrivateKey key) {
    if (!(key instanceof ECPrivateKey curve)) {
      throw new PkiException(
          "the key is of kind " + key.getAlgorithm() + ": only EC keys are used");
    }
    try {
      // BouncyCastle multiplies the curve's base point; the JDK has no public way to.
      var parameters = EC5Util.convertSpec(curve.getParams());
      var point = parameters.getG().multiply(curve.getS()).normalize();
      ECPoint affine = EC5Util.convertPoint(point);
      PublicKey half =
          KeyFactory.getInstance("EC")
              .generatePublic(new ECPublicKeySpec(affine, curve.getParams()));
      return new KeyPair(half, key);
    } catch (GeneralSecurityException e) {
      throw new PkiException("the key has no public half (" + e.getMessage() + ")", e);
    }
  }

  static X509Certificate authority(String name, KeyPair keys, Instant now, Duration lifetime) {
    X500Name subject = new X500Name("CN=" + name);
    try {
      X509v3CertificateBuilder builder = builder(subject, subject, keys.getPublic(), now, lifetime);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      return sign(builder, keys.getPrivate());
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw failed(name, e);
    }
  }

  /// A leaf for one TLS party.
  ///
  /// @param uri its one SAN URI
  /// @param hosts DNS names and IP addresses of a server; none for a client
  static X509Certificate leaf(
      String name,
      String uri,
      List<String> hosts,
      PublicKey key,
      X509Certificate issuer,
      PrivateKey issuerKey,
      Instant now,
      Duration lifetime) {
    X500Name subject = new X500Name("CN=" + name);
    try {
      X500Name issuerName = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
      X509v3CertificateBuilder builder = builder(subject, issuerName, key, now, lifetime);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      KeyPurposeId purpose =
          hosts.isEmpty() ? KeyPurposeId.id_kp_clientAuth : KeyPurposeId.id_kp_serverAuth;
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(Extension.subjectAlternativeName, false, names(uri, hosts));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.getPublicKey()));
      return sign(builder, issuerKey);
    } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
      throw failed(name, e);
    }
  }

  private static GeneralNames names(String uri, List<String> hosts) {
    List<GeneralName> names = new ArrayList<>();
    if (!uri.isEmpty()) {
      names.add(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }
    for (String host : hosts) {
      boolean address = host.matches("[0-9.]+") || host.contains(":");
      names.add(new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host));
    }
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private static X509v3CertificateBuilder builder(
      X500Name subject, X500Name issuer, PublicKey key, Instant now, Duration lifetime)
      throws GeneralSecurityException, CertIOException {
    BigInteger serial = new BigInteger(127, RANDOM).setBit(126);
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            serial,
            Date.from(now.minus(CLOCK_SLACK)),
            Date.from(now.plus(lifetime)),
            subject,
            key);
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
    return builder;
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
  }

  private static PkiException failed(String name, Exception e) {
    return new PkiException(
        "the certificate of " + name + " cannot be made (" + e.getMessage() + ")", e);
  }
}
