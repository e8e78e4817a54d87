package dev.loqa.cli.age;

import com.exceptionfactory.jagged.PayloadException;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.UnsupportedRecipientStanzaException;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import dev.loqa.cli.age.AgeException.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.List;

/// Files of the age format: ChaCha20-Poly1305 over pieces of 64 KiB whose order and end are
/// authenticated, under a key that is wrapped for each recipient by X25519.
///
/// A stream is used by one thread. What is read was authenticated piece by piece: only a reader
/// that comes to the end knows that nothing was cut off.
public final class AgeFile {
  private static final byte[] MAGIC = "age-encryption.org/v1\n".getBytes(StandardCharsets.US_ASCII);

  private AgeFile() {}

  /// Writes into `out` what any one of the recipients can read; closing it closes `out`.
  public static OutputStream encrypting(WritableByteChannel out, Collection<AgeRecipient> readers)
      throws IOException {
    List<RecipientStanzaWriter> writers = readers.stream().map(AgeRecipient::writer).toList();
    try {
      return new Encrypting(
          new StandardEncryptingChannelFactory().newEncryptingChannel(out, writers));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot encrypt for age", e);
    }
  }

  /// Reads `file` with one of the keys.
  ///
  /// @throws AgeException when it is none, none of the keys opens it, or its head is damaged; while
  ///   reading, when a piece is
  public static InputStream decrypting(Path file, Collection<AgeKey> keys) throws IOException {
    FileChannel in = FileChannel.open(file);
    boolean opened = false;
    try {
      ByteBuffer head = ByteBuffer.allocate(MAGIC.length);
      while (head.hasRemaining() && in.read(head) >= 0) {
        // on to the end of the magic
      }
      if (!ByteBuffer.wrap(MAGIC).equals(head.flip())) {
        throw new AgeException(Fault.FOREIGN, "it is no encrypted file of the age format");
      }
      in.position(0);
      List<RecipientStanzaReader> readers = keys.stream().map(AgeKey::reader).toList();
      InputStream stream =
          new Decrypting(new StandardDecryptingChannelFactory().newDecryptingChannel(in, readers));
      opened = true;
      return stream;
    } catch (UnsupportedRecipientStanzaException e) {
      throw new AgeException(Fault.OTHER_KEY, "it was encrypted for another key", e);
    } catch (GeneralSecurityException | PayloadException | BufferUnderflowException e) {
      throw new AgeException(Fault.DAMAGED, "its head was changed or cut off", e);
    } finally {
      if (!opened) {
        in.close();
      }
    }
  }

  private static final class Encrypting extends OutputStream {
    private final WritableByteChannel channel;
    private boolean closed;

    Encrypting(WritableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    /// The last piece is written by the first close alone.
    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        channel.close();
      }
    }
  }

  private static final class Decrypting extends InputStream {
    private final ReadableByteChannel channel;

    Decrypting(ReadableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// The channel's own count says -1 where the end came within this read; the buffer tells what
    /// was read.
    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      try {
        channel.read(buffer);
      } catch (IOException e) {
        if (e.getCause() instanceof GeneralSecurityException) {
          throw new AgeException(Fault.DAMAGED, "it was changed or cut off", e);
        }
        throw e;
      }
      int read = buffer.position() - offset;
      return read == 0 && length > 0 ? -1 : read;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
