package dev.loqa.loqad.skills;

import dev.loqa.base.life.Part;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.LoadedSkill;
import dev.loqa.skillhost.Outcome;
import dev.loqa.skillhost.SkillHost;
import dev.loqa.skillhost.SkillInvocation;
import dev.loqa.skillhost.manifest.Manifest;
import dev.loqa.skillhost.manifest.Permission;
import dev.loqa.understanding.IntentSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls each skill a few times after the start and throws the outcomes away, so that the first
/// person does not wait for code that was never run. Nothing is committed: effects wait for a
/// commit that never comes; skills whose effects do not wait (the web, the first host interface)
/// are left out, and so are those that rest. One virtual thread, which begins when the skills are
/// there.
public final class SkillWarmup implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(SkillWarmup.class);
  private static final int CALLS = 12;
  private static final Duration READY = Duration.ofSeconds(30);

  private final Thread thread;
  private volatile boolean closed;

  /// @param skills says which must not be called, and what the house hands to every call
  /// @param ready waits until the skills are there
  public SkillWarmup(
      SkillHost host,
      Supplier<SkillCatalog> catalog,
      SkillService skills,
      RandomGenerator random,
      Wait ready) {
    this.thread =
        Thread.ofVirtual()
            .name("skill-warm-up")
            .start(() -> {
              try {
                ready.await();
                warm(host, catalog.get(), skills, random);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /// Something to wait for.
  @FunctionalInterface
  public interface Wait {
    void await() throws InterruptedException;
  }

  private void warm(
      SkillHost host, SkillCatalog catalog, SkillService skills, RandomGenerator random)
      throws InterruptedException {
    catalog.examples().forEach(example -> catalog.matcher().matchAll(example));
    for (LoadedSkill skill : host.skills()) {
      boolean ready =
          staysInside(skill.manifest())
              && skills.rest(skill).isEmpty()
              && !skill.state().equals(new LoadedSkill.State.Loading(false))
              && skill.await(READY) instanceof LoadedSkill.State.Ready;
      List<IntentSpec> intents =
          catalog.lexicon().intents().stream()
              .filter(intent -> intent.id().startsWith(skill.name() + "."))
              .limit(3)
              .toList();
      for (int call = 0; ready && !intents.isEmpty() && call < CALLS && !closed; call++) {
        once(host, catalog, intents.get(call % intents.size()), skills.payload(), random);
      }
    }
    System.gc(); // once: what the start used goes back to the machine, which is small
  }

  /// Whether nothing leaves a call before its commit.
  private static boolean staysInside(Manifest manifest) {
    return manifest.hostVersion() == Manifest.HostVersion.V2
        && !manifest.asks(Permission.HTTP_CALL);
  }

  /// Waits for its end, at most so long; false if it still runs then.
  boolean await(Duration limit) throws InterruptedException {
    return thread.join(limit);
  }

  private static void once(
      SkillHost host,
      SkillCatalog catalog,
      IntentSpec intent,
      String payload,
      RandomGenerator random) {
    Map<String, Object> slots =
        catalog.matcher().match(Examples.of(intent, catalog.heard())).stream()
            .findFirst()
            .map(match -> match.slots())
            .orElse(Map.of());
    InvocationId id = new InvocationId(Ids.random("warm-", random));
    Outcome outcome =
        host.call(SkillInvocation.intent(id, intent.id(), slots, Instant.EPOCH).with(payload));
    LOG.atTrace()
        .addKeyValue("intent", intent.id())
        .addKeyValue("outcome", FailureText.of(outcome))
        .log("warmed up");
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
