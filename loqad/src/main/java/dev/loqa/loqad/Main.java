package dev.loqa.loqad;

import dev.loqa.base.config.ConfigException;
import dev.loqa.base.config.ConfigSource;
import dev.loqa.base.files.FilesException;
import dev.loqa.base.json.Json;
import dev.loqa.base.log.OneLog;
import dev.loqa.base.service.ServiceNotice;
import dev.loqa.bus.BusException;
import dev.loqa.loqad.config.LoqaConfig;
import dev.loqa.loqad.store.StoreException;
import dev.loqa.skillhost.SkillHostException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// `loqad [--config FILE] [--data DIR] [--http PORT] [--skills DIR]... [--packages DIR]
/// [--check-config]`: the core daemon.
public final class Main {
  private static final String HELP =
      """
      loqad: the core daemon of Loqa

        --config FILE    the configuration (YAML); without it every key has its default
        --data DIR       where everything is kept (default: $LOQA_DATA, else ~/.local/share/loqa)
        --http PORT      the port to listen on, instead of http.port
        --packages DIR   the folder of the packages that came with Loqa, which are installed
        --skills DIR     a folder that holds skill folders; may be given several times
        --still          do nothing by itself: no timer fires, nothing is fetched or forgotten, no skill
                         reaches the web, the home is a simulated one; for rehearsals
        --check-config   check the configuration, print what is wrong with it, and end
        --explain-config print every key with its value, default and meaning as JSON, and end

      Example: loqad --config loqa.yaml --data /var/lib/loqa
      """;

  private Main() {}

  public static void main(String[] args) {
    OneLog.begin();
    System.exit(runOrReport(args));
  }

  /// The fence of main: what nobody foresaw ends the process, which would else live on
  /// half-started.
  private static int runOrReport(String[] args) {
    try {
      return run(args, System.getenv(), System.out, System.err);
    } catch (RuntimeException | Error e) {
      System.err.println("loqad: a fault of Loqa itself, please report it: " + e);
      e.printStackTrace(System.err);
      return 1;
    }
  }

  static int run(String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    if (args.length > 0 && args[0].equals(StoreCommand.NAME)) {
      return StoreCommand.run(args, out, err);
    }
    Options options;
    try {
      options = Options.parse(args, environment);
    } catch (IllegalArgumentException e) {
      err.println("loqad: " + e.getMessage());
      return 2;
    }
    if (options.help()) {
      out.print(HELP);
      return 0;
    }
    try {
      ConfigSource source = options.source();
      LoqaConfig config = LoqaConfig.read(source);
      if (options.check()) {
        out.println("configuration valid");
        return 0;
      }
      if (options.explain()) {
        out.println(Json.text(Map.of("keys", source.keys())));
        return 0;
      }
      OneLog.speaksAs("loqad", config.node().id().value());
      return serve(config, options, out);
    } catch (ConfigException e) {
      e.problems().forEach(err::println);
      return 1;
    } catch (FilesException | ListenException e) {
      err.println("loqad: " + e.getMessage());
      return 5;
    } catch (BusException | StoreException | SkillHostException e) {
      err.println("loqad: " + e.getMessage());
      return 6;
    }
  }

  private static int serve(LoqaConfig config, Options options, PrintStream out) {
    CountDownLatch stop = new CountDownLatch(1);
    Daemon daemon = Daemon.start(config, options.beginning());
    ServiceNotice notice = ServiceNotice.of(System.getenv());
    Thread hook =
        Thread.ofPlatform()
            .name("stop")
            .unstarted(() -> {
              notice.close();
              daemon.close();
            });
    Runtime.getRuntime().addShutdownHook(hook);
    out.println("loqad: listening on " + daemon.http().url());
    notice.serves("listens on " + daemon.http().url(), OwnAnswer.of(daemon.http().url())::comes);
    try {
      stop.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /// What the command line said.
  private record Options(
      @Nullable Path config,
      Path data,
      SkillSources sources,
      Map<String, String> environment,
      boolean still,
      boolean check,
      boolean explain,
      boolean help) {
    static Options parse(String[] args, Map<String, String> environment) {
      Map<String, String> overrides = new LinkedHashMap<>(environment);
      Deque<String> words = new ArrayDeque<>(List.of(args));
      Path config = null;
      Path data = defaultData(environment);
      List<Path> skills = new ArrayList<>();
      Path packages = null;
      boolean still = false;
      boolean check = false;
      boolean explain = false;
      boolean help = false;
      while (!words.isEmpty()) {
        String word = words.pop();
        switch (word) {
          case "--config" -> config = Path.of(value(word, words));
          case "--data" -> data = Path.of(value(word, words));
          case "--http" -> overrides.put("LOQA_HTTP_PORT", value(word, words));
          case "--skills" -> skills.add(Path.of(value(word, words)));
          case "--packages" -> packages = Path.of(value(word, words));
          case "--still" -> still = true;
          case "--check-config" -> check = true;
          case "--explain-config" -> explain = true;
          case "--help", "-h" -> help = true;
          default -> throw new IllegalArgumentException(word + " is not known: see loqad --help");
        }
      }
      SkillSources sources = new SkillSources(skills, packages, person(environment));
      return new Options(config, data, sources, overrides, still, check, explain, help);
    }

    private static String person(Map<String, String> environment) {
      String user = environment.getOrDefault("USER", "");
      return user.matches("[A-Za-z0-9._@-]{1,64}") ? user : "owner";
    }

    private static String value(String option, Deque<String> words) {
      if (words.isEmpty()) {
        throw new IllegalArgumentException(option + " needs a value: see loqad --help");
      }
      return words.pop();
    }

    private static Path defaultData(Map<String, String> environment) {
      String named = environment.get("LOQA_DATA");
      if (named != null && !named.isEmpty()) {
        return Path.of(named);
      }
      String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
      String share = environment.getOrDefault("XDG_DATA_HOME", home + "/.local/share");
      return Path.of(share, "loqa");
    }

    Beginning beginning() {
      return new Beginning(data, config, sources, still);
    }

    ConfigSource source() {
      return config == null
          ? ConfigSource.empty(environment)
          : ConfigSource.read(config, environment);
    }
  }
}
