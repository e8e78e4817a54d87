package dev.loqa.bus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongConsumer;

/// The shared models of the [InMemoryBus]: small ones, 16 MiB each at most.
final class MemoryModels implements ModelShelf {
  private static final int MOST_BYTES = 16 << 20;
  private static final int PIECE = 128 * 1024;

  /// A shared model and its bytes.
  private static final class Kept {
    private final Shared shared;
    private final byte[] content;

    Kept(Shared shared, byte[] content) {
      this.shared = shared;
      this.content = content;
    }
  }

  private final ConcurrentSkipListMap<String, Kept> kept = new ConcurrentSkipListMap<>();

  @Override
  public Shared put(String name, Path file) {
    try {
      byte[] content = Files.readAllBytes(file);
      if (content.length > MOST_BYTES) {
        throw new BusException(name + " is too large for a bus in memory: use a server");
      }
      String sha256 =
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
      long pieces = (content.length + PIECE - 1L) / PIECE;
      Shared shared = new Shared(name, content.length, sha256, sha256, pieces);
      kept.put(name, new Kept(shared, content));
      return shared;
    } catch (IOException e) {
      throw new BusException(file + " cannot be read (" + e.getMessage() + "): check it", e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public boolean takeBack(String name) {
    return kept.remove(name) != null;
  }

  @Override
  public List<Shared> all() {
    return kept.values().stream().map(each -> each.shared).toList();
  }

  @Override
  public Optional<Shared> find(String name) {
    return Optional.ofNullable(kept.get(name)).map(each -> each.shared);
  }

  @Override
  public void fetch(Shared model, OutputStream out, LongConsumer told) {
    Kept there = kept.get(model.name());
    if (there == null || !there.shared.equals(model)) {
      throw new BusException(
          model.name() + " was taken back or shared anew while it was fetched: try again");
    }
    try {
      for (int from = 0; from < there.content.length; from += PIECE) {
        int length = Math.min(PIECE, there.content.length - from);
        out.write(there.content, from, length);
        told.accept((long) from + length);
      }
    } catch (IOException e) {
      throw new BusException(
          model.name() + " cannot be written (" + e.getMessage() + "): make room", e);
    }
  }
}
