package dev.loqa.skills.smarthome;

import dev.loqa.skill.Effect;
import dev.loqa.skill.Reply;
import dev.loqa.skill.SkillContext;
import dev.loqa.skill.json.Json;
import java.util.Collections;
import java.util.List;

/// Sends commands: one message and one receipt a device. The words come from the response of the
/// same name as the action.
final class Commands {
  private static final String SUBJECT = "home.command";

  /// Most devices that one sentence commands.
  private static final int MAX_DEVICES = 32;

  private Commands() {}

  static Reply send(
      SkillContext context, String service, String action, List<Device> devices, Json.Obj data) {
    return send(context, service, action, devices, Collections.nCopies(devices.size(), data));
  }

  /// @param data a device's own, in the order of the devices
  static Reply send(
      SkillContext context,
      String service,
      String action,
      List<Device> devices,
      List<Json.Obj> data) {
    Reply reply = Reply.silent().value("response", action);
    for (int i = 0; i < Math.min(MAX_DEVICES, devices.size()); i++) {
      Device device = devices.get(i);
      Effect effect =
          context.publish(
              SUBJECT,
              Json.object()
                  .with("entity", device.entity())
                  .with("service", service)
                  .with("data", data.get(i)));
      reply = reply.receipt(action, device.name(), effect);
    }
    return reply;
  }
}
