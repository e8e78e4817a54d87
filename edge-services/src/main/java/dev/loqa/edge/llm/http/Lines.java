package dev.loqa.edge.llm.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.loqa.edge.llm.LlmException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The body of an answer, line by line as it comes. A line, and the whole, have a limit; each wait
/// has a deadline.
///
/// Threads: the HTTP client's threads put in, one piece ahead at most; one thread reads. Closing it
/// before the end closes the connection.
final class Lines implements BodySubscriber<Lines>, AutoCloseable {
  /// Bytes of a line at most.
  static final int MOST_LINE = 256 * 1024;

  /// Bytes of an answer at most.
  static final int MOST_BYTES = 8 * 1024 * 1024;

  private static final Object END = new Object();

  private final String server;
  private final CompletableFuture<Lines> here = CompletableFuture.completedFuture(this);
  // One piece that was asked for and one end; nothing else comes.
  private final BlockingQueue<Object> arrived = new ArrayBlockingQueue<>(4);
  private Flow.@Nullable Subscription subscription;
  private boolean closed;

  private byte[] bytes = new byte[4 * 1024];
  private int from;
  private int to;
  private int searched;
  private long total;
  private boolean ended;

  Lines(String server) {
    this.server = server;
  }

  @Override
  public CompletionStage<Lines> getBody() {
    return here;
  }

  @Override
  public synchronized void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> piece) {
    arrived.add(piece);
  }

  @Override
  public void onError(Throwable fault) {
    arrived.add(fault);
  }

  @Override
  public void onComplete() {
    arrived.add(END);
  }

  /// The next line without its end; null after the last one.
  ///
  /// @throws LlmException when none came within `nanos`, it is too long or no UTF-8, or the
  ///   connection broke
  @Nullable String next(long nanos) throws InterruptedException {
    long until = System.nanoTime() + nanos;
    while (true) {
      String line = take();
      if (line != null) {
        return line;
      }
      if (ended) {
        return rest();
      }
      Object piece = arrived.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (piece == null) {
        throw new LlmException(
            "%s sent nothing for %d ms: it is overloaded, or loads a model; see its log"
                .formatted(server, TimeUnit.NANOSECONDS.toMillis(nanos)));
      }
      add(piece);
    }
  }

  private void add(Object piece) {
    switch (piece) {
      case List<?> buffers -> {
        buffers.forEach(buffer -> append((ByteBuffer) buffer));
        requestMore();
      }
      case Throwable fault ->
          throw new LlmException("%s broke off: %s".formatted(server, fault.getMessage()), fault);
      default -> ended = true;
    }
  }

  private synchronized void requestMore() {
    if (subscription != null && !closed) {
      subscription.request(1);
    }
  }

  private void append(ByteBuffer buffer) {
    int more = buffer.remaining();
    total += more;
    if (total > MOST_BYTES) {
      throw new LlmException(
          "%s sent more than %d bytes: no answer is so long".formatted(server, MOST_BYTES));
    }
    if (to + more > bytes.length) {
      System.arraycopy(bytes, from, bytes, 0, to - from);
      to -= from;
      searched -= from;
      from = 0;
      if (to + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, to + more));
      }
    }
    buffer.get(bytes, to, more);
    to += more;
  }

  private @Nullable String take() {
    while (searched < to) {
      if (bytes[searched++] == '\n') {
        String line = text(from, searched - 1);
        from = searched;
        return line;
      }
    }
    checkLine(to - from);
    return null;
  }

  private @Nullable String rest() {
    if (from == to) {
      return null;
    }
    String line = text(from, to);
    from = to;
    return line;
  }

  private String text(int start, int end) {
    checkLine(end - start);
    int last = end > start && bytes[end - 1] == '\r' ? end - 1 : end;
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, last - start)).toString();
    } catch (CharacterCodingException e) {
      throw new LlmException(server + " sent a line that is no UTF-8: it is no model server", e);
    }
  }

  private void checkLine(int length) {
    if (length > MOST_LINE) {
      throw new LlmException(
          "%s sent a line of more than %d bytes: it is no model server"
              .formatted(server, MOST_LINE));
    }
  }

  /// Stops the server when it still sends.
  @Override
  public synchronized void close() {
    closed = true;
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
