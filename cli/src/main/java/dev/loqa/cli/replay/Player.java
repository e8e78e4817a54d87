package dev.loqa.cli.replay;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Plays entries to a running Loqa, each in a conversation of its own, and waits for every end.
///
/// Thread model: the caller's thread keeps the pace; a virtual thread plays each entry. A turn that
/// does not end within its deadline is lost.
public final class Player {
  private static final Duration TYPED = Duration.ofSeconds(60);
  private static final Duration SPOKEN = Duration.ofMinutes(3);
  private static final int MOST_FILES = 4;

  private final Api api;
  private final Pace pace;
  private final IntConsumer ended;
  private final boolean dry;
  private final Semaphore places;
  private final Semaphore ears = new Semaphore(MOST_FILES);
  private final CountDownLatch never = new CountDownLatch(1);

  /// @param ended told how many have ended, by any thread
  public Player(Api api, Pace pace, IntConsumer ended) {
    this(api, pace, ended, false);
  }

  /// @param dry whether the turns are to have no effect
  public Player(Api api, Pace pace, IntConsumer ended, boolean dry) {
    this.api = api;
    this.dry = dry;
    this.pace = pace;
    this.ended = ended;
    this.places = new Semaphore(pace.concurrency());
  }

  /// Plays all; the results are in the order of the entries.
  public List<Played> play(List<ReplayEntry> entries) {
    List<Future<Played>> running = new ArrayList<>();
    AtomicInteger done = new AtomicInteger();
    long start = System.nanoTime();
    try (ExecutorService threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("replay-", 0).factory())) {
      for (int i = 0; i < entries.size(); i++) {
        ReplayEntry entry = entries.get(i);
        await(start + pace.begin(i, entry).toNanos());
        places.acquire();
        running.add(
            threads.submit(() -> {
              try {
                return one(entry);
              } finally {
                places.release();
                ended.accept(done.incrementAndGet());
              }
            }));
      }
      List<Played> played = new ArrayList<>();
      for (Future<Played> one : running) {
        played.add(one.get());
      }
      return played;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(
          Exit.FAILED, "interrupted in the middle of the replay: run it again", e);
    } catch (ExecutionException e) {
      throw new CliException(Exit.FAILED, "an entry cannot be played: " + e.getCause(), e);
    }
  }

  private void await(long atNanos) throws InterruptedException {
    // Nobody counts it down: it is a pause that an interrupt ends.
    if (never.await(Math.max(0, atNanos - System.nanoTime()), TimeUnit.NANOSECONDS)) {
      throw new InterruptedException("stopped");
    }
  }

  private Played one(ReplayEntry entry) throws InterruptedException {
    try {
      Path audio = entry.audio();
      return Played.Answered.judged(
          entry, Turn.of(audio == null ? say(entry) : hear(entry, audio)));
    } catch (CliException e) {
      return new Played.Lost(entry, e.words());
    }
  }

  private Map<String, Object> say(ReplayEntry entry) {
    Map<String, Object> body = body(entry, null);
    body.put("dry", dry);
    return api.post("/v1/say", body, TYPED);
  }

  /// What is sent for typed words.
  static Map<String, Object> body(ReplayEntry entry, @Nullable String session) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("text", entry.text());
    body.put("session_id", session);
    body.put("language", entry.language());
    body.put("room", entry.room());
    body.put("speaker", entry.speaker());
    body.put("synthetic", true);
    body.values().removeIf(Objects::isNull);
    return body;
  }

  private Map<String, Object> hear(ReplayEntry entry, Path audio) throws InterruptedException {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("real_time", "true");
    query.put("synthetic", "true");
    if (entry.room() != null) {
      query.put("room", entry.room());
    }
    if (entry.speaker() != null) {
      query.put("speaker", entry.speaker());
    }
    ears.acquire();
    try {
      return api.postWav(Api.path("/v1/hear", query), Files.readAllBytes(audio), SPOKEN);
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, audio + " cannot be read (" + e.getMessage() + "): check its rights", e);
    } finally {
      ears.release();
    }
  }
}
