package dev.loqa.bus;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.protocol.Subjects;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamStatusException;
import io.nats.client.Message;
import io.nats.client.ObjectStore;
import io.nats.client.ObjectStoreManagement;
import io.nats.client.api.ObjectInfo;
import io.nats.client.api.ObjectStoreConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.support.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// [ModelShelf] on JetStream's object store, in the form that all NATS clients share (architecture
/// decision 20 of NATS): pieces on `$O.LOQA_MODELS.C.<nuid>`, what they are on
/// `$O.LOQA_MODELS.M.<name>`.
///
/// Writing needs the rights of loqad and goes through jnats. Reading is done piece by piece with
/// direct gets on one subject, so that a reader needs a right on that subject and no consumer: with
/// a consumer it could have the server send pieces to any subject.
final class JetStreamModels implements ModelShelf {
  static final String BUCKET = "LOQA_MODELS";

  /// Less than the server's store, so that models never take the events' room.
  private static final long MOST_BYTES = 3L << 30;

  private static final Duration PIECE = Duration.ofSeconds(5);
  private static final int TRIES = 6;
  private static final String DIGEST = "SHA-256=";

  private final Link link;
  private final ReentrantLock writing = new ReentrantLock();

  JetStreamModels(Link link) {
    this.link = link;
  }

  @Override
  public Shared put(String name, Path file) {
    writing.lock();
    try (InputStream in = Files.newInputStream(file)) {
      makeBucket();
      return shared(store().put(name, in));
    } catch (IOException | IllegalStateException e) {
      throw away(name + " cannot be shared (" + e.getMessage() + ")", e);
    } catch (JetStreamApiException e) {
      throw new BusException(
          name
              + " cannot be shared ("
              + e.getMessage()
              + "): the house shares at most "
              + (MOST_BYTES >> 30)
              + " GB, so take another one back first",
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } finally {
      writing.unlock();
    }
  }

  private void makeBucket() throws IOException, JetStreamApiException {
    ObjectStoreManagement management = link.connection().objectStoreManagement();
    if (!management.getBucketNames().contains(BUCKET)) {
      management.create(
          ObjectStoreConfiguration.builder(BUCKET)
              .description("Models that the house shares")
              .storageType(StorageType.File)
              .maxBucketSize(MOST_BYTES)
              .build());
    }
  }

  private ObjectStore store() throws IOException {
    return link.connection().objectStore(BUCKET);
  }

  @Override
  public boolean takeBack(String name) {
    writing.lock();
    try {
      if (find(name).isEmpty()) {
        return false;
      }
      store().delete(name);
      return true;
    } catch (IOException | IllegalStateException | JetStreamApiException e) {
      throw away(name + " cannot be taken back (" + e.getMessage() + ")", e);
    } finally {
      writing.unlock();
    }
  }

  @Override
  public List<Shared> all() {
    try {
      if (!link.connection().objectStoreManagement().getBucketNames().contains(BUCKET)) {
        return List.of();
      }
      return store().getList().stream()
          .filter(info -> !info.isDeleted())
          .map(JetStreamModels::shared)
          .sorted(Comparator.comparing(Shared::name))
          .toList();
    } catch (IOException | IllegalStateException | JetStreamApiException e) {
      throw away("the shared models cannot be listed (" + e.getMessage() + ")", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw away("interrupted while the shared models were listed", e);
    }
  }

  private static Shared shared(ObjectInfo info) {
    return new Shared(
        String.valueOf(info.getObjectName()),
        info.getSize(),
        hex(String.valueOf(info.getDigest())),
        String.valueOf(info.getNuid()),
        info.getChunks());
  }

  @Override
  public Optional<Shared> find(String name) {
    String key = Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    Message found = get(Map.of("last_by_subj", "$O." + BUCKET + ".M." + key));
    if (found == null) {
      return Optional.empty();
    }
    try {
      Map<String, Object> info = Json.readObject(found.getData());
      return Boolean.TRUE.equals(info.get("deleted"))
          ? Optional.empty()
          : Optional.of(
              new Shared(
                  name,
                  number(info, "size"),
                  hex(String.valueOf(info.get("digest"))),
                  String.valueOf(info.get("nuid")),
                  number(info, "chunks")));
    } catch (JsonException e) {
      throw new BusException(
          "what the house shares as " + name + " is not described as it should be: share it again",
          e);
    }
  }

  private static long number(Map<String, Object> info, String key) {
    return info.get(key) instanceof Number value ? value.longValue() : 0;
  }

  /// `SHA-256=` and base64url, as hex; other text gives a digest that nothing has.
  private static String hex(String digest) {
    try {
      return digest.startsWith(DIGEST)
          ? HexFormat.of()
              .formatHex(Base64.getUrlDecoder().decode(digest.substring(DIGEST.length())))
          : "";
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  @Override
  public void fetch(Shared model, OutputStream out, LongConsumer told) {
    String subject = "$O." + BUCKET + ".C." + model.key();
    long next = 1;
    long have = 0;
    for (long piece = 0; piece < model.pieces(); piece++) {
      Message message = get(Map.of("seq", next, "next_by_subj", subject));
      if (message == null) {
        throw new BusException(
            model.name() + " was taken back or shared anew while it was fetched: try again");
      }
      next = sequence(message) + 1;
      have += message.getData().length;
      if (have > model.bytes()) {
        throw new BusException(model.name() + " is longer than it should be: share it again");
      }
      write(model, out, message.getData());
      told.accept(have);
    }
  }

  private static void write(Shared model, OutputStream out, byte[] piece) {
    try {
      out.write(piece);
    } catch (IOException e) {
      throw new BusException(
          model.name() + " cannot be written (" + e.getMessage() + "): make room", e);
    }
  }

  private static long sequence(Message message) {
    return Long.parseLong(String.valueOf(message.getHeaders().getLast("Nats-Sequence")));
  }

  /// One stored message; null when there is none. Asks again while the bus is away for a moment.
  private @Nullable Message get(Map<String, Object> which) {
    byte[] body = Json.write(which);
    for (int attempt = 1; ; attempt++) {
      long denied = link.denied();
      try {
        Message answer =
            link.connection()
                .request(Subjects.MODELS_GET, body)
                .get(PIECE.toMillis(), TimeUnit.MILLISECONDS);
        return isStored(answer) ? answer : null;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof JetStreamStatusException) {
          return null; // nobody answers there: nothing was ever shared
        }
        giveUp(attempt, e);
      } catch (TimeoutException | IllegalStateException e) {
        if (link.denied() > denied) {
          throw new BusException.Denied(
              "this node may not read the shared models: its role has no use for them");
        }
        giveUp(attempt, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw away("interrupted while a shared model was fetched", e);
      }
    }
  }

  private void giveUp(int attempt, Exception e) {
    if (attempt == TRIES) {
      throw away("the shared models do not answer (" + e.getMessage() + ")", e);
    }
  }

  private static boolean isStored(Message answer) {
    Status status = answer.getStatus();
    if (status != null && status.getCode() != 404 && status.getCode() != 503) {
      throw new BusException(
          "the shared models cannot be read: the bus says " + status.getMessageWithCode());
    }
    return status == null && answer.getHeaders() != null;
  }

  private static BusException.Unavailable away(String what, Exception e) {
    return new BusException.Unavailable(
        what + ": the bus is away, or this node may not do that; try again", e);
  }
}
