package dev.loqa.loqad.converse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loqa.bus.InMemoryBus;
import dev.loqa.protocol.Bytes;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.NluResponse;
import dev.loqa.protocol.SessionDegraded;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsDone;
import dev.loqa.protocol.TtsRequest;
import dev.loqa.protocol.TurnId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A model's answer from its first piece to its last sound, without a store or skills: the test
/// plays the model and the voice, step by step.
@Timeout(60)
class StreamedAnswerTest {
  static final NluRequest PROMPT =
      new NluRequest(
          new SessionId("s"),
          "why",
          null,
          null,
          null,
          null,
          null,
          Instant.EPOCH,
          List.of(),
          List.of(),
          new TurnId("t"));
  private static final long LONG = TimeUnit.SECONDS.toNanos(30);
  private final InMemoryBus bus = new InMemoryBus();
  private final BlockingQueue<TtsRequest> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<SessionDegraded> degraded = new LinkedBlockingQueue<>();
  private final ExecutorService turn = Executors.newSingleThreadExecutor();
  private final Progress progress = new Progress();
  private final Nodes voices = Nodes.lasting(() -> true);
  private final Nodes models = Nodes.lasting(() -> true);

  StreamedAnswerTest() {
    bus.subscribe(Subjects.TTS_REQUEST, d -> asked.add(d.as(TtsRequest.class)));
    bus.subscribe(Subjects.SESSION_DEGRADED, d -> degraded.add(d.as(SessionDegraded.class)));
  }

  @AfterEach
  void stop() {
    turn.shutdownNow();
    bus.close();
  }

  @Test
  void theFirstSentenceIsSpokenWhileTheRestComesAndAllIsOneAnswer() throws Exception {
    AnswerVoice voice = voice(Duration.ofSeconds(30));
    Future<ModelTalk.Heard> heard = listen(voice);
    piece("The sky is");
    piece(" blue. Light");

    TtsRequest first = take(asked);
    assertThat(first.text()).isEqualTo("The sky is blue.");
    assertThat(first.more()).isTrue();
    assertThat(first.firstSequence()).isZero();
    assertThat(first.source()).isEqualTo("llm");

    // What comes meanwhile waits for the first part, and goes out together.
    piece(" is scattered. Blue most. And");
    sound(0);
    assertThat(asked).isEmpty();
    spoken(1);
    TtsRequest second = take(asked);
    assertThat(second.text()).isEqualTo("Light is scattered. Blue most.");
    assertThat(second.firstSequence()).isEqualTo(1);

    last("The sky is blue. Light is scattered. Blue most. And so on.", null);
    assertThat(heard.get().said())
        .isEqualTo("The sky is blue. Light is scattered. Blue most. And so on.");
    assertThat(heard.get().whole()).isTrue();

    Future<?> end =
        turn.submit(() -> {
          voice.end("");
          return null;
        });
    sound(1);
    sound(2);
    // Its pieces may come after the end that counts them.
    spoken(5);
    TtsRequest closing = take(asked);
    assertThat(closing.text()).isEqualTo("And so on.");
    assertThat(closing.more()).isFalse();
    assertThat(closing.firstSequence()).isEqualTo(5);
    end.get();
    assertThat(voice.firstSoundMillis()).isPositive();
    assertThat(degraded).isEmpty();
  }

  @Test
  void aSentenceThatIsWholeDoesNotWaitForTheNextOne() throws Exception {
    AnswerVoice voice = voice(Duration.ofSeconds(30));
    Future<ModelTalk.Heard> heard = listen(voice);
    piece("The sky is blue. ");
    assertThat(take(asked).text()).isEqualTo("The sky is blue.");

    piece("Light is scattered. ");
    last("The sky is blue. Light is scattered.", null);

    assertThat(heard.get().said()).isEqualTo("The sky is blue. Light is scattered.");
  }

  @Test
  void aFinalThatOvertakesItsPiecesIsSaidOnce() throws Exception {
    AnswerVoice voice = voice(Duration.ofSeconds(30));
    Future<ModelTalk.Heard> heard = listen(voice);
    piece("One. Two");
    last("One. Two. Three.", null);
    piece(". Three.");

    assertThat(heard.get().said()).isEqualTo("One. Two. Three.");
  }

  @Test
  void whatWasClaimedIsNotSpoken() throws Exception {
    AnswerVoice voice = voice(Duration.ofSeconds(30));
    Future<ModelTalk.Heard> heard = listen(voice);
    piece("Good idea. I have turned on the light. Anything else? ");
    last("Good idea. I have turned on the light. Anything else? ", null);

    assertThat(heard.get().claimed()).isTrue();
    assertThat(heard.get().said()).isEqualTo("Good idea. Anything else?");
    assertThat(take(asked).text()).isEqualTo("Good idea.");
  }

  @Test
  void aCancelEndsTheListeningAndNoFurtherPartIsAskedFor() throws Exception {
    AnswerVoice voice = voice(Duration.ofSeconds(30));
    Future<ModelTalk.Heard> heard = listen(voice);
    piece("One. Two. ");
    assertThat(take(asked).text()).isEqualTo("One.");

    progress.cancel("stop");

    assertThat(heard.get().whole()).isFalse();
    voice.end("Sorry.");
    assertThat(asked).isEmpty();
  }

  @Test
  void aVoiceThatGivesNoSoundIsAskedTwiceAndTheAnswerIsShown() throws Exception {
    AnswerVoice voice = voice(Duration.ofMillis(50));
    Future<ModelTalk.Heard> heard = listen(voice);
    piece("One. Two. ");
    assertThat(take(asked).text()).isEqualTo("One.");
    assertThat(take(asked).text()).as("asked again").isEqualTo("One.");
    assertThat(take(degraded).fallback()).isEqualTo("asked again");
    assertThat(take(degraded).fallback()).contains("shown");
    last("One. Two. Three.", null);

    assertThat(heard.get().said()).isEqualTo("One. Two. Three.");
    voice.end("");
    assertThat(voice.firstSoundMillis()).isZero();
    assertThat(asked).isEmpty();
  }

  @Test
  void aModelThatBreaksOffHasSaidWhatItSaid() throws Exception {
    Future<ModelTalk.Heard> heard = listen(voice(Duration.ofSeconds(30)));
    piece("One. Tw");
    last("One.", "it broke off");

    assertThat(heard.get().answered()).isTrue();
    assertThat(heard.get().whole()).isFalse();
    assertThat(heard.get().said()).startsWith("One.");
  }

  @Test
  void anApologyOfItsNodeIsNoAnswer() throws Exception {
    Future<ModelTalk.Heard> heard = listen(voice(Duration.ofSeconds(30)));
    last("Sorry, the language model did not answer.", "it is not there");

    assertThat(heard.get().answered()).isFalse();
    assertThat(heard.get().said()).isEmpty();
  }

  private AnswerVoice voice(Duration speech) {
    ConverseConfig config = new ConverseConfig(speech, speech, speech);
    Utterance utterance =
        new Utterance(
            new SessionId("s"),
            new TurnId("t"),
            "why",
            "en",
            null,
            null,
            Utterance.Path.TEXT,
            false,
            true,
            1,
            Map.of());
    return new AnswerVoice(bus, config, voices, utterance, progress, "llm", true);
  }

  private Future<ModelTalk.Heard> listen(AnswerVoice voice) {
    Prompted prompted = new Prompted(bus, models, PROMPT);
    prompted.ask();
    return turn.submit(
        () -> new ModelTalk(prompted, voice, progress, "en").listen(System.nanoTime() + LONG));
  }

  private void piece(String content) {
    progress.model(response(content, true, null));
  }

  private void last(String content, @Nullable String error) {
    progress.model(response(content, false, error));
  }

  static NluResponse response(String content, boolean partial, @Nullable String error) {
    return new NluResponse(
        new SessionId("s"),
        content,
        partial,
        null,
        null,
        null,
        null,
        Instant.EPOCH,
        List.of(),
        error,
        new TurnId("t"),
        Map.of());
  }

  private void sound(long sequence) {
    progress.audio(
        new TtsAudio(
            new SessionId("s"),
            null,
            sequence,
            16_000,
            1,
            Bytes.wrap(new byte[320]),
            false,
            new TurnId("t")),
        System.nanoTime());
  }

  private void spoken(long next) {
    progress.spoken(
        new TtsDone(
            new SessionId("s"), null, true, Instant.EPOCH, next, new TurnId("t"), Map.of()));
  }

  private static <T> T take(BlockingQueue<T> queue) throws InterruptedException {
    @Nullable T value = queue.poll(10, TimeUnit.SECONDS);
    assertThat(value).isNotNull();
    return Objects.requireNonNull(value);
  }
}
