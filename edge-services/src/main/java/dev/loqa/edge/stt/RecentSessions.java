package dev.loqa.edge.stt;

import dev.loqa.protocol.SessionId;
import java.util.LinkedHashMap;
import java.util.Map;

/// The sessions of which something was noted lately; the oldest are forgotten. For any thread.
final class RecentSessions {
  private static final int MOST = 1_024;

  private final Map<SessionId, Boolean> sessions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionId, Boolean> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(SessionId session) {
    sessions.remove(session);
    sessions.put(session, true);
  }

  synchronized void remove(SessionId session) {
    sessions.remove(session);
  }

  synchronized boolean contains(SessionId session) {
    return sessions.containsKey(session);
  }
}
