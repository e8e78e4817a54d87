package dev.loqa.loqad.pin;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.loqad.route.PinState;
import dev.loqa.loqad.route.PinVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// The PIN of the house: set by its owner, compared with what a person says. After [#MOST_WRONG]
/// wrong answers, in whatever conversations, it takes none for [#LOCKED]. How many were wrong is
/// kept in memory only and forgotten after the same time.
///
/// Kept in one file of mode 0600, as [PinHash]. Thread-safe; an answer takes some tenths of a
/// second on purpose, one after the other.
public final class PinLock {
  /// Wrong answers until no more are taken.
  public static final int MOST_WRONG = 3;

  /// How long none is taken then.
  public static final Duration LOCKED = Duration.ofMinutes(5);

  private static final int ITERATIONS = 210_000;
  private static final int SHORTEST = 4;
  private static final int LONGEST = 64;

  private final Path file;
  private final LongSupplier nanos;
  private final int iterations;
  private final SecureRandom random = new SecureRandom();
  // Guarded by this.
  private int wrong;
  private long lastWrong;

  /// @param nanos a clock that never jumps
  /// @param iterations of the hash of a PIN that is set from now on
  PinLock(Path file, LongSupplier nanos, int iterations) {
    this.file = file;
    this.nanos = nanos;
    this.iterations = iterations;
  }

  /// The PIN of a data folder.
  public static PinLock in(Path data) {
    return new PinLock(data.resolve("pin"), System::nanoTime, ITERATIONS);
  }

  /// Sets the PIN, in place of one that was; what was wrong before is forgotten.
  public synchronized void set(String words) {
    String canonical = PinWords.canonical(words);
    if (canonical.length() < SHORTEST || canonical.length() > LONGEST) {
      throw new PinException(
          "the PIN is too short or too long: use "
              + SHORTEST
              + " to "
              + LONGEST
              + " digits or letters");
    }
    try {
      PrivateFiles.write(
          file,
          PinHash.of(canonical, iterations, random).text().getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new PinException("the PIN cannot be written: check room and rights of " + file, e);
    }
    wrong = 0;
  }

  /// Forgets the PIN; whether there was one.
  public synchronized boolean remove() {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new PinException("the PIN cannot be removed: check the rights of " + file, e);
    }
  }

  /// Whether an answer would be looked at now.
  public synchronized PinState state() {
    return !Files.exists(file) ? PinState.NOT_SET : locked() ? PinState.LOCKED : PinState.READY;
  }

  /// Compares an answer, and counts it when it is wrong.
  public synchronized PinVerdict check(String words) {
    if (locked()) {
      return PinVerdict.LOCKED;
    }
    Optional<PinHash> kept = kept();
    if (kept.isEmpty()) {
      return PinVerdict.NOT_SET;
    }
    if (kept.get().matches(PinWords.canonical(words))) {
      wrong = 0;
      return PinVerdict.RIGHT;
    }
    if (nanos.getAsLong() - lastWrong > LOCKED.toNanos()) {
      wrong = 0;
    }
    wrong++;
    lastWrong = nanos.getAsLong();
    return wrong >= MOST_WRONG ? PinVerdict.WRONG_TOO_OFTEN : PinVerdict.WRONG;
  }

  private boolean locked() {
    return wrong >= MOST_WRONG && nanos.getAsLong() - lastWrong < LOCKED.toNanos();
  }

  private Optional<PinHash> kept() {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      return Optional.of(
          PinHash.parse(text)
              .orElseThrow(
                  () -> new PinException("the file " + file + " holds no PIN: set it again")));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException e) {
      throw new PinException("the PIN cannot be read: check the rights of " + file, e);
    }
  }
}
