package dev.loqa.loqad;

import dev.loqa.base.process.Supervisor;
import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.install.ShippedSkills;
import dev.loqa.loqad.nodes.NodeRegistry;
import dev.loqa.loqad.registries.Registries;
import dev.loqa.loqad.skills.SkillHealth;
import dev.loqa.loqad.skills.SkillRests;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.Health;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.SkillHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whether each part can do its work now, by name. Thread-safe.
public final class Readiness {
  /// One named check.
  ///
  /// @param detail what is wrong and what to do, or what was found
  public record Check(String name, boolean ok, String detail) {}

  /// All checks at one moment.
  ///
  /// @param ready whether the house can be used: a skill that rests, a registry that cannot be used
  ///   and a home that is out of reach are shown as not fine, and keep nobody else from working
  public record Report(boolean ready, List<Check> checks) {
    public Report {
      checks = List.copyOf(checks);
    }
  }

  private static final String REGISTRY = "registry.";
  private static final String HOME = "home";

  private final EventStore store;
  private final BooleanSupplier bus;
  private final SkillHost skills;
  private final SkillRests rests;
  private final Home home;
  private final NodeRegistry nodes;
  private final List<String> services;
  private final Supplier<List<String>> brokenSkills;
  private final Registries registries;
  private final Supplier<Map<String, Supervisor.State>> processes;
  private final ShippedSkills shipped;

  /// @param bus whether the bus serves now
  /// @param rests which skills rest because they failed
  /// @param home the home, which may be out of reach
  /// @param services the kinds of edge process that must be there
  /// @param processes where the processes of this machine are, by kind
  /// @param brokenSkills what could not be loaded, as `name: why`
  /// @param registries what they say, and which skills rest because they revoked them
  /// @param shipped what came with Loqa, and whether it is there yet
  public Readiness(
      EventStore store,
      BooleanSupplier bus,
      SkillHost skills,
      SkillRests rests,
      Home home,
      NodeRegistry nodes,
      List<String> services,
      Supplier<Map<String, Supervisor.State>> processes,
      Supplier<List<String>> brokenSkills,
      Registries registries,
      ShippedSkills shipped) {
    this.store = store;
    this.bus = bus;
    this.skills = skills;
    this.rests = rests;
    this.home = home;
    this.nodes = nodes;
    this.services = List.copyOf(services);
    this.processes = processes;
    this.brokenSkills = brokenSkills;
    this.registries = registries;
    this.shipped = shipped;
  }

  /// Every check, in the order of a turn.
  public List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    boolean connected = bus.getAsBoolean();
    checks.add(
        new Check(
            "bus",
            connected,
            connected ? "connected" : "nats-server does not answer: see the log"));
    checks.add(
        switch (store.health()) {
          case Health.Ok _ -> new Check("event_store", true, "writable");
          case Health.Full full -> new Check("event_store", false, full.reason());
          case Health.ReadOnly readOnly -> new Check("event_store", false, readOnly.reason());
        });
    checks.addAll(skillChecks());
    home.condition()
        .ifPresent(
            condition -> checks.add(new Check(HOME, condition.reachable(), condition.detail())));
    registries
        .conditions()
        .forEach(one -> checks.add(new Check(REGISTRY + one.place(), one.ok(), one.detail())));
    for (String service : services) {
      boolean here = nodes.present(service);
      checks.add(
          new Check(
              service, here, here ? "present" : absent(service, processes.get().get(service))));
    }
    return checks;
  }

  /// The skills, and beside what they are what came with Loqa and did not take their place.
  private List<Check> skillChecks() {
    List<Check> checks = new ArrayList<>();
    if (!shipped.settled()) {
      checks.add(
          new Check("skills", false, "those that came with Loqa are installed: wait a moment"));
    }
    Map<String, String> notes = new TreeMap<>(shipped.notes());
    for (LoadedSkill skill : skills.skills()) {
      Check check = skill(skill);
      String note = notes.remove(skill.name());
      checks.add(
          note == null ? check : new Check(check.name(), check.ok(), check.detail() + "; " + note));
    }
    Stream.concat(brokenSkills.get().stream(), shipped.missing().stream())
        .forEach(broken -> {
          String name = broken.split(":", 2)[0];
          notes.remove(name);
          checks.add(new Check("skill." + name, false, broken));
        });
    notes.forEach((name, note) -> checks.add(new Check("skill." + name, true, note)));
    return checks;
  }

  /// Why nobody of `service` is here, as far as its process tells.
  static String absent(String service, Supervisor.@Nullable State process) {
    return switch (process) {
      case Supervisor.State.Waiting(String cause, Duration pause) ->
          "its process ended ("
              + cause
              + ") and is started again within "
              + pause.toMillis()
              + " ms: look for edge-"
              + service
              + " in the log, its last lines say why it ended";
      case Supervisor.State.Starting _ -> "its process is being started: wait a moment";
      case Supervisor.State.Running(long pid) ->
          "its process "
              + pid
              + " runs and was not heard lately: wait a moment if it has just started, else end it with kill -9 "
              + pid
              + ", and loqad starts it again";
      case Supervisor.State.Stopped _ -> "its process is stopped: start Loqa again";
      case null -> "no " + service + " node was heard lately: loqa-edge " + service + " starts one";
    };
  }

  private Check skill(LoadedSkill skill) {
    String name = "skill." + skill.name();
    Optional<String> revoked = revoked(skill);
    if (revoked.isPresent()) {
      return new Check(name, false, revoked.get());
    }
    Optional<SkillHealth.Rest.Quarantine> rest = rests.quarantine(skill);
    if (rest.isPresent()) {
      return new Check(name, false, resting(skill.name(), rest.get()));
    }
    return switch (skill.state()) {
      case LoadedSkill.State.Ready ready ->
          new Check(name, true, "ready in " + ready.took().toMillis() + " ms");
      case LoadedSkill.State.Loading(boolean begun) ->
          begun
              ? new Check(name, false, "is being compiled: wait a moment")
              : new Check(name, true, "is loaded when it is first called");
      case LoadedSkill.State.Broken broken -> new Check(name, false, broken.reason());
    };
  }

  private Optional<String> revoked(LoadedSkill skill) {
    return registries
        .resting(String.valueOf(skill.folder().path().getFileName()))
        .map(why ->
            "rests, because "
                + why
                + ": install another version, or see loqa-skill release "
                + skill.name());
  }

  static String resting(String skill, SkillHealth.Rest.Quarantine rest) {
    return "rests since "
        + rest.since()
        + ", because it failed "
        + rest.failures()
        + " times in ten minutes ("
        + rest.why()
        + "): loqa-skill release "
        + skill
        + " calls it again, and so does installing another version";
  }

  /// Every check, and what follows from all of them.
  public Report report() {
    Set<String> resting =
        skills.skills().stream()
            .filter(skill -> rests.quarantine(skill).isPresent() || revoked(skill).isPresent())
            .map(skill -> "skill." + skill.name())
            .collect(Collectors.toSet());
    List<Check> checks = checks();
    return new Report(
        checks.stream().allMatch(check -> check.ok() || mayBeAway(check.name(), resting)), checks);
  }

  private static boolean mayBeAway(String check, Set<String> resting) {
    return check.equals(HOME) || check.startsWith(REGISTRY) || resting.contains(check);
  }
}
