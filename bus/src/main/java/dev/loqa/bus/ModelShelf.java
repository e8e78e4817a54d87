package dev.loqa.bus;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The models that a house shares, so that it downloads each once: the bucket `LOQA_MODELS` of
/// JetStream's object store. loqad puts and takes back; the edge processes find and fetch, and may
/// do nothing else there.
///
/// Thread model: any thread; calls block, each with a deadline for every piece. What is fetched is
/// not checked here: the caller compares it with the digest.
public interface ModelShelf {

  /// One shared model.
  ///
  /// @param sha256 64 small hex digits
  /// @param key where its pieces are; another one after it was put again
  /// @param pieces how many there are
  record Shared(String name, long bytes, String sha256, String key, long pieces) {}

  /// Puts a file there under `name`, in the place of what had that name. One at a time.
  ///
  /// @throws BusException when the shelf is full or out of reach
  Shared put(String name, Path file);

  /// Takes it back; false when it was not there.
  boolean takeBack(String name);

  /// All that are shared, by name.
  List<Shared> all();

  /// The shared model of that name.
  Optional<Shared> find(String name);

  /// Writes all of it to `out`.
  ///
  /// @param told hears how many bytes came, after each piece
  /// @throws BusException when it was taken back or replaced meanwhile, or the bus is away for long
  void fetch(Shared model, OutputStream out, LongConsumer told);
}
