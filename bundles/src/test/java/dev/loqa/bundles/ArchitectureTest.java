package dev.loqa.bundles;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The borders of ARCHITECTURE.md, proved on the compiled classes: the arrows between modules, the
/// one importing package of each library, no rings of packages, names.
final class ArchitectureTest {
  private static final String ROOT = "dev.loqa.";
  private static final Set<String> EVERYTHING =
      Set.of(
          "protocol",
          "base",
          "bus",
          "understanding",
          "skillhost",
          "edge",
          "loqad",
          "cli",
          "bench",
          "skill",
          "skills");

  /// First package below `dev.loqa` → what it may use.
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("protocol", Set.of()),
          Map.entry("base", Set.of("protocol")),
          Map.entry("understanding", Set.of("protocol")),
          Map.entry("bus", Set.of("protocol", "base")),
          Map.entry("skillhost", Set.of("protocol", "base", "understanding")),
          Map.entry("edge", Set.of("protocol", "base", "bus", "understanding")),
          Map.entry("loqad", Set.of("protocol", "base", "bus", "understanding", "skillhost")),
          Map.entry("cli", Set.of("protocol", "base", "bus", "skillhost")),
          Map.entry("skill", Set.of()),
          Map.entry("skills", Set.of("skill")),
          Map.entry("bench", EVERYTHING),
          Map.entry("bundles", EVERYTHING));

  /// Packages that use each other in a ring, and why that stands.
  private static final Map<Set<String>, String> RINGS =
      Map.of(
          Set.of("skillhost", "skillhost.abi", "skillhost.engine", "skillhost.module"),
          "the root holds both the API's values, which every step uses, and SkillHost, which uses the steps",
          Set.of("edge.stt", "edge.stt.http", "edge.stt.pocketsphinx", "edge.stt.whisper"),
          "the program's part chooses the engine, which implements the interface beside it",
          Set.of("skill", "skill.host", "skill.wasm"),
          "Loqa.serve, which a skill calls, stands beside Skill and hands over to the module's side",
          Set.of("loqad", "loqad.http"),
          "the bill of materials stands in the root beside what the HTTP handlers are given");

  private static JavaClasses classes = new ClassFileImporter().importClasses();

  @BeforeAll
  static void read() {
    classes = Checkout.classes();
  }

  @Test
  void modulesUseOnlyWhatTheirArrowsAllow() {
    Set<String> wrong = new TreeSet<>();
    for (Dependency use : uses()) {
      String from = module(use.getOriginClass());
      String to = module(use.getTargetClass());
      if (!from.equals(to) && !ARROWS.getOrDefault(from, Set.of()).contains(to)) {
        wrong.add(from + " may not use " + to + ": " + use.getDescription());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyModuleHasItsArrows() {
    Set<String> modules =
        classes.stream()
            .map(ArchitectureTest::module)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(ARROWS.keySet()).containsAll(modules);
    assertThat(modules)
        .contains(
            "protocol", "base", "bus", "understanding", "skillhost", "edge", "loqad", "skill");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("libraries")
  void aLibraryHasOneImportingPackage(Library library) {
    noClasses()
        .that()
        .resideOutsideOfPackages(library.importers().toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library.packages().toArray(String[]::new))
        .as(library.packages() + " may be used in " + library.importers() + " only")
        .check(classes);
  }

  @Test
  void packagesFormNoRingsButTheNamedOnes() {
    Map<String, Set<String>> reach = reachable();
    Set<Set<String>> rings = new LinkedHashSet<>();
    for (String one : reach.keySet()) {
      Set<String> ring = new TreeSet<>();
      for (String other : reach.getOrDefault(one, Set.of())) {
        if (reach.getOrDefault(other, Set.of()).contains(one)) {
          ring.add(other);
        }
      }
      if (ring.size() > 1) {
        rings.add(ring);
      }
    }

    assertThat(rings)
        .allSatisfy(ring ->
            assertThat(RINGS.keySet())
                .as("no named ring holds %s", ring)
                .anyMatch(known -> known.containsAll(ring)));
  }

  @Test
  void noClassIsNamedAfterItsVagueness() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Util|Utils|Helper|Helpers)")
        .orShould()
        .haveNameMatching(".*\\.Abstract[^.]*")
        .check(classes);
  }

  /// Strangers' modules run compiled: a loop that is interpreted can't be stopped.
  @Test
  void nothingThatRunsInterpretsModules() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("dev.loqa.skillhost.engine.Interpreter")
        .check(classes);
  }

  @Test
  void theWordsOfTheSystemDoNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.loqa.protocol..", "dev.loqa.understanding..", "dev.loqa.loqad.route..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.file..", "java.sql..", "dev.loqa.bus..")
        .check(classes);
  }

  private static Stream<Library> libraries() {
    return Stream.of(
        // RequestBench measures our bus against a bare client: the named peer.
        Library.of("dev.loqa.bus dev.loqa.bench.bus", "io.nats.."),
        Library.of("dev.loqa.bus.pki", "org.bouncycastle.."),
        Library.of("dev.loqa.base.json", "com.fasterxml.."),
        Library.of("dev.loqa.base.config", "org.yaml.."),
        Library.of(
            "dev.loqa.base.telemetry",
            "io.opentelemetry.sdk..",
            "io.opentelemetry.exporter..",
            "io.prometheus.."),
        Library.of("dev.loqa.base.log", "org.slf4j.bridge..", "ch.qos.logback.."),
        Library.of("dev.loqa.understanding.reply", "com.hubspot..", "jinjava.."),
        // SkillCallRow measures our host against the bare engine: the named peer.
        Library.of("dev.loqa.skillhost.engine dev.loqa.bench.skill", "com.dylibso.."),
        Library.of("dev.loqa.loqad.store", "java.sql..", "org.sqlite.."),
        Library.of("dev.loqa.loqad.http", "io.helidon.."),
        Library.of("dev.loqa.loqad.web", "org.apache.hc.."),
        Library.of("dev.loqa.cli..", "picocli.."),
        Library.of("dev.loqa.cli.age", "com.exceptionfactory.jagged.."),
        Library.of("dev.loqa.edge.stt.whisper", "io.github.givimad.."),
        // KokoroRow measures our synthesis against the bare session: the named peer.
        Library.of("dev.loqa.edge.onnx dev.loqa.bench.tts", "ai.onnxruntime.."),
        Library.of("dev.loqa.skill.wasm dev.loqa.skill.build", "org.teavm.."),
        Library.of("dev.loqa.bench..", "org.openjdk.jmh.."));
  }

  record Library(List<String> importers, List<String> packages) {
    static Library of(String importers, String... packages) {
      return new Library(List.of(importers.split(" ")), List.of(packages));
    }
  }

  private static List<Dependency> uses() {
    return classes.stream()
        .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
        .filter(use -> use.getTargetClass().getPackageName().startsWith(ROOT))
        .toList();
  }

  /// Package → every package it uses, itself or through others.
  private static Map<String, Set<String>> reachable() {
    Map<String, Set<String>> reach = new TreeMap<>();
    for (Dependency use : uses()) {
      reach
          .computeIfAbsent(name(use.getOriginClass()), key -> new TreeSet<>())
          .add(name(use.getTargetClass()));
    }
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Set<String> known : reach.values()) {
        for (String through : List.copyOf(known)) {
          grown |= known.addAll(reach.getOrDefault(through, Set.of()));
        }
      }
    }
    return reach;
  }

  private static String module(JavaClass one) {
    String name = name(one);
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  private static String name(JavaClass one) {
    return one.getPackageName().substring(ROOT.length());
  }
}
