package dev.loqa.loqad;

import dev.loqa.base.life.Part;
import dev.loqa.bus.Bus;
import dev.loqa.bus.BusException;
import dev.loqa.loqad.nodes.NodeRegistry;
import dev.loqa.protocol.AlertRing;
import dev.loqa.protocol.Ids;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.TtsRequest;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Loqa says outside of a conversation. Thread-safe; what the bus does not take is logged and
/// not said.
record Announcements(Bus bus, RandomGenerator random) {
  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  /// What rings, before everything else that waits to be spoken.
  void alert(AlertRing alert, String language) {
    SessionId session =
        alert.sessionId() == null ? new SessionId(Ids.random("alert-", random)) : alert.sessionId();
    try {
      bus.publish(
          new TtsRequest(session, alert.say(), null, alert.room(), null, language, 10, null, null));
    } catch (BusException e) {
      LOG.atWarn().addKeyValue("alert", alert.alertId()).setCause(e).log("alert not spoken");
    }
  }

  /// Says something to the whole house.
  void say(String words) {
    SessionId session = new SessionId(Ids.random("skills-", random));
    try {
      bus.publish(new TtsRequest(session, words, null, null, null, "en", null, null, null));
    } catch (BusException e) {
      LOG.atWarn().addKeyValue("words", words).setCause(e).log("not spoken");
    }
  }

  /// Apologises for the turns that the last end of this daemon cut off, once there is a voice.
  static Part apologiesLater(NodeRegistry nodes, Bus bus, List<TtsRequest> apologies) {
    Thread thread =
        Thread.ofVirtual()
            .name("apologies")
            .start(() -> {
              try {
                if (!apologies.isEmpty() && nodes.await(List.of("tts"), Duration.ofSeconds(30))) {
                  Interrupted.apologise(bus, apologies);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    return thread::interrupt;
  }
}
