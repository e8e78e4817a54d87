package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.bus.pki.Identity;
import dev.loqa.bus.pki.NodeFolder;
import dev.loqa.bus.pki.OddCertificates;
import dev.loqa.bus.pki.Pki;
import dev.loqa.bus.roster.Enrollment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdentityWatchTest {
  private static final Duration OFTEN = Duration.ofMillis(5);

  @TempDir private Path data;

  @Test
  void showsARenewedPairOnceItIsWholeAndNobodyIsSpokenTo() throws Exception {
    Enrollment house =
        Enrollment.open(
            data.resolve("pki"),
            Pki.open(data.resolve("pki"), Clock.systemUTC()),
            List.of(),
            Clock.systemUTC(),
            roster -> {});
    NodeFolder node = NodeFolder.of(data.resolve("kitchen"), "kitchen");
    node.ask();
    node.accept(
        pem(house.enroll("kitchen", List.of("stt"), List.of(), read(node)).node().certificate()));
    Identity identity = Identity.in(data.resolve("kitchen"), "kitchen");
    AtomicBoolean idle = new AtomicBoolean();
    AtomicInteger asked = new AtomicInteger();
    BlockingQueue<String> renewals = new LinkedBlockingQueue<>();
    try (IdentityWatch _ =
        IdentityWatch.start(
            () -> renewals.add("renewed"),
            identity,
            () -> {
              asked.incrementAndGet();
              return idle.get();
            },
            OFTEN)) {
      byte[] whole = Files.readAllBytes(identity.certificate());
      Files.writeString(identity.certificate(), "half of it");
      Files.write(identity.certificate(), whole);
      node.renew();
      node.accept(pem(house.rotate("kitchen", read(node)).node().certificate()));
      while (asked.get() < 3) {
        Thread.onSpinWait();
      }
      assertThat(renewals).isEmpty();

      idle.set(true);

      assertThat(renewals.poll(10, TimeUnit.SECONDS)).isEqualTo("renewed");
      int then = asked.get();
      Files.delete(identity.key());
      assertThat(renewals.poll(50, TimeUnit.MILLISECONDS)).isNull();
      assertThat(asked.get()).isEqualTo(then);
    }
  }

  @Test
  void namesACertificateThatHasEndedOrHasNotBegun() throws Exception {
    Pki.open(data, Clock.systemUTC());
    Identity ended = OddCertificates.node(data, "ended", Duration.ofDays(-2), Duration.ofDays(1));
    Identity early = OddCertificates.node(data, "early", Duration.ofDays(2), Duration.ofDays(1));

    assertThatThrownBy(() -> NatsBus.connect(BusOptions.of(List.of("tls://127.0.0.1:9"), ended)))
        .isInstanceOf(BusException.Unavailable.class)
        .hasMessageContaining("the certificate of ended ended at")
        .hasMessageContaining("loqa node rotate");
    assertThatThrownBy(() -> NatsBus.connect(BusOptions.of(List.of("tls://127.0.0.1:9"), early)))
        .isInstanceOf(BusException.Unavailable.class)
        .hasMessageContaining("begins at")
        .hasMessageContaining("clock");
    assertThat(ended.usable()).isFalse();
  }

  private static byte[] read(NodeFolder node) throws Exception {
    return Files.readAllBytes(node.request());
  }

  private static byte[] pem(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
