package dev.loqa.bus.pki;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The client's side of mutual TLS: shows an [Identity], and trusts only a server that the house's
/// authority signed *and* that is named [Identity#SERVER_URI] — another node's certificate does not
/// pass for the server's.
///
/// Safe to share. [#reload()] reads the files again; handshakes from then on show the new
/// certificate.
public final class MutualTls {
  private final Identity identity;
  private final SSLContext context;
  private volatile Shown shown;
  private volatile String refusal = "";

  private record Shown(X509Certificate certificate, PrivateKey key) {}

  private MutualTls(Identity identity) {
    this.identity = identity;
    this.shown = read(identity);
    try {
      context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new Keys()},
          new TrustManager[] {new ServerTrust(trust(identity.readAuthority()))},
          null);
    } catch (GeneralSecurityException | IOException e) {
      throw new PkiException(
          "TLS of identity " + identity.id() + " cannot be set up (" + e.getMessage() + ")", e);
    }
  }

  /// Reads the identity's files; a [PkiException] names the one that is wrong.
  public static MutualTls of(Identity identity) {
    return new MutualTls(identity);
  }

  /// One context for all connections of this identity.
  public SSLContext context() {
    return context;
  }

  /// Why a server was refused last, or empty: jnats does not hand the cause on.
  public String refusal() {
    return refusal;
  }

  /// Why this side's certificate is not taken now, or empty.
  public String fault() {
    return identity.fault(Instant.now());
  }

  public void reload() {
    shown = read(identity);
  }

  private static Shown read(Identity identity) {
    return new Shown(identity.readCertificate(), identity.readKey());
  }

  private static X509ExtendedTrustManager trust(X509Certificate authority)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("authority", authority);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager extended) {
        return extended;
      }
    }
    throw new GeneralSecurityException("this Java has no X.509 trust manager");
  }

  /// Shows the newest certificate read.
  private final class Keys extends X509ExtendedKeyManager {
    private static final String ALIAS = "loqa";

    @Override
    public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String chooseClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return ALIAS;
    }

    @Override
    public String chooseEngineClientAlias(
        String[] keyTypes, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return ALIAS;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
      return null;
    }

    @Override
    public @Nullable String chooseServerAlias(
        String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return new X509Certificate[] {shown.certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return shown.key();
    }
  }

  /// The chain's check by the platform, then the server's name.
  private final class ServerTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager chain;

    ServerTrust(X509ExtendedTrustManager chain) {
      this.chain = chain;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType)
        throws CertificateException {
      chain.checkServerTrusted(certificates, authType);
      requireServerName(certificates[0]);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] certificates, String authType, Socket socket)
        throws CertificateException {
      chain.checkServerTrusted(certificates, authType, socket);
      requireServerName(certificates[0]);
    }

    @Override
    public void checkServerTrusted(
        X509Certificate[] certificates, String authType, SSLEngine engine)
        throws CertificateException {
      chain.checkServerTrusted(certificates, authType, engine);
      requireServerName(certificates[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType)
        throws CertificateException {
      throw new CertificateException("this side is a client and accepts no clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] certificates, String authType, Socket socket)
        throws CertificateException {
      checkClientTrusted(certificates, authType);
    }

    @Override
    public void checkClientTrusted(
        X509Certificate[] certificates, String authType, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(certificates, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return chain.getAcceptedIssuers();
    }

    private void requireServerName(X509Certificate certificate) throws CertificateException {
      if (!Identity.uris(certificate).contains(Identity.SERVER_URI)) {
        refusal =
            "the bus server shows "
                + Identity.uris(certificate)
                + ", not "
                + Identity.SERVER_URI
                + ": it is another program with a certificate of this house";
        throw new CertificateException(refusal);
      }
    }
  }
}
