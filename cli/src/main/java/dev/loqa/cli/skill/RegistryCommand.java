package dev.loqa.cli.skill;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.text.Shell;
import dev.loqa.cli.text.Table;
import dev.loqa.skillhost.packages.PublisherKey;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.registry.IndexVerdict;
import dev.loqa.skillhost.registry.KnownIndex;
import dev.loqa.skillhost.registry.Listed;
import dev.loqa.skillhost.registry.Registry;
import dev.loqa.skillhost.registry.RegistryException;
import dev.loqa.skillhost.registry.RegistryFolder;
import dev.loqa.skillhost.registry.RegistryIndex;
import dev.loqa.skillhost.registry.RegistrySource;
import dev.loqa.skillhost.registry.SignedIndex;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill registry`: a folder of packages that others install from.
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    description = {
      "Run a registry of skills: a folder that can be copied to a web server or a USB stick.",
      "Its index is signed, numbered and good for a limited time."
    },
    synopsisSubcommandLabel = "(init FOLDER | add FOLDER FILE... | list PLACE | refresh FOLDER)",
    footer = {
      "",
      "Example: loqa-skill registry init skills --key registry.key",
      "         loqa-skill registry add skills bell-1.0.0.lskill --key registry.key"
    })
public final class RegistryCommand implements Callable<Integer> {
  private static final String DAYS = "90";

  private final Shell shell;

  public RegistryCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    throw new CliException(Exit.USAGE, "say what: loqa-skill registry init, add, list or refresh");
  }

  @Command(
      name = "init",
      mixinStandardHelpOptions = true,
      description = "Make an empty registry, signed with your key.",
      footer = {
        "",
        "Example: loqa-skill registry init skills --key registry.key --name \"Anna's\""
      })
  int init(
      @Parameters(paramLabel = "FOLDER", description = "The new registry.") Path folder,
      @Option(
              names = "--key",
              required = true,
              paramLabel = "FILE",
              description = "Your signing key, of loqa-skill keygen.")
          Path key,
      @Option(
              names = "--name",
              paramLabel = "NAME",
              defaultValue = "skills",
              description = "What people call it (default: ${DEFAULT-VALUE}).")
          String name,
      @Option(
              names = "--days",
              paramLabel = "N",
              defaultValue = DAYS,
              description = "How long its index is good (default: ${DEFAULT-VALUE}).")
          int days,
      @Option(names = "--json", description = "Print JSON, one document, instead of text.")
          boolean json) {
    SigningKey signing = PackageText.signingKey(key);
    return written(
        folder,
        worked(() ->
            new RegistryFolder(folder).init(name, signing, Duration.ofDays(days), Instant.now())),
        json);
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = {
        "Take packages with the signatures beside them. A skill keeps its publisher's key, and a",
        "version keeps its content."
      },
      footer = {"", "Example: loqa-skill registry add skills bell-1.0.0.lskill --key registry.key"})
  int add(
      @Parameters(index = "0", paramLabel = "FOLDER", description = "The registry.") Path folder,
      @Parameters(
              index = "1..*",
              arity = "1..*",
              paramLabel = "FILE",
              description = "The packages.")
          List<Path> files,
      @Option(
              names = "--key",
              required = true,
              paramLabel = "FILE",
              description = "The registry's signing key.")
          Path key,
      @Option(
              names = "--days",
              paramLabel = "N",
              defaultValue = DAYS,
              description = "How long the new index is good (default: ${DEFAULT-VALUE}).")
          int days,
      @Option(names = "--json", description = "Print JSON, one document, instead of text.")
          boolean json) {
    SigningKey signing = PackageText.signingKey(key);
    RegistryFolder registry = new RegistryFolder(folder);
    SignedIndex last = null;
    for (Path file : files) {
      last = worked(() -> registry.add(file, signing, Duration.ofDays(days), Instant.now()));
      shell.progress("took " + file);
    }
    return last == null ? Exit.USAGE : written(folder, last, json);
  }

  @Command(
      name = "refresh",
      mixinStandardHelpOptions = true,
      description = "Make a new index that is good for longer, and take back what is named.",
      footer = {
        "",
        "Example: loqa-skill registry refresh skills --key registry.key",
        "         loqa-skill registry refresh skills --key registry.key --yank bell-1.0.0 \\",
        "             --reason \"rings forever\""
      })
  int refresh(
      @Parameters(paramLabel = "FOLDER", description = "The registry.") Path folder,
      @Option(
              names = "--key",
              required = true,
              paramLabel = "FILE",
              description = "The registry's signing key.")
          Path key,
      @Option(
              names = "--yank",
              paramLabel = "NAME-VERSION",
              description = "Not offered any more; who has it keeps it.")
          @Nullable List<String> yank,
      @Option(
              names = "--revoke",
              paramLabel = "SHA512|KEY",
              description = "Must not run any more: a package's digest or a publisher's key.")
          @Nullable List<String> revoke,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              defaultValue = "no reason given",
              description = "Why; people read it.")
          String reason,
      @Option(
              names = "--days",
              paramLabel = "N",
              defaultValue = DAYS,
              description = "How long the new index is good (default: ${DEFAULT-VALUE}).")
          int days,
      @Option(names = "--json", description = "Print JSON, one document, instead of text.")
          boolean json) {
    SigningKey signing = PackageText.signingKey(key);
    return written(
        folder,
        worked(() ->
            new RegistryFolder(folder)
                .refresh(
                    reasons(yank, reason),
                    reasons(revoke, reason),
                    signing,
                    Duration.ofDays(days),
                    Instant.now())),
        json);
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "What a registry offers: a folder or an address. With --key it must be signed by that key;",
        "ends with 4 when it is not, or when its index is not good any more."
      },
      footer = {
        "",
        "Example: loqa-skill registry list https://skills.example.org/ --key registry.key.pub"
      })
  int list(
      @Parameters(paramLabel = "PLACE", description = "A folder, or http(s)://HOST/PATH/.")
          String place,
      @Option(
              names = "--key",
              paramLabel = "KEY",
              description = "The registry's fingerprint, or the file with it.")
          @Nullable String key,
      @Option(names = "--json", description = "Print JSON, one document, instead of text.")
          boolean json) {
    KnownIndex known = key == null ? null : KnownIndex.trusting(PackageText.publisherKey(key));
    IndexVerdict verdict =
        worked(() -> new Registry(RegistrySource.of(place)).read(known, Instant.now()));
    return switch (verdict) {
      case IndexVerdict.Usable usable -> {
        show(usable.signed(), json);
        if (usable.first() && !json) {
          shell.line("Compare the key with that of who runs it, or name it with --key.");
        }
        yield Exit.OK;
      }
      case IndexVerdict.Expired expired -> {
        show(expired.signed(), json);
        shell.error(expired.words());
        yield Exit.UNTRUSTED;
      }
      case IndexVerdict.Replayed replayed -> throw untrusted(replayed.words());
      case IndexVerdict.OtherKey other -> throw untrusted(other.words());
      case IndexVerdict.Unreadable unreadable -> throw untrusted(unreadable.words());
    };
  }

  private static CliException untrusted(String words) {
    return new CliException(Exit.UNTRUSTED, words);
  }

  private void show(SignedIndex signed, boolean json) {
    RegistryIndex index = signed.index();
    if (json) {
      shell.json(facts(signed));
      return;
    }
    Table table = Table.of("skill", "version", "state", "publisher", "what it does");
    for (Listed one : index.packages()) {
      table.row(one.name(), one.version(), state(index, one), brief(one.key()), one.description());
    }
    if (!table.isEmpty()) {
      shell.lines(table.lines());
    }
    shell.line(
        index.name()
            + ": "
            + index.packages().size()
            + " packages, number "
            + index.version()
            + ", good until "
            + index.expires());
    shell.line("signed by " + signed.key());
    index.notes().forEach(note -> shell.line("note: " + note));
  }

  private static String brief(PublisherKey key) {
    return key.fingerprint().substring(0, 16);
  }

  private static String state(RegistryIndex index, Listed one) {
    return index
        .revoked()
        .against(one.sha512(), one.key())
        .map(reason -> "revoked: " + reason)
        .orElse(one.isYanked() ? "taken back: " + one.yanked() : "offered");
  }

  private static Map<String, Object> facts(SignedIndex signed) {
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

  private int written(Path folder, SignedIndex signed, boolean json) {
    if (json) {
      shell.json(facts(signed));
    } else {
      RegistryIndex index = signed.index();
      shell.line(
          folder
              + ": index number "
              + index.version()
              + " with "
              + index.packages().size()
              + " packages, good until "
              + index.expires());
      shell.line("signed by " + signed.key());
    }
    return Exit.OK;
  }

  private static Map<String, String> reasons(@Nullable List<String> names, String reason) {
    Map<String, String> reasons = new LinkedHashMap<>();
    if (names != null) {
      names.forEach(name -> reasons.put(name, reason));
    }
    return reasons;
  }

  private static <T> T worked(Supplier<T> work) {
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
}
