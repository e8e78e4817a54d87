package dev.loqa.edge.satellite;

import dev.loqa.base.audio.AudioException;
import dev.loqa.base.audio.Pcm;
import dev.loqa.base.audio.WavFile;
import dev.loqa.base.audio.WavLimits;
import dev.loqa.base.life.Part;
import dev.loqa.base.life.Parts;
import dev.loqa.bus.Bus;
import dev.loqa.bus.Delivery;
import dev.loqa.protocol.AudioLimits;
import dev.loqa.protocol.SatelliteHear;
import dev.loqa.protocol.SatelliteHeard;
import dev.loqa.protocol.Subjects;
import io.opentelemetry.context.Context;
import java.io.ByteArrayInputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers `satellite.hear`: a WAV file of this machine, or one in the request, is taken for what
/// the microphone hears, the answer's sound goes to a file. At most four files at once, each on a
/// virtual thread `satellite-hear-<n>`; more are refused in words.
public final class SatelliteService implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(SatelliteService.class);
  private static final int MAX_FILES = 4;
  private static final WavLimits LIMITS =
      new WavLimits(Duration.ofSeconds(AudioLimits.UTTERANCE_SECONDS));

  private final Bus bus;
  private final Satellite satellite;
  private final Semaphore room = new Semaphore(MAX_FILES);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("satellite-hear-", 1).factory());
  private final Parts parts = new Parts();

  private SatelliteService(Bus bus, Satellite satellite) {
    this.bus = bus;
    this.satellite = satellite;
  }

  /// Starts to answer for `satellite`, which is closed with the service.
  public static SatelliteService start(Bus bus, Satellite satellite) {
    SatelliteService service = new SatelliteService(bus, satellite);
    service.parts.add(satellite);
    service.parts.add(bus.subscribe(Subjects.SATELLITE_HEAR, "satellite", service::onRequest));
    return service;
  }

  /// Files being heard.
  public int queueDepth() {
    return MAX_FILES - room.availablePermits();
  }

  @Override
  public void close() {
    parts.close();
    threads.shutdownNow();
    try {
      if (!threads.awaitTermination(3, TimeUnit.SECONDS)) {
        LOG.atWarn().log("a turn did not end with the satellite");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void onRequest(Delivery delivery) {
    SatelliteHear request = delivery.as(SatelliteHear.class);
    if (!room.tryAcquire()) {
      bus.respond(
          delivery, failed(request, "%d files are being heard: try again".formatted(MAX_FILES)));
      return;
    }
    Context trace = Context.current();
    threads.execute(
        trace.wrap(() -> {
          try {
            bus.respond(delivery, hear(request));
          } finally {
            room.release();
          }
        }));
  }

  private SatelliteHeard hear(SatelliteHear request) {
    try {
      Path path = Path.of(request.path());
      if (!path.isAbsolute()) {
        return failed(request, request.path() + " is a relative path: give an absolute one");
      }
      WavFile file = read(path, request.wav());
      HearOptions options =
          new HearOptions(
              request.sessionId(),
              request.turnId(),
              request.realTime(),
              request.room(),
              request.speaker());
      HeardTurn turn = satellite.hear(file.pcm(), options);
      write(request.outPath(), turn.reply());
      return new SatelliteHeard(
          turn.session(),
          turn.turn(),
          turn.transcript(),
          turn.firstAudioMs(),
          turn.reply().duration().toNanos() / 1e6,
          turn.error());
    } catch (AudioException | SatelliteException | InvalidPathException e) {
      return failed(request, String.valueOf(e.getMessage()));
    }
  }

  /// The file of that path, or the one in the request under that name.
  private static WavFile read(Path path, @Nullable String wav) {
    if (wav == null) {
      return WavFile.read(path, LIMITS);
    }
    try {
      return WavFile.read(
          new ByteArrayInputStream(Base64.getDecoder().decode(wav)), path.toString(), LIMITS);
    } catch (IllegalArgumentException e) {
      throw new SatelliteException(
          "wav of %s is no base64 (%s): send the file's bytes so".formatted(path, e.getMessage()),
          e);
    }
  }

  private static void write(@Nullable String outPath, Pcm reply) {
    if (outPath != null && !reply.isEmpty()) {
      WavFile.write(Path.of(outPath), reply);
    }
  }

  private static SatelliteHeard failed(SatelliteHear request, String error) {
    return new SatelliteHeard(request.sessionId(), request.turnId(), "", 0, 0, error);
  }
}
