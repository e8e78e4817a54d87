package dev.loqa.bus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which nats-server it is, and what follows from that.
///
/// @param text as the server says it
public record ServerVersion(int major, int minor, int patch, String text)
    implements Comparable<ServerVersion> {
  /// Below this a crash of the server process could lose a whole stream.
  static final ServerVersion FLOOR = new ServerVersion(2, 10, 23, "2.10.23");

  /// What we install or ship is at least this.
  static final ServerVersion COMPLETE = new ServerVersion(2, 12, 0, "2.12.0");

  private static final Pattern FORM =
      Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})([-+].*)?");
  private static final Comparator<ServerVersion> ORDER =
      Comparator.comparingInt(ServerVersion::major)
          .thenComparingInt(ServerVersion::minor)
          .thenComparingInt(ServerVersion::patch);

  /// Reads `2.15.1`, `v2.15.1` or `2.11.0-beta.1`.
  public static ServerVersion parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new BusException(
          "the bus server's version "
              + text
              + " is none: use a nats-server of at least "
              + FLOOR.text);
    }
    return new ServerVersion(
        Integer.parseInt(form.group(1)),
        Integer.parseInt(form.group(2)),
        Integer.parseInt(form.group(3)),
        text.strip());
  }

  /// Refuses a server that is too old to be trusted with events.
  public void requireFloor(String which) {
    if (compareTo(FLOOR) < 0) {
      throw new BusException(
          which
              + " is nats-server "
              + text
              + ", which can lose a stream when it crashes: use at least "
              + FLOOR.text
              + ", better "
              + COMPLETE.text
              + " (run ./loqa, which installs one, or set LOQA_NATS_SERVER)");
    }
  }

  /// What this server silently ignores, so that we must not use it.
  public List<String> featuresOff() {
    List<String> off = new ArrayList<>();
    if (compareTo(new ServerVersion(2, 11, 0, "")) < 0) {
      off.add("per-message time to live");
    }
    if (compareTo(COMPLETE) < 0) {
      off.add("atomic batch publish");
    }
    return off;
  }

  @Override
  public int compareTo(ServerVersion other) {
    return ORDER.compare(this, other);
  }
}
