package dev.loqa.edge.tts.kokoro;

import dev.loqa.base.life.Part;
import dev.loqa.edge.tts.TtsException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks espeak-ng for the phonemes of words. One process stays for all questions in a language (a
/// millisecond each instead of thirty for a new one): it reads lines and answers in lines of IPA,
/// one for each clause. After each text it is given a word whose answer is known, so that the end
/// of the text's answer is known.
///
/// Thread-safe; questions are answered one after the other, within two seconds. A process that died
/// or is late is replaced once. Owns the process and the thread `phonemes-<language>`.
final class EspeakPhonemes implements Part {
  private static final Logger LOG = LoggerFactory.getLogger(EspeakPhonemes.class);
  private static final String MARK = "zzqxjv";
  private static final String ENDED = "\u0004";
  private static final int WAIT_MILLIS = 2_000;

  /// espeak-ng cuts a line of 1,000 bytes in two.
  private static final int MOST_BYTES = 900;

  private static final int MOST_LINES = 1_000;

  private final String program;
  private final String voice;
  private final ReentrantLock turn = new ReentrantLock();
  private @Nullable Running running;
  private boolean closed;

  /// @param voice of espeak-ng, such as `en-us`
  EspeakPhonemes(String program, String voice) {
    this.program = program;
    this.voice = voice;
  }

  /// The phonemes of words without punctuation, as IPA with `^` between what is one sound.
  ///
  /// @throws TtsException when espeak-ng does not answer
  String of(String words) {
    String line = words.replace(MARK, " ").replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.codePoints().noneMatch(Character::isLetterOrDigit)) {
      return "";
    }
    if (line.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      int middle = Math.max(1, line.lastIndexOf(' ', line.length() / 2));
      return (of(line.substring(0, middle)) + " " + of(line.substring(middle))).strip();
    }
    try {
      if (!turn.tryLock(WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new TtsException("espeak-ng is busy with other words: say it again");
      }
      try {
        return ask(line);
      } finally {
        turn.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TtsException("interrupted while asking espeak-ng for phonemes", e);
    }
  }

  private String ask(String line) throws InterruptedException {
    try {
      return asked(line);
    } catch (InterruptedException e) {
      // The answer that was not waited for would be taken for that to the next question.
      drop();
      throw e;
    }
  }

  private String asked(String line) throws InterruptedException {
    try {
      return started().ask(line);
    } catch (IOException first) {
      LOG.atWarn()
          .addKeyValue("voice", voice)
          .addKeyValue("fault", first.getMessage())
          .log("espeak-ng gave no phonemes, another one is asked");
      drop();
      try {
        return started().ask(line);
      } catch (IOException again) {
        drop();
        throw new TtsException(
            "%s gives no phonemes: %s: try %s -q --ipa -v %s hello"
                .formatted(program, again.getMessage(), program, voice),
            again);
      }
    }
  }

  @Override
  public void close() {
    turn.lock();
    try {
      closed = true;
      drop();
    } finally {
      turn.unlock();
    }
  }

  private Running started() throws IOException, InterruptedException {
    if (closed) {
      throw new TtsException("the phonemizer is closed: make a new one");
    }
    Running now = running;
    if (now == null) {
      now = new Running(program, voice);
      running = now;
      now.learnMark();
    }
    return now;
  }

  private void drop() {
    if (running != null) {
      running.kill();
      running = null;
    }
  }

  /// One process and what it said.
  private static final class Running {
    private final Process process;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_LINES);
    private String mark = "";

    Running(String program, String voice) throws IOException {
      process =
          new ProcessBuilder(program, "-q", "--ipa", "--tie=^", "-v", voice)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Thread.ofPlatform().name("phonemes-" + voice).daemon().start(this::read);
    }

    private void read() {
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          lines.put(line.strip());
        }
        lines.put(ENDED);
      } catch (IOException e) {
        // It was killed: who asks is told by the end of the process.
        boolean _ = lines.offer(ENDED);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void learnMark() throws IOException, InterruptedException {
      write(MARK);
      mark = line();
    }

    String ask(String text) throws IOException, InterruptedException {
      write(text + "\n" + MARK);
      List<String> said = new ArrayList<>();
      for (String line = line(); !line.equals(mark); line = line()) {
        said.add(line);
      }
      return String.join(" ", said).strip();
    }

    private void write(String text) throws IOException {
      process.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    }

    private String line() throws IOException, InterruptedException {
      String line = lines.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      if (line == null) {
        throw new IOException("no answer within %d ms".formatted(WAIT_MILLIS));
      }
      if (line.equals(ENDED)) {
        throw new IOException("it has ended");
      }
      return line;
    }

    void kill() {
      process.destroyForcibly();
      lines.clear();
    }
  }
}
