package dev.loqa.bench.web;

import dev.loqa.loqad.web.Verdict;
import dev.loqa.loqad.web.WebGuard;
import dev.loqa.skillhost.HttpAsk;
import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Risk;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The table that the guard's tests use, read from the checkout: rules that an owner agreed to, and
/// calls with what their host resolves to and what must come of them.
final class GuardTable {
  private final List<HttpRule> rules = new ArrayList<>();
  private final List<String[]> cases = new ArrayList<>();

  private GuardTable() {}

  static GuardTable read(Path file) throws IOException {
    GuardTable table = new GuardTable();
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.split(" *\\| *", -1);
      if (columns[0].equals("rule")) {
        table.rules.add(rule(columns));
      } else if (columns.length == 4 && !line.startsWith("#")) {
        table.cases.add(columns);
      }
    }
    return table;
  }

  private static HttpRule rule(String[] columns) {
    return new HttpRule(
        columns[1],
        Integer.parseInt(columns[2]),
        columns[3],
        Set.of(columns[4].split(" ")),
        columns[5],
        columns[6].isEmpty() ? null : columns[6],
        Risk.valueOf(columns[7].toUpperCase(Locale.ROOT)));
  }

  int size() {
    return cases.size();
  }

  /// The cases that end otherwise than the table says.
  List<String> wrong() throws UnknownHostException {
    List<String> wrong = new ArrayList<>();
    for (String[] one : cases) {
      String end = end(one);
      boolean right =
          one[3].startsWith("denied ")
              ? end.startsWith("denied ") && end.contains(one[3].substring("denied ".length()))
              : end.equals(one[3]);
      if (!right) {
        wrong.add(one[0] + " " + one[1] + " at " + one[2] + ": " + end);
      }
    }
    return wrong;
  }

  private String end(String[] one) throws UnknownHostException {
    URI url;
    try {
      url = new URI(one[1]);
    } catch (URISyntaxException none) {
      return "denied no address";
    }
    HttpAsk ask = new HttpAsk(one[0], url, Map.of(), "", null, rules.getFirst());
    return switch (WebGuard.judge(ask, rules, addresses(one[2]))) {
      case Verdict.Denied denied -> "denied " + denied.reason();
      case Verdict.Allowed allowed ->
          "allowed "
              + allowed.addresses().stream()
                  .map(InetAddress::getHostAddress)
                  .collect(Collectors.joining(" "));
    };
  }

  /// Addresses apart by blanks; `raw:` gives an IPv6 address its bytes without the JDK's parser.
  static List<InetAddress> addresses(String texts) throws UnknownHostException {
    List<InetAddress> addresses = new ArrayList<>();
    for (String text : texts.isEmpty() ? new String[0] : texts.split(" ")) {
      addresses.add(
          text.startsWith("raw:")
              ? Inet6Address.getByAddress(null, HexFormat.of().parseHex(text.substring(4)), -1)
              : InetAddress.getByName(text));
    }
    return addresses;
  }
}
