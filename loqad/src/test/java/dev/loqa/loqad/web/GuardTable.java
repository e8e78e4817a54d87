package dev.loqa.loqad.web;

import dev.loqa.skillhost.manifest.HttpRule;
import dev.loqa.skillhost.manifest.Risk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// `guard.txt`: what the owner agreed to, and what must come of calls.
record GuardTable(List<HttpRule> rules, List<Case> cases) {

  /// @param resolved addresses apart by blanks
  /// @param expected `allowed` and the addresses that are pinned, or `denied` and a part of why
  record Case(String method, String url, String resolved, String expected) {}

  static GuardTable read() {
    GuardTable table = new GuardTable(new ArrayList<>(), new ArrayList<>());
    try (InputStream in =
        Objects.requireNonNull(GuardTable.class.getResourceAsStream("guard.txt"))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split(" *\\| *", -1))
          .forEach(table::add);
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String[] line) {
    if (line[0].equals("rule")) {
      rules.add(
          new HttpRule(
              line[1],
              Integer.parseInt(line[2]),
              line[3],
              Set.of(line[4].split(" ")),
              line[5],
              line[6].isEmpty() ? null : line[6],
              Risk.valueOf(line[7].toUpperCase(Locale.ROOT))));
    } else {
      cases.add(new Case(line[0], line[1], line[2], line[3]));
    }
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
