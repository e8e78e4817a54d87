package dev.loqa.loqad.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// The hash chain over local order.
///
/// `digest = SHA-256(salt ‖ payload)`, `seal = SHA-256(salt ‖ envelope)`, `link = SHA-256(link of
/// the event before ‖ sequence ‖ digest ‖ seal ‖ head)`; the first link follows 32 zero bytes.
/// Salt, envelope and payload can be erased and the seal kept in their place: the link stays
/// provable, the content can not be guessed. Not thread-safe: one for each thread.
final class Chain {
  static final int HASH_BYTES = 32;
  static final int SALT_BYTES = 16;
  private static final int MAX_HEAD_BYTES = 8 + 1 + 3 * 2 + 3 * 1024;

  private final MessageDigest sha256;
  private final ByteBuffer buffer = ByteBuffer.allocate(8 + MAX_HEAD_BYTES);

  Chain() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256: use a complete JDK", e);
    }
  }

  /// What the chain begins with.
  static byte[] origin() {
    return new byte[HASH_BYTES];
  }

  byte[] salted(byte[] salt, byte[] content) {
    sha256.update(salt);
    return sha256.digest(content);
  }

  /// The link of one event.
  byte[] link(byte[] before, long sequence, byte[] digest, byte[] seal, Head head) {
    sha256.update(before);
    buffer.clear();
    buffer.putLong(sequence).put(digest).put(seal).putLong(head.atMicros).put((byte) head.scope);
    put(head.eventId);
    put(head.type);
    put(head.node);
    sha256.update(buffer.array(), 0, buffer.position());
    return sha256.digest();
  }

  private void put(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    buffer.putShort((short) bytes.length).put(bytes);
  }

  /// What stays readable of an event after its content was erased.
  record Head(String eventId, String type, String node, long atMicros, int scope) {}
}
