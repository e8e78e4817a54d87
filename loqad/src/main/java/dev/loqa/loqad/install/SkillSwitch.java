package dev.loqa.loqad.install;

import dev.loqa.loqad.install.InstallException.Kind;
import dev.loqa.loqad.skills.CurrentCatalog;
import dev.loqa.loqad.skills.FailureText;
import dev.loqa.loqad.skills.SkillCatalog;
import dev.loqa.loqad.store.StateChange;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.rights.Rights;
import dev.loqa.understanding.UnderstandingException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// The place where a version becomes the one that runs: tried out beside the active one, then put
/// in its place in one step. Used by one thread at a time.
final class SkillSwitch {
  private static final Duration COMPILING = Duration.ofSeconds(45);

  private final PackageFolders folders;
  private final SkillHost host;
  private final CurrentCatalog catalog;
  private final Consumer<List<StateChange>> changed;
  private final RandomGenerator random;

  /// @param changed told after the active skills have changed, with what was done to their timers:
  ///   who listens for them, who tells the recognizers
  SkillSwitch(
      PackageFolders folders,
      SkillHost host,
      CurrentCatalog catalog,
      Consumer<List<StateChange>> changed,
      RandomGenerator random) {
    this.folders = folders;
    this.host = host;
    this.catalog = catalog;
    this.changed = changed;
    this.random = random;
  }

  /// A version that has come up and is not active yet.
  record Candidate(LoadedSkill skill, SkillCatalog catalog) {}

  /// Compiles the module, starts it as for a call, and sees whether its sentences go together with
  /// the others'.
  ///
  /// @param digest of the package, which is staged
  /// @param compiling how long to wait for the module
  /// @throws InstallException when any of it fails
  Candidate test(String digest, Rights agreed, Duration compiling) {
    String name = digest;
    try {
      SkillFolder read = folders.read(digest);
      name = read.manifest().name();
      LoadedSkill skill = host.prepare(read, agreed.grant());
      switch (skill.await(compiling)) {
        case LoadedSkill.State.Ready _ -> {}
        case LoadedSkill.State.Broken(String reason) -> throw failed(Kind.INVALID, reason);
        case LoadedSkill.State.Loading _ ->
            throw failed(Kind.UNAVAILABLE, "skill " + name + ": it is not compiled yet: try again");
      }
      Outcome outcome = host.rehearse(skill, new InvocationId(Ids.random("self-test-", random)));
      if (!(outcome instanceof Outcome.Completed)) {
        throw failed(
            Kind.INVALID,
            "skill "
                + name
                + ": it does not start ("
                + FailureText.of(outcome)
                + "): ask its author");
      }
      return new Candidate(skill, catalog.with(read.manifest()));
    } catch (SkillHostException | UnderstandingException e) {
      throw failed(Kind.INVALID, "skill " + name + ": " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(
          Kind.UNAVAILABLE, "skill " + name + ": interrupted while it was tested: try again");
    }
  }

  /// As [#test(String, Rights, Duration)], for a version whose rights were agreed to when it was
  /// installed.
  Candidate test(String digest) {
    try {
      return test(digest, Rights.of(folders.read(digest).manifest()), COMPILING);
    } catch (SkillHostException e) {
      throw failed(Kind.INVALID, "the kept version cannot be read: " + e.getMessage());
    }
  }

  private static InstallException failed(Kind kind, String message) {
    return new InstallException(kind, "test", message);
  }

  /// Makes it the active one: calls that begin now reach it, calls that run end with the other.
  void use(Candidate candidate) {
    host.activate(candidate.skill());
    catalog.use(candidate.catalog());
    changed.accept(List.of());
  }

  /// Calls that begin now find no such skill.
  void remove(String name, List<StateChange> changes) {
    host.unload(name);
    catalog.rebuild();
    changed.accept(changes);
  }
}
