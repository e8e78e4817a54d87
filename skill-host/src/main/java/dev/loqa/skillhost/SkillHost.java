package dev.loqa.skillhost;

import dev.loqa.base.life.Part;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.abi.CallClock;
import dev.loqa.skillhost.abi.GuestRun;
import dev.loqa.skillhost.abi.HostTap;
import dev.loqa.skillhost.engine.CompilesHere;
import dev.loqa.skillhost.engine.Engine;
import dev.loqa.skillhost.engine.ModuleCompiler;
import dev.loqa.skillhost.engine.ModuleEngine;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Manifest.HostVersion;
import dev.loqa.skillhost.manifest.Permission;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Runs skills. A skill is known as soon as its manifest is read; its module is checked and
/// compiled in the background, in the order of the loads. A call gets a fresh instance on a thread
/// of its own and always ends within its budget. Safe for use by several threads; [#close] stops
/// running guests and joins every thread.
public final class SkillHost implements Part {
  private static final int MOST_SKILLS = 2_000;
  private static final int CALLS_OF_A_SKILL = 2;
  private static final int SLEEPERS_OF_A_SKILL = 4;

  private final SkillHostOptions options;
  private final HostPorts ports;
  private final SkillModules modules;
  private final GuestThreads quick;
  private final GuestThreads sleepers;
  private final GuestShares quickShares = GuestShares.ofThisHeap(CALLS_OF_A_SKILL);
  private final GuestShares sleepersShares = GuestShares.ofThisHeap(SLEEPERS_OF_A_SKILL);
  private final Map<String, LoadedSkill> skills = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// A host that compiles in this JVM: for skills that whoever runs it has made.
  public SkillHost(SkillHostOptions options, HostPorts ports) {
    this(options, ports, new CompilesHere());
  }

  /// A host over a compiler, which it closes: a [dev.loqa.skillhost.engine.CompilerProcess] for
  /// skills that strangers made.
  public SkillHost(SkillHostOptions options, HostPorts ports, ModuleCompiler compiler) {
    this(options, ports, new Engine(options.cache(), options.compileLimit(), compiler));
  }

  /// A host over an engine, which it closes; of the options, those about compiling are the
  /// engine's.
  public SkillHost(SkillHostOptions options, HostPorts ports, ModuleEngine engine) {
    this.options = options;
    this.ports = ports;
    this.modules = new SkillModules(engine);
    this.quick = new GuestThreads("skill", options.concurrent(), options.stackBytes());
    this.sleepers = new GuestThreads("skill-v1", options.sleepers(), options.stackBytes());
  }

  /// Takes a skill in, replacing the one of the same name for calls that start from now on. Returns
  /// before its module is ready; [LoadedSkill#await] waits for that. Of the first
  /// [SkillModules#MOST_LOADED] skills the module is loaded now, of the others when somebody waits
  /// for it, as the first call does.
  public LoadedSkill load(SkillFolder folder, Grant grant) {
    LoadedSkill skill = made(folder, grant);
    boolean soon = skills.size() < SkillModules.MOST_LOADED || skills.containsKey(skill.name());
    if (!soon) {
      modules.later(skill);
    }
    modules.gone(skills.put(skill.name(), skill));
    if (soon) {
      modules.used(skill);
      modules.now(skill);
    }
    return skill;
  }

  /// Checks and compiles a skill that nobody calls by its name yet, beside the active one of that
  /// name; [#activate] makes it the one.
  public LoadedSkill prepare(SkillFolder folder, Grant grant) {
    LoadedSkill skill = made(folder, grant);
    modules.now(skill);
    return skill;
  }

  private LoadedSkill made(SkillFolder folder, Grant grant) {
    String name = folder.manifest().name();
    if (closed) {
      throw new SkillHostException("skill " + name + ": the host is closed: make a new one");
    }
    if (skills.size() >= MOST_SKILLS && !skills.containsKey(name)) {
      throw new SkillHostException(
          "skill " + name + ": the host has " + MOST_SKILLS + " skills: remove one first");
    }
    return new LoadedSkill(folder, grant, System::nanoTime);
  }

  /// Starts the module of a skill as for its first call and stops there: whatever does not come up
  /// is known before anybody depends on it. It gets none of the rights whose effects cannot be
  /// taken back.
  ///
  /// @param id under which what it logs and what it is refused is kept
  public Outcome rehearse(LoadedSkill skill, InvocationId id) {
    LoadedSkill.Module module = skill.module();
    if (module == null) {
      return new Outcome.Failed(id, notReady(skill), Trail.NONE);
    }
    SkillInvocation invocation =
        SkillInvocation.of(
            skill.name(),
            id,
            InvocationType.MESSAGE,
            "skill." + skill.name() + ".start",
            "{}",
            ports.clock().instant());
    Manifest manifest = skill.manifest();
    CallClock clock = new CallClock(manifest.budgets().wall(), manifest.budgets().wall());
    GuestRun guest =
        guest(
            invocation,
            skill,
            module,
            skill.grant().without(Permission.IMMEDIATE),
            clock,
            HostTap.NONE);
    return await(invocation, quick, guest::rehearse, clock);
  }

  /// Makes a prepared skill the one that calls reach from now on, in one step; calls that run end
  /// with the version they began with.
  ///
  /// @return the one that it takes the place of
  public Optional<LoadedSkill> activate(LoadedSkill skill) {
    if (!(skill.state() instanceof LoadedSkill.State.Ready)) {
      throw new SkillHostException(
          "skill " + skill.name() + ": " + notReady(skill) + ": await it before it is activated");
    }
    LoadedSkill before = skills.put(skill.name(), skill);
    modules.gone(before);
    modules.used(skill);
    return Optional.ofNullable(before);
  }

  /// Forgets a skill; running calls end as usual.
  public void unload(String name) {
    modules.gone(skills.remove(name));
  }

  public Optional<LoadedSkill> skill(String name) {
    return Optional.ofNullable(skills.get(name));
  }

  /// Every skill it knows, by name.
  public List<LoadedSkill> skills() {
    return skills.values().stream().sorted(Comparator.comparing(LoadedSkill::name)).toList();
  }

  /// Runs one invocation and waits for its end, which comes within the skill's budget plus the time
  /// to wait for a slot. Interrupting the caller stops the guest.
  public Outcome call(SkillInvocation invocation) {
    LoadedSkill skill = skills.get(invocation.skill());
    return skill == null
        ? ended(
            invocation,
            new Outcome.Denied(
                invocation.id(),
                "there is no skill " + invocation.skill() + ": install it",
                Trail.NONE))
        : call(invocation, skill);
  }

  /// As [#call(SkillInvocation)], by exactly this version of the skill, whichever is active.
  public Outcome call(SkillInvocation invocation, LoadedSkill skill) {
    return call(invocation, skill, HostTap.NONE);
  }

  /// The same with somebody who notes the guest's calls into the host, or answers them.
  public Outcome call(SkillInvocation invocation, LoadedSkill skill, HostTap tap) {
    return ended(invocation, decide(invocation, skill, tap));
  }

  private Outcome ended(SkillInvocation invocation, Outcome outcome) {
    ports.audit().record(new Audit.Ended(invocation.skill(), invocation.id(), outcome));
    return outcome;
  }

  private Outcome decide(SkillInvocation invocation, LoadedSkill skill, HostTap tap) {
    String refusal = Admission.refusal(invocation, skill);
    if (refusal != null) {
      return new Outcome.Denied(invocation.id(), refusal, Trail.NONE);
    }
    LoadedSkill.Module module = skill.module();
    if (module == null) {
      module = waitFor(skill);
    }
    if (module == null) {
      return new Outcome.Failed(invocation.id(), notReady(skill), Trail.NONE);
    }
    modules.used(skill);
    tap.begins(skill.manifest().metadata().version(), module.digest());
    return run(invocation, skill, module, tap);
  }

  private LoadedSkill.@Nullable Module waitFor(LoadedSkill skill) {
    try {
      return skill.module(options.loadLimit());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static String notReady(LoadedSkill skill) {
    return switch (skill.state()) {
      case LoadedSkill.State.Broken broken -> broken.reason();
      case LoadedSkill.State.Loading _, LoadedSkill.State.Ready _ ->
          "its module is still being compiled: try again";
    };
  }

  private Outcome run(
      SkillInvocation invocation, LoadedSkill skill, LoadedSkill.Module module, HostTap tap) {
    Manifest manifest = skill.manifest();
    boolean original = manifest.hostVersion() == HostVersion.V1;
    Duration work = manifest.budgets().wall();
    CallClock clock = new CallClock(work, original ? options.sleeperLimit() : work);
    GuestRun guest = guest(invocation, skill, module, skill.grant(), clock, tap);
    GuestShares shares = original ? sleepersShares : quickShares;
    try {
      return switch (shares.enter(module.facts(), skill.places(shares), options.waiting())) {
        case GuestShares.Entry.Refused(String reason) ->
            new Outcome.Failed(invocation.id(), reason, Trail.NONE);
        case GuestShares.Entry.Admitted share -> {
          try (share) {
            yield await(invocation, original ? sleepers : quick, guest::run, clock);
          }
        }
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return closing(invocation);
    }
  }

  private GuestRun guest(
      SkillInvocation invocation,
      LoadedSkill skill,
      LoadedSkill.Module module,
      Grant grant,
      CallClock clock,
      HostTap tap) {
    return new GuestRun(
        module.code(),
        module.facts(),
        invocation,
        skill.manifest(),
        grant,
        ports,
        skill.meter(),
        clock,
        tap);
  }

  private Outcome await(
      SkillInvocation invocation, GuestThreads threads, Callable<Outcome> run, CallClock clock) {
    return switch (threads.run(run, options.waiting(), clock)) {
      case GuestThreads.End.Value<Outcome>(Outcome outcome) ->
          closed && outcome instanceof Outcome.TimedOut ? closing(invocation) : outcome;
      case GuestThreads.End.Late<Outcome> _ ->
          new Outcome.TimedOut(invocation.id(), clock.work(), Trail.NONE);
      case GuestThreads.End.Busy<Outcome> _ ->
          new Outcome.Failed(
              invocation.id(), "all slots for skills are taken: try again", Trail.NONE);
      case GuestThreads.End.Closing<Outcome> _ -> closing(invocation);
    };
  }

  private static Outcome closing(SkillInvocation invocation) {
    return new Outcome.Failed(invocation.id(), "the host is closing", Trail.NONE);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    modules.stop();
    RuntimeException failure = null;
    for (Runnable part : List.<Runnable>of(quick::close, sleepers::close, modules::close)) {
      try {
        part.run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
