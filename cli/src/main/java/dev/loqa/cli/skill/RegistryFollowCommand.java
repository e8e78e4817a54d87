package dev.loqa.cli.skill;

import dev.loqa.cli.api.Api;
import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Values;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.options.JsonOption;
import dev.loqa.cli.text.Shell;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill registry follow`.
@Command(
    name = "follow",
    mixinStandardHelpOptions = true,
    description = {
      "Install skills by name from a registry, and heed what it revokes.",
      "Its key is shown and agreed to once; an index signed by another key is refused from then on.",
      "Nothing is installed by this. Loqa looks at the registry once a day."
    },
    footer = {
      "",
      "Example: loqa-skill registry follow /media/stick/skills",
      "         loqa-skill registry follow https://skills.example.org/ --key registry.key.pub"
    })
final class RegistryFollowCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final Shell shell;
  @Mixin private DataOption data = new DataOption();
  @Mixin private JsonOption json = new JsonOption();

  @Parameters(paramLabel = "PLACE", description = "A folder, or http(s)://HOST/PATH/.")
  private String place = "";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "Agree to this key: its fingerprint, or the file with it.")
  private @Nullable String key;

  RegistryFollowCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String at = RegistryPlace.of(place);
    String named = key;
    try (Api api = data.api(shell)) {
      if (named != null) {
        return follow(api, at, PackageText.publisherKey(named).fingerprint());
      }
      Map<String, Object> found = api.post("/v1/registries", Map.of("place", at), DEADLINE);
      if (Values.yes(found, "followed")) {
        return followed(found);
      }
      return follow(api, at, agreed(found));
    }
  }

  /// The key that the registry shows, once the person has compared it.
  private String agreed(Map<String, Object> found) {
    String shown = Values.text(found, "key");
    if (!json.asked()) {
      shell.line(
          Values.text(found, "name")
              + ": "
              + RegistryText.packages((long) Values.number(found, "packages"))
              + ", index number "
              + (long) Values.number(found, "number"));
      shell.line("signed by " + shown);
      shell.line("Compare this key with what who runs it says, on another way than this one.");
    }
    if (!shell.agrees("Is it the right key?")) {
      throw new CliException(
          Exit.DENIED,
          "the registry is not followed, because nobody has agreed to its key: whoever has compared"
              + " it agrees by\nloqa-skill registry follow "
              + Shell.typed(place)
              + data.typed()
              + " --key "
              + shown);
    }
    return shown;
  }

  private int follow(Api api, String at, String fingerprint) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("place", at);
    body.put("key", fingerprint);
    String path = Api.path("/v1/registries", Map.of("by", shell.person()));
    return followed(api.post(path, body, DEADLINE));
  }

  private int followed(Map<String, Object> view) {
    if (json.asked()) {
      shell.json(view);
      return Exit.OK;
    }
    shell.line(
        Values.text(view, "name")
            + " is followed: "
            + RegistryText.packages((long) Values.number(view, "packages"))
            + ", index number "
            + (long) Values.number(view, "number"));
    return Exit.OK;
  }
}
