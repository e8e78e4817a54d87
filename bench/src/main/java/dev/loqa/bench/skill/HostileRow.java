package dev.loqa.bench.skill;

import dev.loqa.base.json.Json;
import dev.loqa.base.process.JavaProgram;
import dev.loqa.bench.measure.Goal;
import dev.loqa.bench.measure.Line;
import dev.loqa.bench.measure.Percentiles;
import dev.loqa.bench.measure.Row;
import dev.loqa.bench.measure.Size;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.abi.AbiCheck;
import dev.loqa.skillhost.engine.CompiledModule;
import dev.loqa.skillhost.engine.CompilerProcess;
import dev.loqa.skillhost.engine.Engine;
import dev.loqa.skillhost.engine.Guest;
import dev.loqa.skillhost.engine.GuestStopped;
import dev.loqa.skillhost.engine.GuestTrap;
import dev.loqa.skillhost.manifest.Manifest.HostVersion;
import dev.loqa.skillhost.manifest.ManifestCheck;
import dev.loqa.skillhost.manifest.ManifestReport;
import dev.loqa.skillhost.module.ModuleFacts;
import dev.loqa.skillhost.module.ModuleLimits;
import dev.loqa.skillhost.module.Preflight;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// The hostile manifests, packages and modules that lie beside a checkout: how many end otherwise
/// than their index says, and how long the slowest verdict on a manifest takes. Modules are
/// compiled as the daemon does and run on a thread of a guest's size.
public final class HostileRow implements Row {
  private static final Goal NONE = Goal.atMost(0, 0, "");
  private static final Goal VERDICT = Goal.atMost(100, 20, " ms");
  private static final int CAP_PAGES = 256;
  private static final Duration RUNS = Duration.ofMillis(500);
  private static final Duration ENDS = Duration.ofSeconds(10);

  /// One of the index.
  private record Case(Path file, String expect) {}

  @Override
  public List<Line> measure(Size size) throws IOException, InterruptedException {
    Path hostile = size.recordings().resolveSibling("hostile");
    String manifests = "hostile manifests, slowest verdict";
    String packages = "hostile packages that end otherwise than their index says";
    String modules = "hostile modules that end otherwise than their index says";
    if (!Files.isDirectory(hostile)) {
      return List.of(
          Line.missing(manifests, VERDICT, "there is no " + hostile),
          Line.missing(packages, NONE, "there is no " + hostile),
          Line.missing(modules, NONE, "there is no " + hostile));
    }
    Path index = hostile.resolve("index.json");
    List<Case> bad = cases(hostile, index, "manifests/");
    return List.of(
        manifests(manifests, bad),
        cold(size, bad.getFirst().file()),
        HostilePackages.line(packages, archives(hostile.resolve("packages"), index)),
        modules(
            modules, cases(hostile.resolve("modules"), hostile.resolve("modules/index.json"), "")));
  }

  private static List<Case> cases(Path folder, Path index, String prefix) throws IOException {
    return Json.readArray(Files.readString(index)).stream()
        .map(item -> (Map<?, ?>) item)
        .filter(item -> String.valueOf(item.get("file")).startsWith(prefix))
        .map(item ->
            new Case(
                folder.resolve(String.valueOf(item.get("file"))),
                String.valueOf(item.get("expect"))))
        .filter(one -> Files.isRegularFile(one.file()))
        .toList();
  }

  private static Map<Path, String> archives(Path folder, Path index) throws IOException {
    Map<Path, String> archives = new TreeMap<>();
    for (Case one : cases(folder, index, "")) {
      if (one.file().toString().endsWith(".tar.gz")) {
        archives.put(one.file(), one.expect());
      }
    }
    return archives;
  }

  /// The same verdict by a command of its own: a JVM starts, loads what it needs and says it.
  private static Line cold(Size size, Path manifest) throws IOException {
    List<String> command =
        JavaProgram.command(
            "cli", "dev.loqa.cli.SkillMain", List.of("validate", "--json", manifest.toString()));
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < size.of(7, 1); i++) {
      long begun = System.nanoTime();
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      try {
        if (process.waitFor() > 1) {
          throw new IOException("loqa-skill validate ended with " + process.exitValue());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted: run it again", e);
      } finally {
        process.destroyForcibly();
      }
      millis.add((System.nanoTime() - begun) / 1e6);
    }
    return Line.info(
        "a verdict by loqa-skill validate, whole command, median",
        Percentiles.of(millis).median(),
        " ms",
        millis.size());
  }

  private static Line manifests(String what, List<Case> cases) {
    ManifestCheck.check(cases.getFirst().file()); // what is read once a process is no verdict
    double slowest = 0;
    List<String> wrong = new ArrayList<>();
    for (Case one : cases) {
      long begun = System.nanoTime();
      ManifestReport report = ManifestCheck.check(one.file());
      slowest = Math.max(slowest, (System.nanoTime() - begun) / 1e6);
      boolean right =
          switch (one.expect()) {
            case "accept" -> report.manifest().isPresent();
            case "reject-or-owner-consent" ->
                report.manifest().isEmpty() || !report.consents().isEmpty();
            default -> report.manifest().isEmpty();
          };
      if (!right) {
        wrong.add(one.file().getFileName() + " should " + one.expect());
      }
    }
    return Line.of(what, slowest, VERDICT, cases.size(), List.of())
        .onlyIf(wrong.isEmpty(), String.join("; ", wrong));
  }

  private static Line modules(String what, List<Case> cases)
      throws IOException, InterruptedException {
    List<String> wrong = new ArrayList<>();
    List<String> ends = new ArrayList<>();
    try (Engine engine = new Engine(null, Duration.ofSeconds(30), new CompilerProcess())) {
      for (Case one : cases) {
        String end = end(engine, Files.readAllBytes(one.file()));
        ends.add(one.file().getFileName() + " " + end);
        if (!right(one.expect(), end)) {
          wrong.add(one.file().getFileName() + ": " + end + ", expected: " + one.expect());
        }
      }
    }
    return Line.of(
        what,
        wrong.size(),
        NONE,
        cases.size(),
        List.of(String.join("; ", wrong.isEmpty() ? ends : wrong)));
  }

  private static boolean right(String expect, String end) {
    boolean refused = end.equals("refused");
    return switch (expect) {
      case "42" -> end.equals("returned 42");
      case "stopped<=deadline" -> end.equals("stopped");
      case "grow fails at the cap" -> end.equals("returned " + CAP_PAGES);
      case "trap, host thread survives", "trap" -> end.equals("trapped") || refused;
      case "compile within budget" -> end.startsWith("returned") || refused;
      default -> refused || (expect.contains("1") && Set.of("returned 1", "trapped").contains(end));
    };
  }

  private static String end(Engine engine, byte[] wasm) throws InterruptedException {
    ModuleFacts facts;
    CompiledModule code;
    try {
      facts = Preflight.check(wasm, new ModuleLimits(ModuleLimits.USUAL_MODULE_BYTES, CAP_PAGES));
      if (!facts.imports().isEmpty()) {
        AbiCheck.check(facts, HostVersion.V2, null);
      }
      code = engine.compile(wasm);
    } catch (SkillHostException refused) {
      return "refused";
    }
    String export = facts.functions().keySet().iterator().next();
    AtomicReference<String> end = new AtomicReference<>("hung");
    Thread guest =
        Thread.ofPlatform()
            .name("hostile")
            .daemon()
            .stackSize(1 << 20)
            .start(() -> end.set(run(code, facts, export)));
    if (!guest.join(RUNS)) {
      guest.interrupt();
      guest.join(ENDS);
    }
    return end.get();
  }

  private static String run(CompiledModule code, ModuleFacts facts, String export) {
    try {
      Guest guest = code.instantiate(List.of(), facts.memoryPages(), facts.memoryMaxPages());
      return "returned " + (int) guest.call(export);
    } catch (GuestStopped stopped) {
      return "stopped";
    } catch (GuestTrap trap) {
      return "trapped";
    }
  }
}
