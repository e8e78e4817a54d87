package dev.loqa.cli.author;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// AssemblyScript through the compiler that the project's `package.json` names, installed by npm
/// into `node_modules` when it is not there yet (the only step that needs a network).
///
/// @param searchPath where programs are, as in `PATH`
record AssemblyScriptToolchain(String searchPath) implements Toolchain {
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern FAULT = Pattern.compile("(ERROR|WARNING) ((?:TS|AS)[0-9]+: .*)");
  private static final Pattern PLACE = Pattern.compile(".*\\bin (\\S+?)\\(([0-9]+),[0-9]+\\)");

  @Override
  public Compiled compile(Path project, String module) {
    Path node = tool("node");
    Path compiler = project.resolve("node_modules/assemblyscript/bin/asc.js");
    if (!Files.exists(compiler)) {
      install(project);
    }
    Tool.Ended ended =
        Tool.run(
            List.of(
                node.toString(),
                "node_modules/assemblyscript/bin/asc.js",
                "assembly/index.ts",
                "--outFile",
                module),
            project,
            LIMIT);
    return new Compiled(ended.ok(), lines(ended, project));
  }

  private void install(Path project) {
    Tool.Ended ended =
        Tool.run(
            List.of(tool("npm").toString(), "install", "--no-audit", "--no-fund"),
            project,
            INSTALL_LIMIT);
    if (!ended.ok()) {
      throw new CliException(
          Exit.UNAVAILABLE,
          "npm could not install the AssemblyScript compiler: it needs the network once: "
              + String.join(" ", ended.lines().stream().limit(3).toList()));
    }
  }

  private Path tool(String name) {
    return Tool.find(name, searchPath)
        .orElseThrow(() ->
            new CliException(
                Exit.UNAVAILABLE,
                "a skill in AssemblyScript needs Node.js with npm, and "
                    + name
                    + " is missing: on Debian and Ubuntu: sudo apt install nodejs npm"));
  }

  /// Each fault with the place that follows it some lines below.
  private static List<String> lines(Tool.Ended ended, Path project) {
    List<String> lines = new ArrayList<>();
    String open = "";
    for (String line : ended.lines()) {
      Matcher fault = FAULT.matcher(line);
      Matcher place = PLACE.matcher(line);
      if (fault.matches()) {
        if (!open.isEmpty()) {
          lines.add(open);
        }
        open = (fault.group(1).equals("WARNING") ? "warning: " : "") + fault.group(2);
      } else if (place.matches() && !open.isEmpty()) {
        lines.add(project.resolve(place.group(1)) + ":" + place.group(2) + ": " + open);
        open = "";
      }
    }
    if (!open.isEmpty()) {
      lines.add(open);
    }
    return lines.isEmpty() && !ended.ok() ? ended.lines() : lines;
  }
}
