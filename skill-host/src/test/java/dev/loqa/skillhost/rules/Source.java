package dev.loqa.skillhost.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One source file, as far as calls with texts in them go: enough to list the places where
/// something is refused, so that a new one is noticed.
record Source(String name, String text) {
  private static final Path ROOT = Path.of("src/main/java/dev/loqa/skillhost");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /// @param path below the module's root package, for instance `module/Preflight.java`
  static Source of(String path) {
    try {
      return new Source(path, Files.readString(ROOT.resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The files of a package, as [#of] takes them.
  static List<String> in(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.map(file -> folder + "/" + file.getFileName()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A call's place and its arguments as they are written.
  record Call(String place, List<String> arguments) {
    String argument(int fromTheEnd) {
      return arguments.get(arguments.size() - fromTheEnd);
    }

    /// The text of an argument that is one literal.
    String literal(int at) {
      Matcher literal = LITERAL.matcher(arguments.get(at).strip());
      return literal.matches() ? literal.group(1) : "";
    }
  }

  /// Every call of a method, for instance `refused`; a declaration is none.
  List<Call> calls(String method) {
    List<Call> calls = new ArrayList<>();
    Matcher found = Pattern.compile("(?<![A-Za-z])" + method + "\\(").matcher(text);
    while (found.find()) {
      List<String> arguments = arguments(found.end());
      if (!arguments.getFirst().strip().matches("[A-Za-z.]+ [a-z][A-Za-z]*")) {
        long line = text.substring(0, found.start()).lines().count();
        calls.add(new Call(name + ":" + line, arguments));
      }
    }
    return calls;
  }

  /// Splits at the commas between an opening parenthesis and its closing one.
  private List<String> arguments(int from) {
    List<String> arguments = new ArrayList<>();
    int depth = 0;
    int start = from;
    for (int at = from; ; at++) {
      char c = text.charAt(at);
      if (c == '"') {
        Matcher literal = LITERAL.matcher(text).region(at, text.length());
        if (literal.lookingAt()) {
          at = literal.end() - 1;
        }
      } else if (c == '\'') {
        at += text.charAt(at + 1) == '\\' ? 3 : 2;
      } else if (c == '(' || c == '{') {
        depth++;
      } else if (depth > 0 && (c == ')' || c == '}')) {
        depth--;
      } else if (depth == 0 && (c == ',' || c == ')')) {
        arguments.add(text.substring(start, at));
        if (c == ')') {
          return arguments;
        }
        start = at + 1;
      }
    }
  }

  /// What the text of an expression may be: one pattern, or one for each side of a choice.
  static List<Pattern> texts(String expression) {
    List<String> alternatives = new ArrayList<>(List.of(""));
    for (String piece : pieces(expression)) {
      List<String> literals = LITERAL.matcher(piece).results().map(one -> one.group(1)).toList();
      boolean plain = LITERAL.matcher(piece.strip()).matches();
      List<String> next = new ArrayList<>();
      for (String before : alternatives) {
        if (plain || piece.contains(" ? ")) {
          literals.forEach(literal -> next.add(before + Pattern.quote(literal.translateEscapes())));
        } else {
          next.add(before + ".*");
        }
      }
      alternatives = next;
    }
    return alternatives.stream().map(text -> Pattern.compile(text, Pattern.DOTALL)).toList();
  }

  /// Splits at the `+` that stand outside of parentheses and literals; a choice is one piece.
  private static List<String> pieces(String expression) {
    if (expression.contains(" ? ") && !expression.strip().startsWith("\"")) {
      return List.of(expression);
    }
    List<String> pieces = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int at = 0; at < expression.length(); at++) {
      char c = expression.charAt(at);
      if (c == '"') {
        Matcher literal = LITERAL.matcher(expression).region(at, expression.length());
        if (literal.lookingAt()) {
          at = literal.end() - 1;
        }
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == '+' && depth == 0) {
        pieces.add(expression.substring(start, at));
        start = at + 1;
      }
    }
    pieces.add(expression.substring(start));
    return pieces;
  }
}
