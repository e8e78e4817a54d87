package dev.loqa.skillhost.author;

import dev.loqa.base.json.Json;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.InvocationId;
import dev.loqa.skillhost.Audit;
import dev.loqa.skillhost.Effect;
import dev.loqa.skillhost.HttpAnswer;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.ImmediateEffects;
import dev.loqa.skillhost.SkillHostException;
import dev.loqa.skillhost.SkillState;
import dev.loqa.skillhost.TimerView;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything around the real host, made up for one case after the other: values, timers, the web,
/// the clock, and what was noted. One call at a time; guarded by itself.
final class MockHost extends Clock implements SkillState, ImmediateEffects, Audit {
  private final Map<String, Bytes> values = new LinkedHashMap<>();
  private final Map<String, TimerView> pending = new LinkedHashMap<>();
  private final List<Given.Web> answers = new ArrayList<>();
  private final List<HttpAsk> asked = new ArrayList<>();
  private final List<Entry> noted = new ArrayList<>();
  private final List<List<String>> published = new ArrayList<>();
  private Map<String, Object> settings = Map.of();
  private Instant now = Instant.EPOCH;
  private ZoneId zone = ZoneId.of("UTC");

  /// Forgets the case before and begins another.
  synchronized void begin(Given given) {
    values.clear();
    given.kv().forEach((key, value) -> values.put(key, bytes(value)));
    pending.clear();
    given.timers().forEach(timer -> pending.put(timer.id(), timer));
    answers.clear();
    answers.addAll(given.http());
    asked.clear();
    noted.clear();
    published.clear();
    settings = given.config();
    now = given.now().toInstant();
    zone = given.timezone();
  }

  /// A stored value: JSON text, as the SDK stores it.
  private static Bytes bytes(@Nullable Object value) {
    String text = value == null ? "null" : Json.text(value);
    return Bytes.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Does what a call's effects ask for, as the commit would.
  synchronized void commit(List<Effect> effects) {
    for (Effect effect : effects) {
      switch (effect) {
        case Effect.KvPut put -> values.put(put.key(), put.value());
        case Effect.KvDelete delete -> values.remove(delete.key());
        case Effect.TimerSet set ->
            pending.put(
                set.timer().id(),
                new TimerView(
                    set.timer().id(), set.timer().due(now, zone), set.timer().payloadJson()));
        case Effect.TimerCancel cancel -> pending.remove(cancel.timer());
        case Effect.Publish publish -> published.add(List.of(publish.subject(), publish.json()));
        case Effect.Http _ -> {}
      }
    }
  }

  synchronized Map<String, Bytes> values() {
    return new LinkedHashMap<>(values);
  }

  synchronized List<TimerView> pending() {
    return pending.values().stream().sorted(Comparator.comparing(TimerView::due)).toList();
  }

  synchronized List<HttpAsk> asked() {
    return List.copyOf(asked);
  }

  /// Subject and payload of each message.
  synchronized List<List<String>> published() {
    return List.copyOf(published);
  }

  synchronized List<Entry> noted() {
    return List.copyOf(noted);
  }

  @Override
  public synchronized void record(Entry entry) {
    noted.add(entry);
  }

  @Override
  public synchronized Optional<Bytes> get(String skill, String key) {
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public synchronized long bytes(String skill) {
    return values.entrySet().stream()
        .mapToLong(value ->
            value.getKey().getBytes(StandardCharsets.UTF_8).length
                + (long) value.getValue().length())
        .sum();
  }

  @Override
  public List<TimerView> timers(String skill) {
    return pending();
  }

  @Override
  public synchronized Map<String, Object> settings(String skill) {
    return settings;
  }

  /// A message of an ABI v1 skill, which is sent at once.
  @Override
  public synchronized void publish(
      String skill, InvocationId invocation, String subject, byte[] payload) {
    published.add(List.of(subject, new String(payload, StandardCharsets.UTF_8)));
  }

  /// The first answer for this method and address that was not given yet; the last one stays.
  @Override
  public synchronized HttpAnswer http(
      String skill, InvocationId invocation, HttpAsk ask, int limitBytes, Duration deadline) {
    asked.add(ask);
    List<Given.Web> fitting =
        answers.stream()
            .filter(
                one -> one.method().equals(ask.method()) && one.url().equals(ask.url().toString()))
            .toList();
    if (fitting.isEmpty()) {
      throw new SkillHostException(
          "given.http has no answer for " + ask.method() + " " + ask.url());
    }
    Given.Web answer = fitting.getFirst();
    if (fitting.size() > 1) {
      answers.remove(answer);
    }
    if (answer.fails()) {
      throw new SkillHostException("no answer, as the case says");
    }
    String body = fitting(answer.body(), limitBytes);
    boolean cut = body.length() < answer.body().length();
    return new HttpAnswer(answer.status(), answer.headers(), body, cut || answer.truncated());
  }

  /// The beginning of a text that takes at most so many bytes, as the real host cuts it.
  private static String fitting(String text, int most) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(most, bytes.length);
    while (end > 0 && end < bytes.length && (bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized ZoneId getZone() {
    return zone;
  }

  @Override
  public Clock withZone(ZoneId other) {
    return Clock.fixed(instant(), other);
  }
}
