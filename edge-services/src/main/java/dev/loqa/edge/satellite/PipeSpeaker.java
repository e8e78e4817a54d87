package dev.loqa.edge.satellite;

import dev.loqa.base.audio.Pcm;
import dev.loqa.base.life.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes sound to a pipe, which paces it: to a command's input or to this process's output.
///
/// Owns the thread `satellite-speaker` and a queue of 2,048 pieces; what comes when it is full is
/// dropped with a warning. A command that ends is started again for the next sound.
public final class PipeSpeaker implements Part, Loudspeaker {
  private static final Logger LOG = LoggerFactory.getLogger(PipeSpeaker.class);
  private static final int MAX_PIECES = 2_048;

  private final PipeConfig config;
  private final BlockingQueue<Pcm> pieces = new ArrayBlockingQueue<>(MAX_PIECES);
  private final Thread thread;
  private volatile @Nullable Process process;
  private volatile boolean closed;

  public PipeSpeaker(PipeConfig config) {
    this.config = config;
    this.thread = Thread.ofPlatform().name("satellite-speaker").daemon().start(this::play);
  }

  @Override
  public void accept(Pcm sound) {
    if (!pieces.offer(sound)) {
      LOG.atWarn().log("the speaker is far behind, sound is dropped");
    }
  }

  /// The command is ended, since what it has taken is still to be heard; the next sound starts it
  /// again.
  @Override
  public void silence() {
    pieces.clear();
    Process running = process;
    if (running != null) {
      process = null;
      running.destroyForcibly();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    stop();
    try {
      thread.join(Duration.ofSeconds(3));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void play() {
    try {
      while (!closed) {
        write(pieces.take().at(config.sinkRateHz()).bytes());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(byte[] bytes) {
    try {
      OutputStream out = output();
      out.write(bytes);
      out.flush();
    } catch (IOException e) {
      if (process != null && !closed) {
        LOG.atWarn()
            .addKeyValue("command", config.sink())
            .addKeyValue("fault", e.getMessage())
            .log("sound cannot be played, check satellite.sink");
      }
      stop();
    }
  }

  private OutputStream output() throws IOException {
    if (config.sink().equals("-")) {
      return System.out;
    }
    Process running = process;
    if (running == null || !running.isAlive()) {
      running =
          new ProcessBuilder(config.sinkCommand())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process = running;
    }
    return running.getOutputStream();
  }

  private void stop() {
    Process running = process;
    process = null;
    if (running == null) {
      return;
    }
    try {
      running.getOutputStream().close();
      if (!running.waitFor(500, TimeUnit.MILLISECONDS)) {
        running.destroyForcibly();
      }
    } catch (IOException e) {
      running.destroyForcibly();
    } catch (InterruptedException e) {
      running.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
