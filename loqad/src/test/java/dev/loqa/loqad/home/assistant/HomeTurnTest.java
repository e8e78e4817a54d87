package dev.loqa.loqad.home.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.loqa.base.json.Json;
import dev.loqa.base.life.Parts;
import dev.loqa.base.process.Backoff;
import dev.loqa.base.telemetry.Telemetry;
import dev.loqa.base.telemetry.TelemetryConfig;
import dev.loqa.bus.InMemoryBus;
import dev.loqa.loqad.converse.Conversations;
import dev.loqa.loqad.converse.ConverseConfig;
import dev.loqa.loqad.converse.TurnContext;
import dev.loqa.loqad.converse.Utterance;
import dev.loqa.loqad.home.assistant.FakeHomeAssistant.Manner;
import dev.loqa.loqad.pin.PinLock;
import dev.loqa.loqad.policy.HousePolicy;
import dev.loqa.loqad.policy.OwnerRules;
import dev.loqa.loqad.skills.Alerts;
import dev.loqa.loqad.skills.CurrentCatalog;
import dev.loqa.loqad.skills.SkillLoader;
import dev.loqa.loqad.skills.SkillService;
import dev.loqa.loqad.skills.SyntheticCalls;
import dev.loqa.loqad.store.EventStore;
import dev.loqa.loqad.store.Page;
import dev.loqa.loqad.store.Query;
import dev.loqa.loqad.store.StoreOptions;
import dev.loqa.loqad.web.Web;
import dev.loqa.protocol.NodeId;
import dev.loqa.protocol.Receipt;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnReport;
import dev.loqa.skillhost.SkillHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/// The whole way: a sentence, the skill that comes with Loqa, a Home Assistant, the words.
final class HomeTurnTest {
  private static final String IMPATIENT = "impatient";
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Path SKILL = Path.of("..", "skills", "smart-home", "target", "skill");

  @TempDir private Path folder;
  private final Parts parts = new Parts();
  private final FakeHomeAssistant fake = new FakeHomeAssistant(FakeHouse.furnished());
  private HomeAssistantHome home;
  private EventStore store;
  private Conversations conversations;

  @BeforeEach
  void start(TestInfo test) throws IOException, InterruptedException {
    HomeAssistantConfig config =
        test.getTags().contains(IMPATIENT) ? fake.patient(SHORT) : fake.config();
    assumeTrue(
        Files.exists(SKILL.resolve("build/smart-home.wasm")),
        "left out: the skill smart-home is not built, mvn package makes it");
    HomeToken token = new HomeToken(folder.resolve("home-assistant"), null);
    token.set(FakeHomeAssistant.TOKEN);
    parts.add(fake);
    home =
        parts.add(
            HomeAssistantHome.start(
                config,
                token,
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofSeconds(30))));
    InMemoryBus bus = parts.add(new InMemoryBus());
    store = parts.add(EventStore.open(StoreOptions.in(folder.resolve("data"), new NodeId("n"))));
    Telemetry telemetry = parts.add(Telemetry.start(TelemetryConfig.DEFAULT, "test", "test"));
    HousePolicy policy = HousePolicy.of(OwnerRules.DEFAULT, home);
    SkillHost host =
        parts.add(
            SkillLoader.host(
                store, bus, folder.resolve("cache"), Web.NONE, policy, new SyntheticCalls()));
    assertThat(SkillLoader.load(host, List.of(SKILL))).isEmpty();
    Alerts alerts = parts.add(new Alerts(bus, store));
    SkillService skills =
        new SkillService(
            host,
            store,
            bus,
            home,
            alerts,
            InstantSource.system(),
            ZoneId.of("UTC"),
            new Random(1));
    CurrentCatalog catalog = new CurrentCatalog(skills::manifests, home, "en", skills::examples);
    CountDownLatch named = new CountDownLatch(1);
    home.watchNames(() -> {
      catalog.rebuild();
      named.countDown();
    });
    assertThat(named.await(60, TimeUnit.SECONDS)).isTrue();
    conversations =
        parts.add(
            new Conversations(
                bus,
                store,
                skills,
                catalog,
                new TurnContext(
                    ConverseConfig.DEFAULT,
                    telemetry,
                    InstantSource.system(),
                    new Random(2),
                    policy,
                    PinLock.in(folder),
                    () -> false,
                    () -> false)));
  }

  @AfterEach
  void stop() {
    parts.close();
  }

  private TurnReport say(String text) {
    return say(text, "en");
  }

  private TurnReport say(String text, String language) {
    return say(text, language, false);
  }

  private TurnReport say(String text, String language, boolean dry) {
    return conversations.say(
        new Utterance(
            new SessionId("s"),
            conversations.newTurn(),
            text,
            language,
            null,
            null,
            Utterance.Path.TEXT,
            false,
            false,
            1,
            Map.of(),
            dry));
  }

  @Test
  void aSentenceTurnsOnARealLight() {
    TurnReport report = say("turn on the kitchen light");

    assertThat(report.reply()).isEqualTo("Turned on the Kitchen light.");
    assertThat(report.receipts()).extracting(Receipt::result).containsExactly(Receipt.DONE);
    assertThat(fake.services()).containsExactly("light.turn_on light.kitchen");
  }

  @Test
  void aDryTurnSwitchesNothingAndSaysWhatItWouldHaveSaid() {
    TurnReport report = say("turn on the kitchen light", "en", true);

    assertThat(report.reply()).isEqualTo("Turned on the Kitchen light.");
    assertThat(report.receipts()).extracting(Receipt::result).containsExactly(Receipt.DONE);
    assertThat(fake.services()).isEmpty();
  }

  @Test
  @Tag(IMPATIENT)
  void aLightThatDoesNotAnswerIsSpokenOfAsSuch() {
    fake.manner("light.kitchen", Manner.SILENT);

    TurnReport report = say("turn on the kitchen light");

    assertThat(report.reply())
        .isEqualTo("Sorry, that did not work for Kitchen light: it did not answer.");
    assertThat(report.receipts()).extracting(Receipt::result).doesNotContain(Receipt.DONE);
    assertThat(say("schalte kitchen light ein", "de").reply())
        .isEqualTo("Das hat leider nicht geklappt: Kitchen light (keine Antwort).");
  }

  @Test
  void oneThatIsAskedForFirstIsNotTouchedBeforeTheYes() {
    assertThat(say("unlock the front door").reply()).endsWith("?");
    assertThat(fake.calls()).isEmpty();

    assertThat(say("yes").reply()).isEqualTo("The Front door is unlocked.");
    assertThat(fake.services()).containsExactly("lock.unlock lock.front");
  }

  @Test
  void coversHeatingAndPlayersDoWhatTheyAreTold() {
    assertThat(say("close the kitchen blinds").reply()).isEqualTo("Closing the Kitchen blinds.");
    assertThat(say("make it warmer in the living room").reply())
        .isEqualTo("Set the Thermostat to 21 degrees.");
    assertThat(say("how warm is it in the living room").reply())
        .isEqualTo("It is 19.4 degrees in the Living room, and the Thermostat is set to 21.");
    assertThat(say("mute the music").reply()).isEqualTo("Muted the Living room speaker.");
    assertThat(say("stop the music").reply()).isEqualTo("Paused the Living room speaker.");

    assertThat(fake.services())
        .containsExactly(
            "cover.close_cover cover.blinds",
            "climate.set_temperature climate.living",
            "media_player.volume_mute media_player.living",
            "media_player.media_pause media_player.living");
  }

  @Test
  void theGarageIsNotTouchedBeforeTheYes() {
    assertThat(say("open the garage door").reply()).endsWith("?");
    assertThat(fake.calls()).isEmpty();

    assertThat(say("yes").reply()).isEqualTo("Opening the Garage door.");
    assertThat(fake.services()).containsExactly("cover.open_cover cover.garage");
  }

  @Test
  void whatAHomeThatIsGoneWasToldIsNotSpokenOfAsDone() {
    fake.stop();

    TurnReport report = say("turn on the kitchen light");

    assertThat(report.receipts()).extracting(Receipt::result).doesNotContain(Receipt.DONE);
    assertThat(report.reply()).startsWith("Sorry, ").doesNotContain("Turned on");
  }

  @Test
  void theTokenStandsNowhere() {
    fake.manner("light.kitchen", Manner.REFUSES);
    say("turn on the kitchen light");
    fake.wants("another-token");
    fake.stop();
    fake.again();
    say("turn on the kitchen light");

    assertThat(Json.text(store.events(Query.ofSession(new SessionId("s")), Page.Cursor.START, 100)))
        .doesNotContain(FakeHomeAssistant.TOKEN);
    assertThat(home.condition().toString()).doesNotContain(FakeHomeAssistant.TOKEN);
  }
}
