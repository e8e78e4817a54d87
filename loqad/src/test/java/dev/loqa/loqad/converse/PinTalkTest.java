package dev.loqa.loqad.converse;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.loqa.base.json.Json;
import dev.loqa.bus.Subscription;
import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.loqad.skills.ActingModule.Sent;
import dev.loqa.loqad.skills.SkillSubjects;
import dev.loqa.protocol.SessionExpects;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SessionPrivate;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.TurnReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// A PIN from the question to the verdict, and nothing of its words anywhere afterwards.
@Timeout(120)
final class PinTalkTest {
  private static final String PIN = "velvet 91837264 hammer";
  private static final List<String> TRACES = List.of("velvet", "91837264", "hammer", "zinnober");

  @TempDir private Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private final List<SessionPrivate> told = new CopyOnWriteArrayList<>();
  private final List<SessionExpects> expected = new CopyOnWriteArrayList<>();
  private Logger logger;
  private TalkingHouse house;

  @BeforeEach
  void start() throws Exception {
    logger = (Logger) LoggerFactory.getLogger("dev.loqa");
    logger.setLevel(Level.TRACE);
    log.start();
    logger.addAppender(log);
    house =
        new TalkingHouse(
            folder,
            new OwnerRules(
                List.of(new OwnerRules.Rule("unlock", "lock.front_door")), List.of(), List.of()));
    house.install(
        "keys",
        """
        capabilities: {bus: {publish: [home.command]}}
        permissions: ["bus:publish"]
        intents: {keys.unlock: {sentences: [let me in]}}
        responses: {keys.unlock: "The front door is unlocked."}
        budgets: {wall_ms: 60000}
        """,
        List.of(
            new Sent("home.command", "{\"entity\":\"lock.front_door\",\"service\":\"unlock\"}")),
        "{\"receipts\":[{\"action\":\"unlock\",\"target\":\"front door\",\"effect\":1}]}");
    house.bus.subscribe("session.private", delivery -> told.add(delivery.as(SessionPrivate.class)));
    house.bus.subscribe(
        "session.expects", delivery -> expected.add(delivery.as(SessionExpects.class)));
    for (String subject :
        List.of("tts.*", "skill.*", "skill.*.*", "session.*", "nlu.*", "test.*")) {
      house.bus.subscribe(
          subject, delivery -> sent.add(new String(delivery.body(), StandardCharsets.UTF_8)));
    }
  }

  @AfterEach
  void stop() {
    house.close();
    logger.detachAppender(log);
    logger.setLevel(null);
  }

  @Test
  void refusesWhereNoPinIsSet() {
    assertThat(house.say("let me in").reply()).contains("no PIN is set up", "loqa pin set");
    assertThat(house.conversations.awaitsPin(new SessionId("s"))).isFalse();
  }

  @Test
  void theRightPinClearsTheCallAndLeavesNoTrace() throws Exception {
    house.pin.set(PIN);

    assertThat(house.say("let me in").reply())
        .isEqualTo("To let me in I need your PIN. What is it?");
    assertThat(house.conversations.awaitsPin(new SessionId("s"))).isTrue();
    TurnReport wrong = house.say("zinnober 1");
    assertThat(wrong.reply()).isEqualTo("That is not the PIN. Please say it again.");
    assertThat(wrong.transcript()).isEqualTo("***");
    assertThat(house.state("lock.front_door")).isEqualTo("locked");
    TurnReport right = house.say("Velvet nine one eight three seven two six four hammer!");

    assertThat(right.reply()).isEqualTo("The front door is unlocked.");
    assertThat(right.transcript()).isEqualTo("***");
    assertThat(house.state("lock.front_door")).isEqualTo("unlocked");
    assertThat(house.events("audit.pin"))
        .extracting(event -> event.get("verdict"))
        .containsExactly("wrong", "right");
    assertThat(told).extracting(SessionPrivate::seconds).containsExactly(180, 180, 0);
    assertThat(expected).extracting(SessionExpects::seconds).containsExactly(60, 60, 0);
    assertNoTrace();
  }

  @Test
  void aPinThatComesAsATranscriptReachesNoSkill() throws Exception {
    house.pin.set(PIN);
    house.install(
        "spy",
        """
        capabilities: {bus: {publish: [test.heard], subscribe: [stt.text.final]}}
        permissions: ["bus:publish", "bus:subscribe"]
        budgets: {wall_ms: 60000}
        """,
        List.of(new Sent("test.heard", "{}")),
        "{}");
    List<String> heard = new CopyOnWriteArrayList<>();
    try (SkillSubjects _ =
            new SkillSubjects(house.bus, house.skills, house.conversations::mayCarryPin);
        Subscription _ = house.bus.subscribe("test.heard", delivery -> heard.add("spied"))) {
      house.say("let me in");
      TurnId turn = new TurnId("t-pin");
      try (ExpectedTurns.Expected end = house.conversations.expect(turn, false)) {
        house.bus.publish(spoken(PIN, turn));
        Optional<TurnReport> report = end.await(Duration.ofSeconds(60));

        assertThat(report).map(TurnReport::reply).contains("The front door is unlocked.");
        assertThat(report).map(TurnReport::transcript).contains("***");
      }
    }
    assertThat(heard).isEmpty();
    assertNoTrace();
  }

  private static Transcript spoken(String words, TurnId turn) {
    return new Transcript(
        new SessionId("s"),
        words,
        false,
        Instant.parse("2026-11-21T10:00:00Z"),
        1,
        turn,
        "en",
        null,
        null,
        null,
        List.of(),
        Map.of());
  }

  @Test
  void threeWrongOnesEndItAndLockPinsOut() {
    house.pin.set(PIN);
    house.say("let me in");
    house.say("zinnober 1");
    house.say("zinnober 2");

    assertThat(house.say("zinnober 3").reply()).startsWith("That was wrong three times");
    assertThat(house.conversations.awaitsPin(new SessionId("s"))).isFalse();
    assertThat(house.say("let me in").reply()).startsWith("There were too many wrong PINs.");
    assertThat(house.state("lock.front_door")).isEqualTo("locked");
    assertThat(house.events("audit.pin"))
        .extracting(event -> event.get("verdict"))
        .containsExactly("wrong", "wrong", "wrong_too_often");
  }

  @Test
  void aNoEndsItAndCountsAsNoTry() {
    house.pin.set(PIN);
    for (int i = 0; i < 5; i++) {
      house.say("let me in");
      assertThat(house.say("no").reply()).isEqualTo("All right, I won't.");
    }
    assertThat(house.say("let me in").reply()).contains("I need your PIN");
  }

  private void assertNoTrace() {
    assertThat(traces(Json.text(house.events("stt.text.final")))).isFalse();
    assertThat(sent).isNotEmpty().noneMatch(PinTalkTest::traces);
    assertThat(log.list)
        .isNotEmpty()
        .noneMatch(line ->
            traces(
                line.getFormattedMessage() + line.getKeyValuePairs() + line.getMDCPropertyMap()));
    house.close();
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      List<Path> written = files.filter(Files::isRegularFile).toList();
      assertThat(written).anyMatch(file -> file.toString().endsWith(".db"));
      assertThat(written).noneMatch(file -> traces(content(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean traces(String text) {
    return TRACES.stream().anyMatch(text.toLowerCase(Locale.ROOT)::contains);
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
