package dev.loqa.skillhost;

import dev.loqa.skillhost.abi.Meter;
import dev.loqa.skillhost.engine.CompiledModule;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.module.ModuleFacts;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A skill that the host knows: its manifest at once, its module as soon as it is compiled. Safe
/// for use by several threads.
public final class LoadedSkill {
  /// Where its module is.
  public sealed interface State {
    /// Being read, checked and compiled.
    ///
    /// @param begun false while nobody has asked for it yet: its first call does
    record Loading(boolean begun) implements State {}

    /// Ready to be called.
    ///
    /// @param fromCache its compiled code was on disk already
    record Ready(boolean fromCache, Duration took) implements State {}

    /// It can't be called, and why.
    record Broken(String reason) implements State {}
  }

  /// @param digest hex SHA-256 of its bytes
  record Module(CompiledModule code, ModuleFacts facts, String digest) {}

  private final SkillFolder folder;
  private final Grant grant;
  private final Meter meter;
  private final LongSupplier nanos;
  private @Nullable Semaphore places; // guarded by this
  // Guarded by this.
  private State state = new State.Loading(true);
  private @Nullable Runnable wake;
  private long wakeFrom;
  private int unfinished;
  private @Nullable Module module;

  /// @param nanos a clock that never jumps
  LoadedSkill(SkillFolder folder, Grant grant, LongSupplier nanos) {
    this.folder = folder;
    this.nanos = nanos;
    this.grant = grant;
    this.meter = new Meter(folder.manifest().budgets());
  }

  public String name() {
    return folder.manifest().name();
  }

  /// The version of its manifest.
  public String version() {
    return folder.manifest().metadata().version();
  }

  public Manifest manifest() {
    return folder.manifest();
  }

  public Grant grant() {
    return grant;
  }

  public synchronized State state() {
    return state;
  }

  /// As [#await], for its module: none when it is not ready by then.
  synchronized @Nullable Module module(Duration limit) throws InterruptedException {
    await(limit);
    return module;
  }

  /// Waits until the module is ready or broken, at most so long, and says where it is then.
  public synchronized State await(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    Runnable asleep = wake;
    if (asleep != null && nanos.getAsLong() - wakeFrom >= 0) {
      wake = null;
      state = new State.Loading(true);
      asleep.run();
    }
    while (state instanceof State.Loading) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        break;
      }
      wait(left);
    }
    return state;
  }

  /// Where it was loaded from.
  public SkillFolder folder() {
    return folder;
  }

  Meter meter() {
    return meter;
  }

  /// The calls that it may have at once.
  synchronized Semaphore places(GuestShares shares) {
    Semaphore known = places;
    if (known == null) {
      known = shares.places();
      places = known;
    }
    return known;
  }

  synchronized @Nullable Module module() {
    return module;
  }

  /// Its module is not loaded before somebody waits for it.
  ///
  /// @param load begins to load it and returns at once
  synchronized void asleep(Runnable load) {
    state = new State.Loading(false);
    wake = load;
    wakeFrom = nanos.getAsLong();
  }

  /// Lets go of a module that is ready; whoever waits for it next loads it again. Calls that run
  /// keep it to their end.
  ///
  /// @param load begins to load it and returns at once
  synchronized void rest(Runnable load) {
    if (state instanceof State.Ready) {
      module = null;
      asleep(load);
    }
  }

  /// Its module was not compiled and may be another time: whoever waits for it after a pause, as
  /// its next call does, begins anew. The pauses grow, so that a module that never can be compiled
  /// costs a minute of work an hour.
  ///
  /// @param load begins to load it and returns at once
  synchronized void unfinished(String reason, Runnable load) {
    asleep(load);
    wakeFrom += pause(unfinished++).toNanos();
    broken(reason + "; a call after a while tries again");
  }

  /// The pause after so many failures before: 30 s, a minute, two, at most half an hour.
  static Duration pause(int failures) {
    return Duration.ofSeconds(Math.min(1_800, 30L << Math.min(failures, 10)));
  }

  synchronized void ready(Module module, boolean fromCache, Duration took) {
    this.module = module;
    this.state = new State.Ready(fromCache, took);
    notifyAll();
  }

  synchronized void broken(String reason) {
    this.state = new State.Broken(reason);
    notifyAll();
  }
}
