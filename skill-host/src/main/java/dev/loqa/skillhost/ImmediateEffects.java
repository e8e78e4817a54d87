package dev.loqa.skillhost;

import dev.loqa.protocol.InvocationId;
import java.time.Duration;

/// What happens at once and is not part of the transaction. Called on guest threads, by several at
/// once. A fault is a [RuntimeException]: the guest then sees "unavailable".
public interface ImmediateEffects {
  /// Sends a message of an ABI v1 skill; rights and subject were checked.
  void publish(String skill, InvocationId invocation, String subject, byte[] payload);

  /// Makes a web call; method, address and budget were checked against the manifest. The answer's
  /// body is at most `limitBytes`; the implementation resolves the host, holds its addresses
  /// against [HttpAsk#rule], puts secrets in the place of their handles and follows no redirect.
  /// One that may not be made after all is an [HttpRefusedException].
  HttpAnswer http(
      String skill, InvocationId invocation, HttpAsk ask, int limitBytes, Duration deadline);

  /// A host without bus and network: everything is unavailable.
  ImmediateEffects NONE =
      new ImmediateEffects() {
        @Override
        public void publish(String skill, InvocationId invocation, String subject, byte[] payload) {
          throw new SkillHostException("publish: there is no bus here: run the skill in loqad");
        }

        @Override
        public HttpAnswer http(
            String skill, InvocationId invocation, HttpAsk ask, int limitBytes, Duration deadline) {
          throw new SkillHostException("http: there is no network here: run the skill in loqad");
        }
      };
}
