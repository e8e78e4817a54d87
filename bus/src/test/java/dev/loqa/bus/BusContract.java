package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.base.telemetry.TraceHeaders;
import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.Envelope;
import dev.loqa.protocol.EventId;
import dev.loqa.protocol.EventRecord;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SttOpen;
import dev.loqa.protocol.SttOpened;
import dev.loqa.protocol.TurnCancel;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What every [Bus] does. `sender` and `receiver` are two parties of the same bus.
abstract class BusContract {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final SessionId SESSION = new SessionId("s1");

  private final BlockingQueue<Delivery> heard = new LinkedBlockingQueue<>(10_000);

  abstract Bus sender();

  abstract Bus receiver();

  private Delivery next() throws InterruptedException {
    Delivery delivery = heard.poll(10, TimeUnit.SECONDS);
    assertThat(delivery).as("a delivery within 10 s").isNotNull();
    return delivery;
  }

  private static TurnCancel cancel(String reason) {
    return new TurnCancel(SESSION, null, reason);
  }

  private static AudioFrame frame(long sequence) {
    return new AudioFrame(SESSION, sequence, 16_000, 1, Bytes.wrap(new byte[640]), false);
  }

  static EventRecord event(String id, String payload) {
    return new EventRecord(
        new EventId(id),
        "turn.ended",
        new NodeId("core"),
        Instant.parse("2026-11-21T10:00:00Z"),
        Envelope.ofSystem(),
        payload);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void handsAMessageToWhoSubscribed() throws Exception {
    try (Subscription _ = receiver().subscribe("turn.cancel", heard::add)) {
      sender().publish(cancel("stop"));

      Delivery delivery = next();
      assertThat(delivery.subject()).isEqualTo("turn.cancel");
      assertThat(delivery.replyTo()).isNull();
      assertThat(delivery.as(TurnCancel.class)).isEqualTo(cancel("stop"));
    }
  }

  @Test
  void keepsTheOrderOfOneSender() throws Exception {
    try (Subscription _ = receiver().subscribe("audio.frame.*", heard::add)) {
      for (int i = 0; i < 500; i++) {
        sender().publish(frame(i));
      }
      for (int i = 0; i < 500; i++) {
        assertThat(next().as(AudioFrame.class).sequence()).isEqualTo(i);
      }
    }
  }

  @Test
  void matchesWildcardsByWholeTokens() throws Exception {
    try (Subscription _ = receiver().subscribe("skill.*.start", heard::add);
        Subscription _ = receiver().subscribe("skill.timer.>", heard::add)) {
      sender().publishRaw("skill.lists.start", utf8("{\"n\":1}"));
      sender().publishRaw("skill.lists.stop", utf8("{\"n\":2}"));
      sender().publishRaw("skill.timer.stop", utf8("{\"n\":3}"));

      List<String> subjects = List.of(next().subject(), next().subject());
      assertThat(subjects).containsExactlyInAnyOrder("skill.lists.start", "skill.timer.stop");
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void sharesTheMessagesOfAQueueGroup() throws Exception {
    AtomicInteger first = new AtomicInteger();
    AtomicInteger second = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(200);
    try (Subscription _ =
            receiver()
                .subscribe(
                    "turn.cancel",
                    "group",
                    d -> {
                      first.incrementAndGet();
                      all.countDown();
                    });
        Subscription _ =
            receiver()
                .subscribe(
                    "turn.cancel",
                    "group",
                    d -> {
                      second.incrementAndGet();
                      all.countDown();
                    });
        Subscription _ = receiver().subscribe("turn.cancel", heard::add)) {
      for (int i = 0; i < 200; i++) {
        sender().publish(cancel("n" + i));
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 200; i++) {
        assertThat(next().as(TurnCancel.class).reason()).isEqualTo("n" + i);
      }
      assertThat(first.get() + second.get()).isEqualTo(200);
      assertThat(first.get()).isBetween(1, 199);
    }
  }

  @Test
  void answersARequest() {
    try (Subscription _ =
        receiver()
            .subscribe(
                "stt.open",
                "stt",
                request -> receiver().respond(request, SttOpened.watched(new NodeId("stt-1"))))) {
      Delivery answer = sender().request(new SttOpen(SESSION, null, 16_000, null, null), SOON);

      assertThat(answer.as(SttOpened.class).node()).isEqualTo(new NodeId("stt-1"));
    }
  }

  @Test
  void answersARawRequest() {
    try (Subscription _ =
        receiver()
            .subscribe(
                "skill.timer.list", request -> receiver().respondRaw(request, request.body()))) {
      assertThat(sender().requestRaw("skill.timer.list", utf8("{\"a\":1}"), SOON).body())
          .isEqualTo(utf8("{\"a\":1}"));
    }
  }

  @Test
  void saysAtOnceThatNobodyAnswers() {
    long begun = System.nanoTime();

    assertThatThrownBy(
            () -> sender().requestRaw("skill.nobody.there", utf8("{}"), Duration.ofSeconds(30)))
        .isInstanceOf(BusException.NoResponders.class)
        .hasMessageContaining("skill.nobody.there");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void saysThatAnAnswerCameTooLate() throws Exception {
    try (Subscription _ = receiver().subscribe("skill.slow.start", heard::add)) {
      assertThatThrownBy(
              () -> sender().requestRaw("skill.slow.start", utf8("{}"), Duration.ofMillis(100)))
          .isInstanceOf(BusException.TimedOut.class)
          .hasMessageContaining("skill.slow.start")
          .hasMessageContaining("100 ms");
      assertThat(next().replyTo()).isNotNull();
    }
  }

  @Test
  void refusesToAnswerWhatWantsNoAnswer() throws Exception {
    try (Subscription _ = receiver().subscribe("turn.cancel", heard::add)) {
      sender().publish(cancel("stop"));
      Delivery delivery = next();

      assertThatThrownBy(() -> receiver().respondRaw(delivery, utf8("{}")))
          .hasMessageContaining("turn.cancel wants no answer");
    }
  }

  @Test
  void goesOnAfterAHandlerFailed() throws Exception {
    try (Subscription _ =
        receiver()
            .subscribe(
                "turn.cancel",
                delivery -> {
                  heard.add(delivery);
                  throw new IllegalStateException("handler of a test");
                })) {
      sender().publish(cancel("one"));
      sender().publish(cancel("two"));

      assertThat(next().as(TurnCancel.class).reason()).isEqualTo("one");
      assertThat(next().as(TurnCancel.class).reason()).isEqualTo("two");
    }
  }

  @Test
  void hearsNothingAfterClosing() throws Exception {
    Subscription closed = receiver().subscribe("turn.cancel", delivery -> heard.add(delivery));
    closed.close();
    closed.close();
    try (Subscription _ = receiver().subscribe("turn.>", heard::add)) {
      sender().publish(cancel("stop"));

      next();
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void maySubscribeAndCloseInsideAHandler() throws Exception {
    BlockingQueue<Subscription> own = new LinkedBlockingQueue<>(1);
    CountDownLatch done = new CountDownLatch(1);
    own.add(
        receiver()
            .subscribe(
                "turn.cancel",
                delivery -> {
                  Subscription inner = receiver().subscribe("turn.inner", heard::add);
                  inner.close();
                  own.remove().close();
                  done.countDown();
                }));
    sender().publish(cancel("stop"));

    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void carriesTheTraceContext() throws Exception {
    String traceId = "0af7651916cd43dd8448eb211c80319c";
    SpanContext context =
        SpanContext.create(
            traceId, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault());
    BlockingQueue<String> seen = new LinkedBlockingQueue<>(10);
    try (Subscription _ =
        receiver()
            .subscribe(
                "turn.cancel", delivery -> seen.add(TraceHeaders.traceId().orElse("none")))) {
      try (Scope _ = Span.wrap(context).makeCurrent()) {
        sender().publish(cancel("traced"));
      }
      sender().publish(cancel("untraced"));

      assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo(traceId);
      assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("none");
    }
  }

  @Test
  void refusesSubjectsThatAreNone() {
    for (String bad :
        List.of("", "a b", "a..b", ".a", "a.", "a.*", "a.>", "a.\n", "ä.b", "x".repeat(300))) {
      assertThatThrownBy(() -> sender().publishRaw(bad, utf8("{}")))
          .as(bad)
          .isInstanceOf(BusException.class);
    }
    for (String bad : List.of("", "a b", "a..b", "a.>.b", "a.b*", ">x")) {
      assertThatThrownBy(() -> sender().subscribe(bad, heard::add))
          .as(bad)
          .isInstanceOf(BusException.class);
    }
  }

  @Test
  void refusesABodyTheBusCannotCarry() {
    assertThatThrownBy(() -> sender().publishRaw("turn.cancel", new byte[1024 * 1024 + 1]))
        .isInstanceOf(BusException.class)
        .hasMessageContaining("1048577 bytes")
        .hasMessageContaining("at most 1048576");
  }

  @Test
  void keepsEventsInOrderAndEachOnce() throws Exception {
    String run = "e" + System.nanoTime() + "-";
    EventStream stream = sender().events();
    stream.publish(event(run + 1, "{\"n\":1}"));
    stream.publish(event(run + 1, "{\"n\":1}"));
    stream.publishAll(
        List.of(
            event(run + 2, "{\"n\":2}"), event(run + 3, "{\"n\":3}"), event(run + 2, "{\"n\":2}")));
    List<String> ids = new ArrayList<>();
    List<Long> sequences = new ArrayList<>();
    CountDownLatch three = new CountDownLatch(3);
    try (Subscription _ =
        receiver()
            .events()
            .consume(
                0,
                (sequence, event) -> {
                  if (event.eventId().value().startsWith(run)) {
                    assertThat(event.payload()).isEqualTo("{\"n\":" + (ids.size() + 1) + "}");
                    ids.add(event.eventId().value());
                    sequences.add(sequence);
                    three.countDown();
                  }
                })) {
      assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(ids).containsExactly(run + 1, run + 2, run + 3);
    assertThat(sequences).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void beginsBehindAPositionAndGoesOnWithNewEvents() throws Exception {
    String run = "p" + System.nanoTime() + "-";
    EventStream stream = sender().events();
    stream.publish(event(run + 1, "{}"));
    BlockingQueue<Long> positions = new LinkedBlockingQueue<>(10_000);
    try (Subscription _ =
        stream.consume(
            0,
            (sequence, event) -> {
              if (event.eventId().value().equals(run + 1)) {
                positions.add(sequence);
              }
            })) {
      Long first = positions.poll(10, TimeUnit.SECONDS);
      assertThat(first).isNotNull();
      BlockingQueue<String> later = new LinkedBlockingQueue<>(10_000);
      try (Subscription _ =
          stream.consume(first, (sequence, event) -> later.add(event.eventId().value()))) {
        stream.publish(event(run + 2, "{}"));
        assertThat(later.poll(10, TimeUnit.SECONDS)).isEqualTo(run + 2);
      }
    }
  }

  @Test
  void handsAnEventOverAgainWhenItsIntakeFailed() throws Exception {
    String run = "f" + System.nanoTime() + "-";
    sender().events().publishAll(List.of(event(run + 1, "{}"), event(run + 2, "{}")));
    Set<String> failedOnce = ConcurrentHashMap.newKeySet();
    BlockingQueue<String> taken = new LinkedBlockingQueue<>(10_000);
    try (Subscription _ =
        receiver()
            .events()
            .consume(
                0,
                (sequence, event) -> {
                  String id = event.eventId().value();
                  if (id.startsWith(run)) {
                    if (failedOnce.add(id)) {
                      throw new IllegalStateException("intake of a test");
                    }
                    taken.add(id);
                  }
                })) {
      assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(run + 1);
      assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(run + 2);
    }
  }

  @Test
  void refusesAnEventWhosePayloadIsNoObject() {
    assertThatThrownBy(() -> sender().events().publish(event("bad", "[1]")))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("payload of event bad");
  }
}
