package dev.loqa.skillhost.engine;

import dev.loqa.skillhost.SkillHostException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// The program behind [CompilerProcess]: modules come in on its standard input, code goes out on
/// its standard output, one after the other. It ends when the input does, also in the middle of a
/// module, so it never outlives who started it; the time a module may take is that one's to watch.
///
/// A request is a length (32 bits) and so many bytes of WebAssembly; an answer is a kind (8 bits),
/// a length and so many bytes: code, or words that say why there is none.
public final class CompilerMain {
  static final int CODE = 0;
  static final int REFUSED = 1;
  static final int EXHAUSTED = 2;

  private static final int LONGEST_REQUEST = 64 << 20;
  private static final long STACK_BYTES = 16 << 20;
  private static final int BROKEN = 1;

  private CompilerMain() {}

  public static void main(String[] args) {
    InputStream in = System.in;
    OutputStream out = System.out;
    System.setOut(System.err); // whatever a library prints is no answer
    Runtime.getRuntime().halt(serve(new DataInputStream(in), new DataOutputStream(out)));
  }

  /// Reads on the calling thread and compiles on another one, so that the end of the input is seen
  /// at any time.
  private static int serve(DataInputStream in, DataOutputStream out) {
    BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>(1);
    Thread.ofPlatform()
        .name("skill-compile")
        .daemon()
        .stackSize(STACK_BYTES)
        .start(() -> work(requests, out));
    try {
      while (true) {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_REQUEST) {
          return BROKEN;
        }
        byte[] wasm = in.readNBytes(length);
        if (wasm.length < length || !requests.offer(wasm)) {
          return BROKEN;
        }
      }
    } catch (EOFException over) {
      return 0;
    } catch (IOException gone) {
      return BROKEN;
    }
  }

  private static void work(BlockingQueue<byte[]> requests, DataOutputStream out) {
    try {
      while (true) {
        answer(requests.take(), out);
      }
    } catch (IOException | InterruptedException gone) {
      Runtime.getRuntime().halt(BROKEN);
    }
  }

  private static void answer(byte[] wasm, DataOutputStream out) throws IOException {
    try {
      write(out, CODE, CompilesHere.code(wasm));
    } catch (SkillHostException refused) {
      write(out, REFUSED, words(String.valueOf(refused.getMessage())));
    } catch (StackOverflowError | OutOfMemoryError exhausted) {
      write(out, EXHAUSTED, new byte[0]);
    } catch (RuntimeException fault) {
      write(out, REFUSED, words("module: it can't be compiled: " + fault));
    }
  }

  private static byte[] words(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void write(DataOutputStream out, int kind, byte[] body) throws IOException {
    out.writeByte(kind);
    out.writeInt(body.length);
    out.write(body);
    out.flush();
  }
}
