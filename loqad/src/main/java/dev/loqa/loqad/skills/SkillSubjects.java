package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.bus.Delivery;
import dev.loqa.bus.Subscription;
import dev.loqa.skillhost.manifest.Risk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How everybody else asks a skill to act: messages on `skill.<name>.<verb>`, through the same gate
/// as a turn.
///
/// A request is answered with what came of it. At most [#MOST] run at once; a further one is
/// answered as busy.
public final class SkillSubjects implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(SkillSubjects.class);
  private static final int MOST = 64;

  private final Bus bus;
  private final SkillService skills;
  private final Semaphore places = new Semaphore(MOST);
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final Subscription subscription;

  public SkillSubjects(Bus bus, SkillService skills) {
    this.bus = bus;
    this.skills = skills;
    this.subscription = bus.subscribe("skill.*.*", this::received);
  }

  private void received(Delivery delivery) {
    if (!places.tryAcquire()) {
      answer(delivery, Map.of("error", "too many skill calls at once: try again"));
      return;
    }
    workers.execute(() -> {
      try {
        run(delivery);
      } finally {
        places.release();
      }
    });
  }

  private void run(Delivery delivery) {
    String skill = delivery.subject().split("\\.", 3)[1];
    String reply = delivery.replyTo() == null ? "" : "request";
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
    answer(delivery, answer);
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
    subscription.close();
    workers.close();
  }
}
