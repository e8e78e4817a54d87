package dev.loqa.loqad.install;

import dev.loqa.loqad.install.InstallException.Kind;
import dev.loqa.loqad.store.InstalledVersion;
import dev.loqa.loqad.store.InstalledVersions;
import dev.loqa.skillhost.SkillFolder;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.PackageException;
import dev.loqa.skillhost.packages.PackageLimits;
import dev.loqa.skillhost.packages.PackageSignature;
import dev.loqa.skillhost.packages.SkillPackage;
import dev.loqa.skillhost.registry.SkillVersion;
import dev.loqa.skillhost.rights.Rights;
import dev.loqa.skillhost.rights.RightsDiff;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Finds out what installing a package would do: decodes and checks it, verifies who signed it, and
/// compares what it asks for with what was agreed to. Changes nothing. Thread-safe.
final class Planner {
  private final InstalledSkills installed;
  private final InstalledVersions versions;
  private final Publishers publishers;
  private final InstantSource clock;

  Planner(InstalledSkills installed, Supplier<Map<String, String>> ownKeys, InstantSource clock) {
    this.installed = installed;
    this.versions = installed.store().installed();
    this.publishers = new Publishers(versions, ownKeys);
    this.clock = clock;
  }

  /// A package, what installing it would do, and what it may do then.
  ///
  /// @param publisher fingerprint; none: nobody signed it
  /// @param note what an owner should know about it
  record Planned(
      SkillPackage skill,
      Plan plan,
      Rights rights,
      @Nullable String publisher,
      InstantSource clock,
      @Nullable String note) {
    /// The same with a note.
    Planned noted(String text) {
      return new Planned(skill, plan, rights, publisher, clock, text);
    }

    InstalledVersion installed(String by) {
      return new InstalledVersion(
          plan.skill(),
          plan.digest(),
          plan.version(),
          publisher,
          true,
          clock.instant(),
          plan.need() == Plan.Need.NOTHING ? null : plan.consent(),
          by,
          note);
    }
  }

  Planned plan(Offer offer) {
    return plan(offer, decode(offer));
  }

  /// The same for a package that was decoded from it already.
  Planned plan(Offer offer, SkillPackage skill) {
    checkName(skill.name());
    String fingerprint = offer.form().trusted() ? verified(offer, skill) : null;
    Publisher publisher =
        fingerprint == null
            ? new Publisher.Nobody(offer.by())
            : publishers.judge(skill.name(), fingerprint);
    installed.checkMayRun(skill.name(), skill.version(), skill.digest(), fingerprint);
    Optional<InstalledVersion> active = versions.active(skill.name());
    String from = active.map(InstalledVersion::version).orElse(null);
    if (offer.upgrade()) {
      checkNewer(skill, from);
    }
    boolean nothing =
        active
            .filter(version -> version.digest().equals(skill.digest()))
            .filter(version -> Objects.equals(version.publisher(), fingerprint))
            .isPresent();
    Rights asked = Rights.of(skill.manifest());
    Rights agreed = active.map(this::agreed).orElse(Rights.NONE);
    Manifest.Metadata about = skill.manifest().metadata();
    Plan plan =
        new Plan(
            skill.name(),
            skill.version(),
            skill.digest(),
            about.description(),
            about.author(),
            from,
            nothing,
            publisher,
            offer.warnings(),
            RightsDiff.between(skill.name(), agreed, asked));
    return new Planned(skill, plan, asked, fingerprint, clock, null);
  }

  /// The rights of a version that runs are those of its manifest: it was installed only because
  /// somebody agreed to them.
  private Rights agreed(InstalledVersion version) {
    try {
      return Rights.of(SkillFolder.read(installed.folders().of(version.digest())).manifest());
    } catch (SkillHostException e) {
      return Rights.NONE; // unreadable by now: everything is asked for anew
    }
  }

  private static SkillPackage decode(Offer offer) {
    try {
      SkillPackage skill =
          offer.form() == Offer.Form.ORIGINAL
              ? SkillPackage.readOriginal(offer.packed(), "package", PackageLimits.USUAL)
              : SkillPackage.read(offer.packed());
      skill
          .moduleFault()
          .ifPresent(fault -> {
            throw new InstallException(Kind.INVALID, "decode", fault.toString());
          });
      return skill;
    } catch (PackageException e) {
      throw new InstallException(Kind.INVALID, "decode", String.valueOf(e.getMessage()), e);
    }
  }

  private static String verified(Offer offer, SkillPackage skill) {
    String line = offer.signature();
    if (line == null) {
      throw new InstallException(
          Kind.UNTRUSTED,
          "verify",
          "the package "
              + skill.fileName()
              + " has no signature: put its .sig file beside it, or install it with --dev, which is never trusted");
    }
    try {
      PackageSignature signature = PackageSignature.parse(line);
      if (signature.verify(signature.key(), skill)) {
        return signature.key().fingerprint();
      }
    } catch (KeyException e) {
      throw new InstallException(Kind.UNTRUSTED, "verify", String.valueOf(e.getMessage()), e);
    }
    throw new InstallException(
        Kind.UNTRUSTED,
        "verify",
        "the signature is not one of "
            + skill.fileName()
            + ": fetch the package and its .sig file again");
  }

  /// Refuses the names of skills that are loaded from a folder.
  void checkName(String name) {
    if (installed.isFromFolder(name)) {
      throw new InstallException(
          Kind.CONFLICT,
          "plan",
          "the skill "
              + name
              + " is loaded from a folder of skills.folders: take it out there first");
    }
  }

  private static void checkNewer(SkillPackage skill, @Nullable String from) {
    if (from == null) {
      throw new InstallException(
          Kind.UNKNOWN,
          "plan",
          "the skill " + skill.name() + " is not installed: install it instead");
    }
    if (SkillVersion.ORDER.compare(skill.version(), from) <= 0) {
      throw new InstallException(
          Kind.CONFLICT,
          "plan",
          "version "
              + skill.version()
              + " of "
              + skill.name()
              + " is not newer than "
              + from
              + ", which runs: install it instead of upgrading, if that is what you want");
    }
  }
}
