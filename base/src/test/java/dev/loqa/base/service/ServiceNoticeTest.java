package dev.loqa.base.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a service manager hears, on a real datagram socket.
final class ServiceNoticeTest {
  @TempDir private Path folder;

  @BeforeEach
  void onLinux() {
    assumeTrue(
        System.getProperty("os.name").equals("Linux"),
        "left out: only Linux has a service manager with such a socket");
  }

  private Map<String, String> manager(String address) {
    return Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "30000");
  }

  @Test
  void saysThatItServesLivesAndStops() {
    String address = folder.resolve("notify").toString();
    try (ManagerSocket manager = new ManagerSocket(address)) {
      ServiceNotice notice = ServiceNotice.of(manager(address));
      notice.serves("hears\nand speaks", () -> true);
      assertThat(manager.next()).isEqualTo("READY=1\nSTATUS=hears and speaks");
      assertThat(manager.next()).isEqualTo("WATCHDOG=1");
      assertThat(manager.next()).isEqualTo("WATCHDOG=1");
      notice.close();
      notice.close();
      String last = manager.next();
      while (last.equals("WATCHDOG=1")) {
        last = manager.next();
      }
      assertThat(last).isEqualTo("STOPPING=1");
    }
  }

  @Test
  void knowsSocketsWithoutAFile() {
    String address = "@loqa-test-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
    try (ManagerSocket manager = new ManagerSocket(address);
        ServiceNotice notice = ServiceNotice.of(Map.of("NOTIFY_SOCKET", address))) {
      notice.status("waits for the bus");
      assertThat(manager.next()).isEqualTo("STATUS=waits for the bus");
    }
  }

  @Test
  void givesNoSignOfLifeWhenTheProofFailsOrHangs() throws Exception {
    String address = folder.resolve("notify").toString();
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch hang = new CountDownLatch(1);
    CountDownLatch hung = new CountDownLatch(1);
    try (ManagerSocket manager = new ManagerSocket(address);
        ServiceNotice notice = ServiceNotice.of(manager(address))) {
      notice.serves(
          "",
          () ->
              switch (asked.incrementAndGet()) {
                case 1 -> false;
                case 2 -> throw new IllegalStateException("a dead thread");
                case 3 -> true;
                default -> hangs(hung, hang);
              });
      assertThat(hung.await(10, TimeUnit.SECONDS)).isTrue();
      notice.status("still told");
      assertThat(manager.next()).isEqualTo("READY=1\nSTATUS=");
      // The third proof's only.
      assertThat(manager.next()).isEqualTo("WATCHDOG=1");
      assertThat(manager.next()).isEqualTo("STATUS=still told");
      hang.countDown();
    }
  }

  private static boolean hangs(CountDownLatch hung, CountDownLatch until) {
    hung.countDown();
    try {
      until.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return true;
  }

  @Test
  void doesNothingWithoutAManagerOrForAnothersWatchdog() {
    try (ServiceNotice none = ServiceNotice.of(Map.of())) {
      none.serves("alone", () -> true);
    }
    try (ServiceNotice odd = ServiceNotice.of(Map.of("NOTIFY_SOCKET", "vsock:2:1"))) {
      odd.serves("alone", () -> true);
    }
    String address = folder.resolve("notify").toString();
    try (ManagerSocket manager = new ManagerSocket(address)) {
      ServiceNotice notice =
          ServiceNotice.of(
              Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "3000", "WATCHDOG_PID", "1"), 77);
      notice.serves("", () -> true);
      notice.close();
      assertThat(manager.next()).startsWith("READY=1");
      assertThat(manager.next()).isEqualTo("STOPPING=1");
    }
  }
}
