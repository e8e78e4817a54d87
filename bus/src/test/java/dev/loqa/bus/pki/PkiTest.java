package dev.loqa.bus.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PkiTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir Path data;

  private Pki open(Instant now) {
    return Pki.open(data.resolve("pki"), Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void makesAnIdentityWithExactlyOneUri() {
    Identity identity = open(NOW).node("edge-stt");

    var certificate = identity.readCertificate();
    assertThat(Identity.uris(certificate)).containsExactly("spiffe://loqa/node/edge-stt");
    assertThat(certificate.getNotAfter().toInstant()).isAfter(NOW.plus(Duration.ofDays(300)));
    assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo("EC");
  }

  @Test
  void makesAServerCertificateForItsUriAndHosts() throws Exception {
    var certificate = open(NOW).server(List.of("192.168.1.4", "127.0.0.1")).readCertificate();

    assertThat(
            certificate.getSubjectAlternativeNames().stream()
                .map(name -> String.valueOf(name.get(1))))
        .containsExactly("spiffe://loqa/bus", "localhost", "127.0.0.1", "192.168.1.4");
  }

  @Test
  void keepsFilesToTheirOwner() throws Exception {
    open(NOW).node("edge-stt");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("pki"))))
        .isEqualTo("rwx------");
    for (String name : List.of("ca.crt", "ca.key", "edge-stt.crt", "edge-stt.key")) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("pki").resolve(name))))
          .as(name)
          .isEqualTo("rw-------");
    }
  }

  @Test
  void reusesWhatIsThere() throws Exception {
    Identity identity = open(NOW).node("edge-stt");
    byte[] first = Files.readAllBytes(identity.certificate());

    assertThat(
            Files.readAllBytes(open(NOW.plus(Duration.ofDays(30))).node("edge-stt").certificate()))
        .isEqualTo(first);
  }

  @Test
  void renewsWhatIsNearItsEndUnderTheSameAuthority() throws Exception {
    Identity identity = open(NOW).node("edge-stt");
    byte[] first = Files.readAllBytes(identity.certificate());
    byte[] authority = Files.readAllBytes(identity.authority());

    Identity renewed = open(NOW.plus(Duration.ofDays(320))).node("edge-stt");

    assertThat(Files.readAllBytes(renewed.certificate())).isNotEqualTo(first);
    assertThat(Files.readAllBytes(renewed.authority())).isEqualTo(authority);
    renewed.readCertificate().checkValidity(Date.from(NOW.plus(Duration.ofDays(600))));
  }

  @Test
  void makesADamagedOrMixedUpIdentityAnew() throws Exception {
    Pki pki = open(NOW);
    Identity one = pki.node("one");
    Files.writeString(one.certificate(), "damaged");
    pki.node("one").readCertificate();
    // A kill between the two files of a renewal leaves the key of one and the certificate of
    // another.
    Files.copy(pki.node("two").key(), one.key(), StandardCopyOption.REPLACE_EXISTING);
    byte[] before = Files.readAllBytes(one.certificate());

    assertThat(Files.readAllBytes(pki.node("one").certificate())).isNotEqualTo(before);
  }

  @Test
  void refusesAnAuthorityWhoseKeyIsAnothers() throws Exception {
    open(NOW);
    Files.copy(
        Pki.open(data.resolve("other"), Clock.systemUTC()).node("x").key(),
        data.resolve("pki/ca.key"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> open(NOW))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("do not belong together");
  }

  @Test
  void refusesAnExpiredAuthority() {
    open(NOW);
    assertThatThrownBy(() -> open(NOW.plus(Duration.ofDays(3651))))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("expired")
        .hasMessageContaining("clock");
  }

  @Test
  void refusesNamesThatAreNoNodeIds() {
    Pki pki = open(NOW);
    for (String bad : List.of("", "../x", "a b", "bus", "ca")) {
      assertThatThrownBy(() -> pki.node(bad)).as(bad).isInstanceOf(RuntimeException.class);
    }
    assertThat(data.resolve("x.crt")).doesNotExist();
  }

  @Test
  void namesTheMissingFileOfAnIdentity() {
    assertThatThrownBy(() -> Identity.in(data, "edge-stt"))
        .isInstanceOf(PkiException.class)
        .hasMessageContaining("edge-stt.crt")
        .hasMessageContaining("loqa node request edge-stt");
  }
}
