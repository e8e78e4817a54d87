package dev.loqa.loqad.policy;

import dev.loqa.loqad.home.Entity;
import dev.loqa.loqad.home.Home;
import dev.loqa.loqad.home.HomeCommand;
import dev.loqa.loqad.route.CallRisks;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.EffectPolicy;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.manifest.SkillIntent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The policy of this house: the owner's rules over the things that are there and the skills that
/// are installed. It is asked twice: before an intent runs, so that a person can be asked first,
/// and at each effect, whoever wanted it. The first goes by what the words may mean and may be
/// wrong; the second goes by what is really done and decides. Thread-safe, never blocks.
public final class HousePolicy implements EffectPolicy, CallRisks {
  private static final Pattern ENTITY = Pattern.compile("[a-z0-9_]{1,64}\\.[a-z0-9_]{1,128}");

  private final OwnerRules rules;
  private final Supplier<? extends Collection<Thing>> things;
  private volatile Function<String, Optional<Manifest>> skills = _ -> Optional.empty();

  /// @param things what is in the house now
  public HousePolicy(OwnerRules rules, Supplier<? extends Collection<Thing>> things) {
    this.rules = rules;
    this.things = things;
  }

  /// Over the things of a home.
  public static HousePolicy of(OwnerRules rules, Home home) {
    return new HousePolicy(
        rules, () -> home.entities().values().stream().map(HousePolicy::thing).toList());
  }

  private static Thing thing(Entity entity) {
    return new Thing(entity.id(), entity.area(), entity.deviceClass().orElse(null));
  }

  /// Where skills are found by name; before this is set there are none.
  public void skillsFrom(Function<String, Optional<Manifest>> byName) {
    skills = byName;
  }

  /// What must have been cleared before this intent runs: the stricter of what its manifest says
  /// and of what it may do to the things that its slots name. Where they name none, or something
  /// that stands for several, the strictest of all that it may mean.
  @Override
  public Risk of(String intent, Map<String, Object> slots) {
    int dot = intent.indexOf('.');
    Optional<Manifest> manifest = skills.apply(intent.substring(0, Math.max(0, dot)));
    if (manifest.isEmpty()) {
      return Risk.NONE;
    }
    SkillIntent known = manifest.get().intents().get(intent);
    Risk own = known == null ? Risk.NONE : known.risk();
    return manifest.get().subjects().publish().contains(Home.COMMAND_SUBJECT)
        ? own.or(meant(Services.meantBy(intent.substring(dot + 1)), slots))
        : own;
  }

  private Risk meant(List<String> services, Map<String, Object> slots) {
    Risk risk = Risk.NONE;
    if (!services.isEmpty()) {
      for (Thing thing : Meant.by(slots, things.get())) {
        for (String service : services) {
          if (Services.has(thing.kind(), service)) {
            risk = risk.or(riskOf(thing, service));
          }
        }
      }
    }
    return risk;
  }

  private Risk riskOf(Thing thing, String service) {
    return rules
        .riskOf(service, thing.id())
        .orElseGet(() -> DefaultRisks.of(thing.id(), thing.deviceClass(), service));
  }

  @Override
  public Risk riskOf(String skill, Effect effect) {
    return switch (effect) {
      case Effect.Publish publish -> riskOf(publish);
      case Effect.KvPut _,
          Effect.KvDelete _,
          Effect.TimerSet _,
          Effect.TimerCancel _,
          Effect.Http _ ->
          Risk.NONE;
    };
  }

  /// A yes or a PIN for "open the garage door" is none for the front door: of the things of the
  /// house it covers those that the slots can mean.
  @Override
  public boolean meant(SkillInvocation invocation, Effect effect) {
    if (invocation.slots().isEmpty()
        || !(effect instanceof Effect.Publish publish)
        || !publish.subject().equals(Home.COMMAND_SUBJECT)) {
      return true;
    }
    Optional<String> entity =
        HomeCommand.read(publish.number(), publish.json()).map(HomeCommand::entity);
    return entity.isPresent()
        && Meant.by(invocation.slots(), things.get()).stream()
            .anyMatch(thing -> thing.id().equals(entity.get()));
  }

  private Risk riskOf(Effect.Publish publish) {
    String subject = publish.subject();
    Risk owner = rules.riskOf("", subject).orElse(Risk.NONE);
    if (subject.equals(Home.COMMAND_SUBJECT)) {
      return owner.or(
          HomeCommand.read(publish.number(), publish.json())
              .map(this::riskOf)
              .orElse(Risk.CONFIRM));
    }
    return subject.startsWith("skill.") ? owner.or(asIntent(subject)) : owner;
  }

  private Risk riskOf(HomeCommand command) {
    if (!ENTITY.matcher(command.entity()).matches()) {
      return Risk.CONFIRM; // nobody can tell what that is, so it is not waved through
    }
    String service = command.service().substring(command.service().lastIndexOf('.') + 1);
    return things.get().stream()
        .filter(thing -> thing.id().equals(command.entity()))
        .findFirst()
        .map(thing -> riskOf(thing, service))
        .orElseGet(() -> riskOf(new Thing(command.entity(), "", null), service));
  }

  /// Another skill's command needs what that skill's intent needs.
  private Risk asIntent(String subject) {
    String intent = subject.substring("skill.".length());
    int dot = intent.indexOf('.');
    return dot < 0
        ? Risk.NONE
        : skills
            .apply(intent.substring(0, dot))
            .flatMap(manifest -> Optional.ofNullable(manifest.intents().get(intent)))
            .map(SkillIntent::risk)
            .orElse(Risk.NONE);
  }

  @Override
  public String shown(Effect effect) {
    return effect instanceof Effect.Publish publish
            && publish.subject().equals(Home.COMMAND_SUBJECT)
        ? HomeCommand.read(publish.number(), publish.json())
            .map(command -> command.service() + " " + command.entity())
            .orElse("")
        : "";
  }
}
