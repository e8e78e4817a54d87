package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import dev.loqa.skillhost.registry.IndexVerdict;
import dev.loqa.skillhost.registry.KnownIndex;
import dev.loqa.skillhost.registry.Registry;
import dev.loqa.skillhost.registry.RegistrySource;
import dev.loqa.skillhost.registry.SignedIndex;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill registry list`.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Show what a registry offers: a folder or an address.",
      "With --key it must be signed by that key; ends with 4 when it is not, or when its index is",
      "not good any more. Without a place: the registries that your Loqa follows, as it last saw",
      "them."
    },
    footer = {
      "",
      "Example: loqa-skill registry list https://skills.example.org/ --key registry.key.pub"
    })
final class RegistryListCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "PLACE",
      description = "A folder, or http(s)://HOST/PATH/.")
  private @Nullable String place;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The registry's fingerprint, or the file with it.")
  private @Nullable String key;

  RegistryListCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String at = place;
    if (at != null) {
      return offered(at);
    }
    try (Api api = data.api(shell)) {
      return FollowedText.show(shell, api.get("/v1/registries"), json.asked());
    }
  }

  private int offered(String at) {
    String named = key;
    KnownIndex known = named == null ? null : KnownIndex.trusting(PackageText.publisherKey(named));
    IndexVerdict verdict =
        RegistryText.worked(() -> new Registry(RegistrySource.of(at)).read(known, Instant.now()));
    return switch (verdict) {
      case IndexVerdict.Usable usable -> {
        show(usable.signed());
        if (usable.first() && !json.asked()) {
          shell.line("Compare the key with that of who runs it, or name it with --key.");
        }
        yield Exit.OK;
      }
      case IndexVerdict.Expired expired -> {
        show(expired.signed());
        shell.error(expired.words());
        yield Exit.UNTRUSTED;
      }
      case IndexVerdict.Replayed replayed -> throw untrusted(replayed.words());
      case IndexVerdict.OtherKey other -> throw untrusted(other.words());
      case IndexVerdict.Unreadable unreadable -> throw untrusted(unreadable.words());
    };
  }

  private void show(SignedIndex signed) {
    if (json.asked()) {
      shell.json(RegistryText.facts(signed));
    } else {
      RegistryText.show(shell, signed);
    }
  }

  private static CliException untrusted(String words) {
    return new CliException(Exit.UNTRUSTED, words);
  }
}
