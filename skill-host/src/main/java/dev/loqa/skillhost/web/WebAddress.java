package dev.loqa.skillhost.web;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A web address in the one form that a skill may write it: ASCII, lower-case scheme, a plain host
/// name or dotted quad, a path without escapes, dot segments or empty segments.
///
/// The form is far narrower than RFC 3986 on purpose: two programs that read the same address
/// differently are what an attack on an allow-list lives from, and what cannot be written cannot be
/// read in two ways.
///
/// @param host in lower case, without a trailing dot
/// @param port as written, else the scheme's own
/// @param path begins with `/`
/// @param query without `?`
public record WebAddress(
    String scheme, String host, int port, String path, @Nullable String query) {
  /// The longest address, in characters.
  public static final int LONGEST = 2_048;

  private static final Pattern FORM =
      Pattern.compile("(https?)://([^/?#:@\\\\]*)(?::([0-9]*))?(/[^?#]*)?(?:\\?(.*))?", 0);
  private static final Pattern HOST =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
  private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");
  private static final Pattern QUAD =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
  private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@/-]*");
  private static final Pattern QUERY =
      Pattern.compile("([A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*");
  private static final Pattern CONTROL = Pattern.compile("(?i).*%(0[0-9a-f]|1[0-9a-f]|7f).*");

  /// Reads an address; every other form is an [IllegalArgumentException] that says what to write.
  public static WebAddress parse(String address) {
    if (address.length() > LONGEST) {
      throw new IllegalArgumentException("url: at most " + LONGEST + " characters");
    }
    if (address.chars().anyMatch(c -> c <= 0x20 || c >= 0x7f)) {
      throw new IllegalArgumentException("url: visible ASCII only: write a host as xn--...");
    }
    Matcher form = FORM.matcher(address);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "url: use http://host/path or https://host/path, without user and fragment");
    }
    String scheme = form.group(1);
    String path = form.group(4) == null ? "/" : form.group(4);
    String query = form.group(5);
    checkPath(path);
    if (query != null && (!QUERY.matcher(query).matches() || CONTROL.matcher(query).matches())) {
      throw new IllegalArgumentException(
          "url: escape what the query cannot hold with percent and two digits, and no control"
              + " characters");
    }
    return new WebAddress(scheme, host(form.group(2)), port(form.group(3), scheme), path, query);
  }

  private static String host(String written) {
    String host = written.toLowerCase(Locale.ROOT);
    String fault = hostFault(host);
    if (fault != null) {
      throw new IllegalArgumentException("url: " + fault);
    }
    return host;
  }

  /// What is wrong with a host in lower case, null when nothing is. Numbers in any form but four
  /// decimal parts are refused: resolvers read `127.1`, `0x7f000001` and `0177.0.0.1` as addresses.
  public static @Nullable String hostFault(String host) {
    if (!HOST.matcher(host).matches()) {
      return "give a host name of a-z 0-9 - and dots";
    }
    if (NUMBER.matcher(host).matches() && !(QUAD.matcher(host).matches() && octets(host))) {
      return "write a numeric host as four decimal parts, for instance 192.168.1.5";
    }
    return null;
  }

  private static boolean octets(String quad) {
    for (String part : quad.split("\\.", -1)) {
      if (Integer.parseInt(part) > 255) {
        return false;
      }
    }
    return true;
  }

  private static int port(@Nullable String written, String scheme) {
    if (written == null) {
      return usual(scheme);
    }
    if (!PORT.matcher(written).matches() || Integer.parseInt(written) > 65_535) {
      throw new IllegalArgumentException("url: use a port from 1 to 65535");
    }
    return Integer.parseInt(written);
  }

  private static int usual(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static void checkPath(String path) {
    if (!PATH.matcher(path).matches() || path.contains("//") || dotted(path)) {
      throw new IllegalArgumentException(
          "url: write the path plainly, without escapes, dot segments and empty segments");
    }
  }

  /// Some servers drop what follows a semicolon before they look for dots.
  private static boolean dotted(String path) {
    for (String segment : path.split("/", -1)) {
      int semicolon = segment.indexOf(';');
      String name = semicolon < 0 ? segment : segment.substring(0, semicolon);
      if (name.equals(".") || name.equals("..")) {
        return true;
      }
    }
    return false;
  }

  /// The path with its query: what is asked of the server.
  public String target() {
    return query == null ? path : path + "?" + query;
  }

  /// The host with its port where that is not the scheme's own: what the server is told.
  public String authority() {
    return port == usual(scheme) ? host : host + ":" + port;
  }

  /// The address without its query, which may hold what is nobody's business: for logs and the
  /// audit.
  public String shown() {
    return scheme + "://" + authority() + path;
  }

  /// The whole address.
  public URI uri() {
    return URI.create(scheme + "://" + authority() + target());
  }
}
