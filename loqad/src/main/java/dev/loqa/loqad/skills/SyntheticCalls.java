package dev.loqa.loqad.skills;

import dev.loqa.protocol.InvocationId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which of the calls that run now nobody meant: what the host records of them by itself (a denial,
/// a web call) is marked as theirs. Thread-safe.
public final class SyntheticCalls {
  private final Set<InvocationId> running = ConcurrentHashMap.newKeySet();

  void begin(InvocationId call, Purpose purpose) {
    if (purpose.synthetic()) {
      running.add(call);
    }
  }

  void end(InvocationId call) {
    running.remove(call);
  }

  /// Marks the facts of an event of this call.
  void mark(InvocationId call, Map<String, Object> facts) {
    if (running.contains(call)) {
      facts.put("synthetic", true);
    }
  }
}
