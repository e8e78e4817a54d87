package dev.loqa.cli;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.api.Loqad;
import dev.loqa.cli.api.TemporaryFolder;
import dev.loqa.cli.demo.Demo;
import dev.loqa.cli.demo.DemoCheck;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `loqa demo`: the whole of Loqa, spoken to, judged and cleaned up.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Start Loqa in a temporary folder, speak to it, check everything that came of it, clean up.",
      "Exit code 0 only if all of it was right."
    },
    footer = {"", "Example: loqa demo"})
final class DemoCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(names = "--keep", description = "Keep the temporary folder with data, log and sound.")
  private boolean keep;

  DemoCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    long begun = System.nanoTime();
    int code = Exit.FAILED;
    try (TemporaryFolder folder = TemporaryFolder.make("loqa-demo-")) {
      if (keep) {
        folder.keep();
      }
      Path data = folder.path().resolve("data");
      shell.line("Loqa demo in " + folder.path());
      Loqad.Options options = new Loqad.Options(data, 0, null);
      try (Loqad loqad = Loqad.start(options, _ -> {})) {
        code = play(folder, loqad);
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    shell.line("");
    shell.line(
        String.format(
            Locale.ROOT,
            "%s, %.1f s",
            code == Exit.OK ? "everything was right" : "NOT everything was right",
            seconds));
    return code;
  }

  private int play(TemporaryFolder folder, Loqad loqad) {
    // For Ctrl-C; after a whole demo there is nothing left for it to do.
    Runnable cleanUp =
        () -> {
          loqad.close();
          folder.close();
        };
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("clean-up").unstarted(cleanUp));
    try {
      Demo demo = new Demo(shell, InstantSource.system(), folder.path(), loqad);
      return demo.play().stream().allMatch(DemoCheck::ok) ? Exit.OK : Exit.FAILED;
    } catch (CliException e) {
      loqad.lastLines().forEach(line -> shell.err().println("  | " + line));
      throw e;
    }
  }
}
