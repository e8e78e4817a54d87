package dev.loqa.loqad.skills;

import dev.loqa.base.json.Json;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.NewEvent;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.loqad.web.Web;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.InvocationId;
import dev.loqa.protocol.PrivacyScope;
import dev.loqa.skillhost.HttpAnswer;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.HttpRefusedException;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.manifest.Risk;
import dev.loqa.skillhost.web.WebAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes skills' web calls and writes down that they were made: what was called and how it ended,
/// never what was sent or came back, nor the query. A risky call is written down, durably, before
/// it is made; when that fails it is not made. Thread-safe.
final class WebRecord {
  private static final Logger LOG = LoggerFactory.getLogger(WebRecord.class);

  private final EventStore store;
  private final Web web;
  private final SyntheticCalls synthetic;

  WebRecord(EventStore store, Web web, SyntheticCalls synthetic) {
    this.store = store;
    this.web = web;
    this.synthetic = synthetic;
  }

  HttpAnswer call(
      String skill, InvocationId invocation, HttpAsk ask, int limitBytes, Duration deadline) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("skill", skill);
    facts.put("invocation_id", invocation.value());
    facts.put("target", ask.method() + " " + WebAddress.parse(ask.url().toString()).shown());
    synthetic.mark(invocation, facts);
    long start = System.nanoTime();
    if (ask.rule().risk() != Risk.NONE) {
      announce(skill, facts);
    }
    Duration left = deadline.minusNanos(System.nanoTime() - start);
    if (!left.isPositive()) {
      throw new SkillHostException("the skill's time was over before the call began");
    }
    try {
      HttpAnswer answer = web.call(skill, ask, limitBytes, left);
      facts.put("status", answer.status());
      facts.put("truncated", answer.truncated());
      return answer;
    } catch (HttpRefusedException refused) {
      facts.put("error", "refused");
      throw refused;
    } catch (RuntimeException fault) {
      facts.put("error", String.valueOf(fault.getMessage()));
      throw fault;
    } finally {
      facts.put("wall_us", (System.nanoTime() - start) / 1_000);
      ended(skill, facts);
    }
  }

  private void announce(String skill, Map<String, Object> facts) {
    try {
      store.append(event(skill, facts));
    } catch (StoreException e) {
      LOG.atError().addKeyValue("skill", skill).setCause(e).log("web call not recorded, not made");
      throw new SkillHostException("it cannot be written down, so it was not made");
    }
  }

  private void ended(String skill, Map<String, Object> facts) {
    try {
      store.appendAsync(event(skill, facts));
    } catch (StoreException e) {
      LOG.atError().addKeyValue("skill", skill).setCause(e).log("web call not recorded");
    }
  }

  private static NewEvent event(String skill, Map<String, Object> facts) {
    return NewEvent.of(
        "skill.http",
        new Envelope(null, null, null, skill, null, PrivacyScope.PERSISTENT),
        Json.text(facts));
  }
}
