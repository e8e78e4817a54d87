package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.base.life.Part;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.bus.Delivery;
import dev.loqa.bus.Subscription;
import dev.loqa.protocol.ProtocolException;
import dev.loqa.protocol.SessionId;
import dev.loqa.skillhost.manifest.Risk;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How everybody else reaches a skill: messages on `skill.<name>.<verb>`, and on what its manifest
/// subscribes to, through the same gate as a turn.
///
/// A request below the skill's own name is answered with what came of it. At most [#MOST] run at
/// once, [#MOST_OF_A_SKILL] of one skill; a further request is answered as busy, a further message
/// is dropped and logged.
public final class SkillSubjects implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(SkillSubjects.class);
  private static final int MOST = 64;
  static final int MOST_OF_A_SKILL = 32;

  private final Bus bus;
  private final SkillService skills;
  private final Predicate<SessionId> mayCarryPin;
  private final Semaphore places = new Semaphore(MOST);
  // By skill, how many run now; none that stands at 0.
  private final Map<String, Integer> running = new ConcurrentHashMap<>();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Subscription commands;
  // Written under this; read by every delivery.
  private volatile Map<String, Listening> listening = Map.of();
  // Guarded by this: by skill and subject.
  private final Map<String, Subscription> subscriptions = new HashMap<>();

  public SkillSubjects(Bus bus, SkillService skills) {
    this(bus, skills, _ -> false);
  }

  /// The same, without what a PIN may travel in.
  ///
  /// @param mayCarryPin whether words of this conversation may be a PIN
  public SkillSubjects(Bus bus, SkillService skills, Predicate<SessionId> mayCarryPin) {
    this.bus = bus;
    this.skills = skills;
    this.mayCarryPin = mayCarryPin;
    commands =
        bus.subscribe(
            "skill.*.*",
            delivery -> received(delivery.subject().split("\\.", 3)[1], delivery, true));
    follow();
  }

  /// Listens to what the active skills listen to now. What stays is never let go of, so that a
  /// message on it is delivered once, before or after.
  public synchronized void follow() {
    Map<String, Listening> now = new HashMap<>();
    skills.listening().forEach(one -> now.put(one.skill(), one));
    Set<String> wanted = new HashSet<>();
    for (Listening one : now.values()) {
      for (String subject : one.subscriptions()) {
        wanted.add(one.skill() + " " + subject);
        subscriptions.computeIfAbsent(
            one.skill() + " " + subject,
            _ -> bus.subscribe(subject, delivery -> deliver(one.skill(), delivery)));
      }
    }
    listening = Map.copyOf(now);
    subscriptions
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !wanted.contains(entry.getKey());
          if (gone) {
            entry.getValue().close();
          }
          return gone;
        });
  }

  private void deliver(String skill, Delivery delivery) {
    Listening one = listening.get(skill);
    if (one != null && one.takes(delivery.subject()) && !withheld(delivery)) {
      received(skill, delivery, one.own(delivery.subject()));
    }
  }

  /// Words that may be a PIN are given to no skill, whatever it was granted.
  private boolean withheld(Delivery delivery) {
    if (!delivery.subject().startsWith("stt.")) {
      return false;
    }
    try {
      return Json.readObject(delivery.body()).get("session_id") instanceof String id
          && mayCarryPin.test(new SessionId(id));
    } catch (JsonException | ProtocolException e) {
      return true; // a transcript that cannot be read
    }
  }

  /// @param answers whether a request is the skill's to answer
  private void received(String skill, Delivery delivery, boolean answers) {
    if (!enter(skill)) {
      LOG.atWarn()
          .addKeyValue("skill", skill)
          .addKeyValue("subject", delivery.subject())
          .log("too many skill calls at once, message dropped");
      if (answers) {
        answer(delivery, Map.of("error", "too many skill calls at once: try again"));
      }
      return;
    }
    workers.execute(() -> {
      Map<String, Object> answer;
      try {
        answer = run(skill, delivery, answers);
      } finally {
        leave(skill);
      }
      // Only now: who has the answer may ask again at once, and finds a place.
      if (answers) {
        answer(delivery, answer);
      }
    });
  }

  /// Takes a place, unless this skill has its share or all are taken.
  private boolean enter(String skill) {
    boolean[] entered = {false};
    running.compute(
        skill,
        (_, now) -> {
          int calls = now == null ? 0 : now;
          entered[0] = calls < MOST_OF_A_SKILL && places.tryAcquire();
          int after = entered[0] ? calls + 1 : calls;
          return after == 0 ? null : after;
        });
    return entered[0];
  }

  private void leave(String skill) {
    running.computeIfPresent(skill, (_, now) -> now == 1 ? null : now - 1);
    places.release();
  }

  private Map<String, Object> run(String skill, Delivery delivery, boolean answers) {
    String reply = delivery.replyTo() == null || !answers ? "" : "request";
    CallScope scope = new CallScope(null, null, "en", null, null, Risk.NONE, "bus", null);
    SkillRun run = skills.message(skill, delivery.subject(), delivery.body(), reply, scope);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("invocation_id", run.id().value());
    answer.put("skill", run.skill());
    answer.put("receipts", run.receipts().stream().map(Json::toMap).toList());
    answer.put("say", run.words());
    if (run.error() != null) {
      answer.put("error", run.error());
    }
    return answer;
  }

  private void answer(Delivery delivery, Map<String, Object> answer) {
    if (delivery.replyTo() == null) {
      return;
    }
    try {
      bus.respondRaw(delivery, Json.write(answer));
    } catch (BusException e) {
      LOG.atWarn().addKeyValue("subject", delivery.subject()).setCause(e).log("answer not sent");
    }
  }

  @Override
  public void close() {
    commands.close();
    synchronized (this) {
      subscriptions.values().forEach(Subscription::close);
      subscriptions.clear();
    }
    workers.close();
  }
}
