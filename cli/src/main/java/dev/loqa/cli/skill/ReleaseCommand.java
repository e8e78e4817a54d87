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
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa-skill release`: a skill that rests, because it failed too often or because a registry has
/// revoked it, is called again.
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    description = {
      "Call a skill again that rests because it failed five times in ten minutes.",
      "loqa doctor names those that rest, and why. Installing another version does the same.",
      "One that a registry has revoked is called again when you agree to exactly that."
    },
    footer = {"", "Example: loqa-skill release weather"})
public final class ReleaseCommand implements Callable<Integer> {
  private static final Duration SOON = Duration.ofSeconds(15);

  private final Shell shell;

  @Parameters(paramLabel = "NAME", description = "The skill's name.")
  private String name = "";

  @Option(
      names = "--consent",
      paramLabel = "DIGEST",
      description = "Agree to exactly the text whose digest this is.")
  private @Nullable String consent;

  @Mixin private DataOption data = new DataOption();

  @Mixin private JsonOption json = new JsonOption();

  public ReleaseCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try (Api api = data.api(shell)) {
      Map<String, Object> answer = post(api, consent);
      Object text = answer.get("text");
      if (text instanceof List<?> lines && consent == null) {
        if (!json.asked()) {
          lines.forEach(line -> shell.line(String.valueOf(line)));
        }
        answer = post(api, agreed(Values.text(answer, "consent")));
      }
      if (answer.get("text") instanceof List<?>) {
        throw new CliException(
            Exit.DENIED,
            name + " rests on: the consent is for another text, run loqa-skill release " + name);
      }
      if (json.asked()) {
        shell.json(answer);
      } else {
        shell.line(
            Boolean.TRUE.equals(answer.get("released"))
                ? name + " is called again"
                : name + " did not rest: nothing to do");
      }
      return Exit.OK;
    }
  }

  private Map<String, Object> post(Api api, @Nullable String digest) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("by", shell.person());
    if (digest != null) {
      query.put("consent", digest);
    }
    String path = "/v1/skills/" + Api.encoded(name) + "/release";
    return api.post(Api.path(path, query), Map.of(), SOON);
  }

  /// The digest of the text that was shown, once the person has agreed to it.
  private String agreed(String digest) {
    if (!shell.agrees("Do you agree?")) {
      throw new CliException(
          Exit.DENIED,
          name
              + " rests on, because nobody has agreed to the text: whoever has read it agrees by\n"
              + "loqa-skill release "
              + name
              + data.typed()
              + " --consent "
              + digest);
    }
    return digest;
  }
}
