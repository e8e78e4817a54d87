package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.settings.SkillSettings;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.loqad.store.Timer;
import dev.loqa.loqad.web.Web;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.HttpAnswer;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.ImmediateEffects;
import dev.loqa.skillhost.SkillState;
import dev.loqa.skillhost.TimerView;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the skill host asks of the daemon: committed state, messages of ABI v1 skills, the audit.
/// Called on guest threads.
final class HostPortsOfLoqad implements SkillState, ImmediateEffects, Audit {
  private static final Logger LOG = LoggerFactory.getLogger("skill");

  private final EventStore store;
  private final SkillPublisher publisher;
  private final WebRecord web;
  private final SyntheticCalls synthetic;
  private final SkillSettings settings;

  HostPortsOfLoqad(EventStore store, SkillPublisher publisher, Web web, SyntheticCalls synthetic) {
    this.store = store;
    this.publisher = publisher;
    this.web = new WebRecord(store, web, synthetic);
    this.synthetic = synthetic;
    this.settings = new SkillSettings(store);
  }

  @Override
  public Optional<Bytes> get(String skill, String key) {
    return store.skills().value(skill, key).map(Bytes::wrap);
  }

  @Override
  public long bytes(String skill) {
    return store.skills().usedBytes(skill);
  }

  @Override
  public List<TimerView> timers(String skill) {
    return store.skills().timers(skill).stream()
        .filter(timer -> timer.state() == Timer.State.PENDING)
        .map(timer -> new TimerView(timer.id(), timer.dueAt(), timer.payload()))
        .toList();
  }

  @Override
  public Map<String, Object> settings(String skill) {
    return settings.of(skill);
  }

  @Override
  public void publish(String skill, InvocationId invocation, String subject, byte[] payload) {
    publisher.publish(skill, invocation, subject, payload);
  }

  @Override
  public HttpAnswer http(
      String skill, InvocationId invocation, HttpAsk ask, int limitBytes, Duration deadline) {
    return web.call(skill, invocation, ask, limitBytes, deadline);
  }

  @Override
  public void record(Entry entry) {
    switch (entry) {
      case DeniedCall denied -> denied(denied);
      case LogLine line ->
          LOG.atDebug()
              .addKeyValue("skill", line.skill())
              .addKeyValue("level", line.level())
              .log(line.text());
      case Ended ended ->
          LOG.atDebug()
              .addKeyValue("skill", ended.skill())
              .addKeyValue("outcome", FailureText.of(ended.outcome()))
              .log("skill ended");
    }
  }

  private void denied(DeniedCall denied) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("skill", denied.skill());
    facts.put("invocation_id", denied.invocation().value());
    facts.put("call", denied.call());
    facts.put("target", denied.target());
    facts.put("reason", denied.reason());
    synthetic.mark(denied.invocation(), facts);
    Envelope envelope =
        new Envelope(
            null, denied.session(), denied.turn(), denied.skill(), null, PrivacyScope.PERSISTENT);
    try {
      store.appendAsync(NewEvent.of("audit.denied", envelope, Json.text(facts)));
    } catch (StoreException e) {
      LOG.atError().addKeyValue("skill", denied.skill()).setCause(e).log("denial not recorded");
    }
  }
}
