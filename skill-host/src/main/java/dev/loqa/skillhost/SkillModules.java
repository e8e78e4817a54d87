package dev.loqa.skillhost;

import dev.loqa.skillhost.abi.AbiCheck;
import dev.loqa.skillhost.engine.CompiledModule;
import dev.loqa.skillhost.engine.ModuleEngine;
import dev.loqa.skillhost.engine.NotCompiledException;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.module.ModuleFacts;
import dev.loqa.skillhost.module.ModuleLimits;
import dev.loqa.skillhost.module.Preflight;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Brings the modules of skills from their files to code that runs, in the order in which they are
/// asked for, on one thread of its own, and lets go of those that were not called for longest.
/// Every fault becomes the skill's state. Safe for use by several threads.
final class SkillModules implements AutoCloseable {
  /// Modules that are ready at once. One takes about a megabyte, and some 20 ms to be loaded again.
  static final int MOST_LOADED = 24;

  private static final Duration JOIN = Duration.ofSeconds(5);

  private final ModuleEngine engine;
  // Guarded by itself; the one that was used last is the last.
  private final Set<LoadedSkill> used = new LinkedHashSet<>();
  private final ExecutorService loader =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("skill-load").daemon().factory());

  /// @param engine closed with this
  SkillModules(ModuleEngine engine) {
    this.engine = engine;
  }

  /// Loads it when the thread comes to it; returns at once.
  void now(LoadedSkill skill) {
    try {
      loader.execute(() -> load(skill));
    } catch (RejectedExecutionException closing) {
      skill.broken("skill " + skill.name() + ": the host is closing");
    }
  }

  /// Loads it when somebody waits for it.
  void later(LoadedSkill skill) {
    skill.asleep(() -> now(skill));
  }

  /// It is called now: of too many the one that was not called for longest rests.
  void used(LoadedSkill skill) {
    LoadedSkill longest = null;
    synchronized (used) {
      used.remove(skill);
      used.add(skill);
      if (used.size() > MOST_LOADED) {
        longest = used.iterator().next();
        used.remove(longest);
      }
    }
    if (longest != null) {
      LoadedSkill resting = longest;
      resting.rest(() -> now(resting));
    }
  }

  /// It is not called any more.
  void gone(@Nullable LoadedSkill skill) {
    synchronized (used) {
      used.remove(skill);
    }
  }

  private void load(LoadedSkill skill) {
    long start = System.nanoTime();
    try {
      Manifest manifest = skill.manifest();
      byte[] wasm = skill.folder().module(ModuleLimits.USUAL_MODULE_BYTES);
      ModuleFacts facts =
          Preflight.check(
              wasm,
              new ModuleLimits(ModuleLimits.USUAL_MODULE_BYTES, manifest.budgets().memoryPages()));
      AbiCheck.check(facts, manifest.hostVersion(), manifest.code().entrypoint());
      CompiledModule code = engine.compile(wasm);
      skill.ready(
          new LoadedSkill.Module(code, facts, digest(wasm)),
          code.fromCache(),
          Duration.ofNanos(System.nanoTime() - start));
    } catch (NotCompiledException fault) {
      skill.unfinished("skill " + skill.name() + ": " + fault.getMessage(), () -> now(skill));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError fault) {
      skill.broken("skill " + skill.name() + ": " + fault.getMessage());
    }
  }

  private static String digest(byte[] wasm) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(wasm));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  /// No further module is begun.
  void stop() {
    loader.shutdownNow();
  }

  /// Gives up the module that is being loaded and joins the thread.
  @Override
  public void close() {
    stop();
    engine.close();
    try {
      if (!loader.awaitTermination(JOIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SkillHostException(
            "skill-load did not end within " + JOIN.toSeconds() + " s: end the process");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
