package dev.loqa.cli.author;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.abi.AbiCheck;
import dev.loqa.skillhost.author.CaseReader;
import dev.loqa.skillhost.author.CaseResult;
import dev.loqa.skillhost.author.RecordedCase;
import dev.loqa.skillhost.author.SkillCase;
import dev.loqa.skillhost.author.SkillTests;
import dev.loqa.skillhost.manifest.Finding;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.manifest.ManifestReport;
import dev.loqa.skillhost.module.ModuleFacts;
import dev.loqa.skillhost.module.ModuleLimits;
import dev.loqa.skillhost.module.Preflight;
import dev.loqa.skillhost.record.CallRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A skill's project on its author's machine.
///
/// @param folder as the person named it; empty for the current one
public record SkillProject(Path folder) {

  /// What building it came to.
  ///
  /// @param lines what is wrong, or worth knowing when `ok`
  /// @param consents what the owner will be asked
  public record Built(
      boolean ok, Path module, long bytes, List<String> lines, List<String> consents) {
    public Built {
      lines = List.copyOf(lines);
      consents = List.copyOf(consents);
    }
  }

  /// Checks the manifest, compiles, and checks the module.
  ///
  /// @param searchPath where programs are, as in `PATH`
  public Built build(String searchPath) {
    Path file = file();
    ManifestReport report = ManifestCheck.check(file);
    Optional<Manifest> known = report.manifest();
    List<String> consents = report.consents().stream().map(Finding::toString).toList();
    if (known.isEmpty()) {
      return new Built(false, file, 0, words(report.problems()), consents);
    }
    Manifest manifest = known.get();
    SkillLanguage language =
        SkillLanguage.of(folder)
            .orElseThrow(() ->
                new CliException(
                    Exit.FAILED,
                    (folder.toString().isEmpty() ? "this folder" : folder)
                        + " has no sources: write "
                        + SkillLanguage.JAVA.place()
                        + ", "
                        + SkillLanguage.C.place()
                        + " or "
                        + SkillLanguage.ASSEMBLYSCRIPT.place()));
    String module = manifest.code().module();
    Toolchain.Compiled compiled = Toolchain.of(language, searchPath).compile(folder, module);
    Path wasm = folder.resolve(module);
    if (!compiled.ok()) {
      return new Built(false, wasm, 0, compiled.lines(), consents);
    }
    List<String> lines = new ArrayList<>(compiled.lines());
    byte[] bytes = read(wasm);
    boolean sound = check(manifest, wasm, bytes, lines);
    return new Built(sound, wasm, bytes.length, lines, consents);
  }

  private static boolean check(Manifest manifest, Path wasm, byte[] bytes, List<String> lines) {
    try {
      ModuleFacts facts =
          Preflight.check(
              bytes,
              new ModuleLimits(ModuleLimits.USUAL_MODULE_BYTES, manifest.budgets().memoryPages()));
      AbiCheck.check(facts, manifest.hostVersion(), manifest.code().entrypoint());
      return true;
    } catch (SkillHostException fault) {
      lines.add(wasm + ": " + fault.getMessage());
      return false;
    }
  }

  /// The cases of `tests/`.
  ///
  /// @param only part of a case's name; empty for all
  public CaseReader.Cases cases(String only) {
    file();
    CaseReader.Cases all = CaseReader.read(folder.resolve("tests"));
    return new CaseReader.Cases(
        all.cases().stream().filter(one -> one.name().contains(only)).toList(), all.problems());
  }

  /// Runs cases in the real host, one after the other; each result is handed over when it is there.
  public List<CaseResult> run(List<SkillCase> cases, Consumer<CaseResult> told) {
    List<CaseResult> results = new ArrayList<>();
    try (SkillTests tests = SkillTests.of(built(), folder.resolve("target/compiled"))) {
      for (SkillCase one : cases) {
        CaseResult result = tests.run(one);
        results.add(result);
        told.accept(result);
      }
    } catch (SkillHostException e) {
      throw new CliException(Exit.FAILED, String.valueOf(e.getMessage()), e);
    }
    return results;
  }

  /// The text of a case file made of a real call, which passes here.
  ///
  /// @throws CliException when the call goes another way here, and where
  public String caseOf(CallRecord record) {
    try (SkillTests tests = SkillTests.of(built(), folder.resolve("target/compiled"))) {
      return RecordedCase.of(record, tests);
    } catch (SkillHostException e) {
      throw new CliException(Exit.FAILED, record.invocation().id() + ": " + e.getMessage(), e);
    }
  }

  /// The skill's name, from its manifest.
  public String name() {
    return manifest().name();
  }

  /// The folder with the module: this one, or `target/skill` below it, where Maven leaves the
  /// skills of Loqa's own checkout.
  private Path built() {
    String module = manifest().code().module();
    for (Path place : List.of(folder, folder.resolve("target/skill"))) {
      if (Files.exists(place.resolve(module))) {
        return place;
      }
    }
    throw new CliException(
        Exit.FAILED,
        folder.resolve(module)
            + " is not there: build it first: "
            + ("loqa-skill build " + folder).strip());
  }

  private Manifest manifest() {
    ManifestReport report = ManifestCheck.check(file());
    return report
        .manifest()
        .orElseThrow(
            () -> new CliException(Exit.FAILED, String.join("\n", words(report.problems()))));
  }

  /// The manifest, which must be there.
  private Path file() {
    Path file = folder.resolve("skill.yaml");
    if (!Files.exists(file)) {
      throw new CliException(
          Exit.FAILED,
          file + " does not exist: name a skill's folder, or make one with loqa-skill init NAME");
    }
    return file;
  }

  private static byte[] read(Path wasm) {
    try {
      return Files.readAllBytes(wasm);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, wasm + " was not written by the compiler: " + e.getMessage(), e);
    }
  }

  private static List<String> words(List<Finding> findings) {
    return findings.stream().map(Finding::toString).toList();
  }
}
