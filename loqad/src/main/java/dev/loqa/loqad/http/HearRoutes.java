package dev.loqa.loqad.http;

import dev.loqa.base.audio.AudioException;
import dev.loqa.base.audio.WavFile;
import dev.loqa.base.audio.WavLimits;
import dev.loqa.base.files.PrivateFiles;
import dev.loqa.base.json.Json;
import dev.loqa.base.life.Part;
import dev.loqa.bus.BusException;
import dev.loqa.loqad.converse.ExpectedTurns;
import dev.loqa.loqad.nodes.NodeRegistry;
import dev.loqa.protocol.AudioLimits;
import dev.loqa.protocol.Quoted;
import dev.loqa.protocol.SatelliteHear;
import dev.loqa.protocol.SatelliteHeard;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TurnCancel;
import dev.loqa.protocol.TurnId;
import dev.loqa.protocol.TurnReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A spoken sentence as a WAV file: a satellite of this machine takes it for what its microphone
/// hears, and the turn that comes of it is the answer. At most four at once; thread-safe.
final class HearRoutes implements Part {
  /// Bytes of one WAV file at most.
  static final int WAV_BYTES = 12 * 1024 * 1024;

  private static final int MOST_AT_ONCE = 4;
  private static final Duration ANSWER = Duration.ofSeconds(90);
  private static final Duration END = Duration.ofSeconds(10);
  private static final int NAME_CHARACTERS = 64;
  private static final WavLimits LIMITS =
      new WavLimits(Duration.ofSeconds(AudioLimits.UTTERANCE_SECONDS));
  private static final List<String> TYPES =
      List.of(
          "audio/wav",
          "audio/x-wav",
          "audio/wave",
          "audio/vnd.wave",
          "application/octet-stream",
          "");

  private final ApiContext context;
  private final Path run;
  private final Replies replies;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  HearRoutes(ApiContext context) {
    this.context = context;
    this.run = context.data().resolve("run");
    this.replies = new Replies(run.resolve("replies"));
  }

  List<Route> routes() {
    return List.of(
        Route.owner("POST", "/v1/hear", this::hear),
        Route.owner("GET", "/v1/turns/{turn}/reply.wav", this::reply));
  }

  private Answer hear(Call call) {
    checkType(call);
    byte[] wav = call.body(WAV_BYTES, "the WAV file");
    Duration length = length(wav);
    boolean realTime = call.flag("real_time", true);
    boolean synthetic = call.flag("synthetic", false);
    SessionId session =
        call.query("session_id")
            .map(SessionId::new)
            .orElseGet(() -> context.conversations().newSession());
    TurnId turn = context.conversations().newTurn();
    Path reply = keepReply(call) ? replies.place(turn) : null;
    if (!places.tryAcquire()) {
      throw new HttpFault(
          503, "Loqa", "hears " + MOST_AT_ONCE + " files already", "try again in a moment");
    }
    Path file = run.resolve("hear-" + turn.value() + ".wav");
    try (ExpectedTurns.Expected end = context.conversations().expect(turn, synthetic)) {
      PrivateFiles.write(file, wav);
      SatelliteHear request =
          new SatelliteHear(
              session,
              turn,
              file.toString(),
              realTime,
              name(call, "room"),
              name(call, "speaker"),
              reply == null ? null : reply.toString(),
              wav.length <= SatelliteHear.INLINE_BYTES
                  ? Base64.getEncoder().encodeToString(wav)
                  : null);
      NodeRegistry.Watch satellites = context.nodes().watch("satellite");
      Optional<SatelliteHeard> heard = ask(satellites, request, length.plus(ANSWER), end);
      if (heard.isPresent()) {
        return answer(session, turn, heard.get(), ended(heard.get(), end), reply);
      }
      return satellites.lost()
          ? answerWithoutSatellite(session, turn, end)
          : answer(session, turn, untold(session, turn, end), end.await(Duration.ZERO), reply);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HttpFault(503, "Loqa", "stops", "ask again when it is back");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      places.release();
      Replies.delete(file);
    }
  }

  private static void checkType(Call call) {
    String type =
        call.header("Content-Type").orElse("").split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      throw new HttpFault(
          415, "the content type " + Quoted.of(type), "is no WAV file", "send audio/wav");
    }
  }

  private static Duration length(byte[] wav) {
    try {
      return WavFile.read(new ByteArrayInputStream(wav), "the WAV file", LIMITS).pcm().duration();
    } catch (AudioException e) {
      throw HttpFault.of(400, "the WAV file", String.valueOf(e.getMessage()));
    }
  }

  private static boolean keepReply(Call call) {
    String wanted = call.query("reply").orElse("");
    if (!wanted.isEmpty() && !wanted.equals("wav")) {
      throw new HttpFault(400, "reply", "is not wav", "send reply=wav or leave it out");
    }
    return !wanted.isEmpty();
  }

  private static @Nullable String name(Call call, String parameter) {
    String name = call.query(parameter).orElse(null);
    if (name != null && name.length() > NAME_CHARACTERS) {
      throw new HttpFault(
          400, parameter, "is too long", "send at most " + NAME_CHARACTERS + " characters");
    }
    return name;
  }

  private Optional<SatelliteHeard> ask(
      NodeRegistry.Watch satellites,
      SatelliteHear request,
      Duration deadline,
      ExpectedTurns.Expected end)
      throws InterruptedException {
    try {
      return SatelliteCall.ask(context.bus(), satellites, request, deadline, end);
    } catch (BusException.NoResponders e) {
      throw new HttpFault(
          503,
          "the satellite",
          "does not run",
          "loqa-edge satellite starts one; /readyz shows every part");
    }
  }

  /// What the satellite would have said, as the turn's report has it.
  private static SatelliteHeard untold(SessionId session, TurnId turn, ExpectedTurns.Expected end)
      throws InterruptedException {
    TurnReport report = end.await(Duration.ZERO).orElseThrow();
    double firstAudioMs = report.audioMs() > 0 ? report.ledger().totalMs() : 0;
    return new SatelliteHeard(
        session, turn, report.transcript(), firstAudioMs, report.audioMs(), null);
  }

  /// The satellite is gone and nobody hears an answer any more: the turn is ended, and what it had
  /// done by then is told.
  private Answer answerWithoutSatellite(SessionId session, TurnId turn, ExpectedTurns.Expected end)
      throws InterruptedException {
    context.bus().publish(new TurnCancel(session, turn, "the satellite went away"));
    Optional<TurnReport> report =
        end.await(context.conversations().runs(turn) ? END : Duration.ZERO);
    if (report.isEmpty()) {
      throw new HttpFault(
          503,
          "the satellite",
          "went away in the middle of the turn",
          "loqad starts its own again, so ask again in a moment; /readyz shows every part");
    }
    String transcript = report.get().transcript();
    SatelliteHeard heard =
        new SatelliteHeard(
            session, turn, transcript, 0, 0, "the satellite went away: nobody heard the answer");
    return answer(session, turn, heard, report, null);
  }

  private Answer answer(
      SessionId session,
      TurnId turn,
      SatelliteHeard heard,
      Optional<TurnReport> report,
      @Nullable Path reply) {
    if (report.isEmpty() && heard.error() != null) {
      throw HttpFault.of(502, "the satellite", "gave up, " + heard.error());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("session", session.value());
    body.put("turn", turn.value());
    body.put("transcript", heard.transcript());
    body.put("reply", "");
    report.ifPresent(found -> body.putAll(Json.toMap(found)));
    context.conversations().awaits(session).ifPresent(what -> body.put("awaits", what));
    Map<String, Object> satellite = new LinkedHashMap<>();
    satellite.put("first_audio_ms", heard.firstAudioMs());
    satellite.put("audio_ms", heard.audioMs());
    if (heard.error() != null) {
      satellite.put("error", heard.error());
    }
    body.put("satellite", satellite);
    if (reply != null && Files.exists(reply)) {
      body.put("reply_wav", "/v1/turns/" + turn.value() + "/reply.wav");
      replies.kept(turn);
    }
    return Answer.json(body);
  }

  /// The turn's report; when nothing was heard no turn began, so none is waited for.
  private static Optional<TurnReport> ended(SatelliteHeard heard, ExpectedTurns.Expected end)
      throws InterruptedException {
    boolean began = !heard.transcript().isBlank() || heard.error() == null;
    return end.await(began ? END : Duration.ZERO);
  }

  private Answer reply(Call call) {
    TurnId turn = new TurnId(call.part("turn"));
    byte[] wav =
        replies
            .read(turn)
            .orElseThrow(() ->
                new HttpFault(
                    404,
                    "the reply of turn " + turn.value(),
                    "is not kept",
                    "ask with reply=wav; the newest " + Replies.MOST + " are kept"));
    return Answer.bytes(200, "audio/wav", wav);
  }

  @Override
  public void close() {
    replies.close();
  }
}
