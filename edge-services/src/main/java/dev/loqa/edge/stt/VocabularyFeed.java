package dev.loqa.edge.stt;

import dev.loqa.base.json.JsonException;
import dev.loqa.base.life.Part;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.bus.Subscription;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Vocabulary;
import dev.loqa.protocol.VocabularyGet;
import dev.loqa.understanding.UnderstandingException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the vocabulary of the house up to date: asks loqad for it until it comes, and again
/// whenever loqad says that it changed.
///
/// One thread of its own does the asking; `changed` is called on it. A vocabulary that cannot be
/// used is logged and the one before stays.
final class VocabularyFeed implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(VocabularyFeed.class);
  private static final Duration ANSWER = Duration.ofSeconds(5);
  private static final long RETRY_MILLIS = 500;
  private static final long CLOSE_MILLIS = 2_000;

  private final Bus bus;
  private final String language;
  private final Consumer<Ears> changed;
  private final BlockingQueue<String> news = new ArrayBlockingQueue<>(1);
  private final Subscription subscription;
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable String version;

  VocabularyFeed(Bus bus, String language, Consumer<Ears> changed) {
    this.bus = bus;
    this.language = language;
    this.changed = changed;
    // One notice waits at most: it only says "ask", and asking gets the newest.
    subscription =
        bus.subscribe(Subjects.VOCABULARY_CHANGED, _ -> news.offer(Subjects.VOCABULARY_CHANGED));
    news.offer("start");
    thread = Thread.ofPlatform().daemon().name("stt-vocabulary").start(this::run);
  }

  private void run() {
    try {
      while (!closed) {
        if (news.poll(1, TimeUnit.MINUTES) != null) {
          askUntilAnswered();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void askUntilAnswered() throws InterruptedException {
    boolean told = false;
    while (!closed) {
      try {
        use(bus.request(new VocabularyGet(language), ANSWER).as(Vocabulary.class));
        return;
      } catch (BusException | JsonException | SttException | UnderstandingException e) {
        if (!told) {
          told = true;
          LOG.atWarn().addKeyValue("fault", e.getMessage()).log("no vocabulary yet, asking again");
        }
      }
      news.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void use(Vocabulary vocabulary) {
    if (!vocabulary.version().equals(version)) {
      var ears = Ears.of(vocabulary);
      version = vocabulary.version();
      LOG.atInfo()
          .addKeyValue("version", vocabulary.version())
          .addKeyValue("words", ears.grammar().words().size())
          .log("vocabulary loaded");
      changed.accept(ears);
    }
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
    thread.interrupt();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
