package dev.loqa.cli.skill;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import dev.loqa.skillhost.registry.Listed;
import dev.loqa.skillhost.registry.RegistryException;
import dev.loqa.skillhost.registry.RegistryIndex;
import dev.loqa.skillhost.registry.SignedIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Registries and their indexes as the commands show them.
final class RegistryText {
  private static final int BRIEF = 16;

  private RegistryText() {}

  /// The same, or the command's end with the exit code that fits.
  static <T> T worked(Supplier<T> work) {
    try {
      return work.get();
    } catch (RegistryException e) {
      int code =
          switch (e.kind()) {
            case UNAVAILABLE -> Exit.UNAVAILABLE;
            case UNTRUSTED -> Exit.UNTRUSTED;
            case INVALID -> Exit.FAILED;
            case CONFLICT -> Exit.CONFLICT;
          };
      throw new CliException(code, String.valueOf(e.getMessage()), e);
    }
  }

  /// What a new index is, after it was written.
  static int written(Shell shell, Path folder, SignedIndex signed, boolean json) {
    if (json) {
      shell.json(facts(signed));
      return Exit.OK;
    }
    RegistryIndex index = signed.index();
    shell.line(
        folder
            + ": index number "
            + index.version()
            + " with "
            + packages(index.packages().size())
            + ", good until "
            + index.expires());
    shell.line("signed by " + signed.key());
    return Exit.OK;
  }

  /// What an index offers.
  static void show(Shell shell, SignedIndex signed) {
    RegistryIndex index = signed.index();
    Table table = Table.of("skill", "version", "state", "publisher", "what it does");
    for (Listed one : index.packages()) {
      table.row(
          one.name(),
          one.version(),
          state(index, one),
          one.key().fingerprint().substring(0, BRIEF),
          one.description());
    }
    if (!table.isEmpty()) {
      shell.lines(table.lines());
    }
    shell.line(
        index.name()
            + ": "
            + packages(index.packages().size())
            + ", number "
            + index.version()
            + ", good until "
            + index.expires());
    shell.line("signed by " + signed.key());
    index.notes().forEach(note -> shell.line("note: " + note));
  }

  static String packages(long count) {
    return count + (count == 1 ? " package" : " packages");
  }

  private static String state(RegistryIndex index, Listed one) {
    return index
        .revoked()
        .against(one.sha512(), one.key())
        .map(reason -> "revoked: " + reason)
        .orElse(one.isYanked() ? "taken back: " + one.yanked() : "offered");
  }

  /// An index for a program.
  static Map<String, Object> facts(SignedIndex signed) {
    RegistryIndex index = signed.index();
    List<Map<String, Object>> packages = new ArrayList<>();
    for (Listed one : index.packages()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("name", one.name());
      row.put("version", one.version());
      row.put("description", one.description());
      row.put("sha512", one.sha512());
      row.put("key", one.key().fingerprint());
      row.put("state", state(index, one));
      packages.add(row);
    }
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", index.name());
    facts.put("number", index.version());
    facts.put("made", index.made().toString());
    facts.put("expires", index.expires().toString());
    facts.put("key", signed.key().fingerprint());
    facts.put("packages", packages);
    facts.put("revoked", index.revoked().reasons());
    facts.put("notes", index.notes());
    return facts;
  }
}
