package dev.loqa.loqad.install;

import dev.loqa.base.life.Part;
import dev.loqa.loqad.install.Arrivals.Arrived;
import dev.loqa.loqad.install.ShippedPackages.Packed;
import dev.loqa.loqad.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the packages that came with Loqa into the house, beside everything else that starts: a
/// thread goes through them once, one after the other, and ends. A package that was there at the
/// last start costs the reading of its file. Thread-safe.
public final class ShippedSkills implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(ShippedSkills.class);
  private static final Duration JOIN = Duration.ofSeconds(10);

  private final ShippedPackages packages;
  private final Installer installer;
  private final String by;
  private final Map<String, Arrived.Waits> waiting = new ConcurrentHashMap<>();
  private final Map<String, String> failed = new ConcurrentHashMap<>();
  private final CountDownLatch settled = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean closed;

  /// @param by who started this Loqa
  public ShippedSkills(ShippedPackages packages, Installer installer, String by) {
    this.packages = packages;
    this.installer = installer;
    this.by = by;
    this.thread = Thread.ofVirtual().name("skills-shipped").start(this::bring);
  }

  private void bring() {
    try {
      for (Packed packed : packages.all()) {
        if (closed) {
          return;
        }
        bring(packed);
      }
    } finally {
      settled.countDown();
    }
  }

  private void bring(Packed packed) {
    String file = String.valueOf(packed.file().getFileName());
    try {
      switch (installer.arrived(packed, by)) {
        case Arrived.Waits waits -> waiting.put(waits.skill(), waits);
        case Arrived.Settled(String skill) -> installer.mend(skill, packed);
      }
    } catch (InstallException | StoreException e) {
      LOG.atError().addKeyValue("package", file).setCause(e).log("shipped skill not installed");
      failed.put(file.replaceFirst("-[0-9].*$", ""), file + ": " + e.getMessage());
    }
  }

  /// Whether everything that came is where it belongs, or it is known why not.
  public boolean settled() {
    return settled.getCount() == 0;
  }

  /// Waits until that is so.
  public void await() throws InterruptedException {
    settled.await();
  }

  /// What the owner should know about skills that came with Loqa, by name: a version that waits for
  /// his word, or could not be installed.
  public Map<String, String> notes() {
    Map<String, String> notes = new TreeMap<>(failed);
    waiting.forEach((skill, waits) -> {
      if (!installer.runs(skill, waits.digest())) {
        notes.put(
            skill,
            "version "
                + waits.version()
                + " came with Loqa and waits for your consent: loqa-skill install "
                + skill);
      }
    });
    return notes;
  }

  /// Skills of which no version runs because they could not be installed, as `name: why`.
  public List<String> missing() {
    return failed.entrySet().stream()
        .filter(entry -> !installer.runs(entry.getKey()))
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .sorted()
        .collect(Collectors.toUnmodifiableList());
  }

  /// Waits for the package that is being installed; none begins after it.
  @Override
  public void close() {
    closed = true;
    try {
      thread.join(JOIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
