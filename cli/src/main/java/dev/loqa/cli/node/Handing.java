package dev.loqa.cli.node;

import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes what a node is given where it can be fetched, and says what is to be done with it.
final class Handing {
  private Handing() {}

  static void over(
      String id, House.Given given, Path out, HouseOption house, JsonOption json, Shell shell) {
    PemFiles.write(out, given.certificate());
    if (json.asked()) {
      Map<String, Object> view = new LinkedHashMap<>();
      view.put("node", id);
      view.put("roles", given.roles());
      view.put("ends", given.ends().toString());
      view.put("certificate", out.toString());
      view.put("changed", given.changed());
      shell.json(view);
      return;
    }
    String as = given.roles().isEmpty() ? "the bus" : String.join(", ", given.roles());
    shell.line(
        id
            + (given.changed() ? " may come in as " : " may come in already, nothing changed: ")
            + as
            + ", until "
            + LocalDate.ofInstant(given.ends(), ZoneOffset.UTC));
    shell.line("certificate: " + out);
    if (house.offline()) {
      tellBus(house, shell);
    }
    shell.line("Copy it to the node and run there:");
    shell.line(
        "  loqa node accept " + id + " --certificate " + Shell.typed(out.getFileName().toString()));
  }

  /// What has to be done where the bus is not loqad's own.
  static void tellBus(HouseOption house, Shell shell) {
    shell.line("The bus does not know yet: write its rights, then have it read them:");
    shell.line("  loqa node bus-config" + house.typed() + " --out /etc/loqa/nats/rights.conf");
    shell.line("  systemctl reload loqa-nats");
  }
}
