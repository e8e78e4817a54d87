package dev.loqa.bus;

import dev.loqa.base.life.Part;
import dev.loqa.protocol.EventId;
import dev.loqa.protocol.EventRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event stream of the [InMemoryBus]: a list. Holds at most 100,000 events, then refuses more.
final class MemoryEvents implements EventStream, Part {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryEvents.class);
  private static final int MOST_EVENTS = 100_000;
  private static final long LOOK_MILLIS = 100;
  private static final long AGAIN_MILLIS = 50;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition more = lock.newCondition();
  private final List<byte[]> stream = new ArrayList<>();
  private final Set<EventId> known = new HashSet<>();
  private final List<Reader> readers = new CopyOnWriteArrayList<>();

  @Override
  public void publish(EventRecord event) {
    byte[] bytes = EventWire.encode(event);
    lock.lock();
    try {
      if (stream.size() >= MOST_EVENTS) {
        throw new BusException.Unavailable(
            "the stream in memory is full: it is for tests and simulations");
      }
      if (known.add(event.eventId())) {
        stream.add(bytes);
        more.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void publishAll(List<EventRecord> events) {
    events.forEach(this::publish);
  }

  @Override
  public Subscription consume(long afterSequence, Intake intake) {
    Reader reader = new Reader(afterSequence, intake);
    readers.add(reader);
    reader.thread.start();
    return reader;
  }

  @Override
  public void close() {
    readers.forEach(Reader::close);
  }

  private byte[] next(long sequence) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS);
      while (stream.size() < sequence && left > 0) {
        left = more.awaitNanos(left);
      }
      return stream.size() < sequence ? new byte[0] : stream.get((int) sequence - 1);
    } finally {
      lock.unlock();
    }
  }

  private final class Reader implements Subscription {
    private final Intake intake;
    private final Thread thread = Thread.ofVirtual().name("bus-events-intake").unstarted(this::run);
    private final Semaphore stop = new Semaphore(0);
    private long position;
    private volatile boolean closed;

    Reader(long position, Intake intake) {
      this.position = position;
      this.intake = intake;
    }

    @Override
    public void close() {
      closed = true;
      stop.release();
      readers.remove(this);
      if (Thread.currentThread().equals(thread)) {
        return;
      }
      try {
        if (!thread.join(Duration.ofSeconds(5))) {
          LOG.warn("the intake of an event still runs after its subscription was closed");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void run() {
      try {
        while (!closed) {
          byte[] bytes = next(position + 1);
          if (bytes.length > 0 && !closed && !taken(bytes)) {
            stop.tryAcquire(AGAIN_MILLIS, TimeUnit.MILLISECONDS);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private boolean taken(byte[] bytes) {
      try {
        intake.accept(position + 1, EventWire.decode("loqa.events", bytes));
        position++;
        return true;
      } catch (Exception e) { // fence of the message loop: the event comes again
        LOG.atWarn()
            .addKeyValue("after", position)
            .addKeyValue("why", e.toString())
            .log("event intake begins again");
        return false;
      }
    }
  }
}
