package dev.loqa.loqad.policy;

import dev.loqa.skillhost.manifest.Risk;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What needs a yes when the owner has said nothing: whatever might let somebody in. Of a lock that
/// is everything but locking, of an entrance everything but closing and stopping, of an alarm
/// everything but arming. A service that nobody has heard of counts among the former.
final class DefaultRisks {
  private static final Set<String> ENTRANCES = Set.of("garage", "gate", "door");

  /// Ids of covers that say what they are, for those without a device class.
  private static final Pattern NAMED_ENTRANCE =
      Pattern.compile(".*(garage|gate|door|tuer|haustur|(^|[._])tor([._]|$)|hoftor|rolltor).*");

  private DefaultRisks() {}

  static Risk of(String entity, @Nullable String deviceClass, String service) {
    boolean harmless =
        switch (Thing.kind(entity)) {
          case "lock" -> service.equals("lock");
          case "cover" ->
              service.startsWith("close_")
                  || service.startsWith("stop_")
                  || !entrance(entity, deviceClass);
          case "alarm_control_panel" -> service.startsWith("alarm_arm_");
          default -> true;
        };
    return harmless ? Risk.NONE : Risk.CONFIRM;
  }

  /// Whether a cover lets somebody in.
  static boolean entrance(String entity, @Nullable String deviceClass) {
    return deviceClass == null
        ? NAMED_ENTRANCE.matcher(entity).matches()
        : ENTRANCES.contains(deviceClass);
  }
}
