package dev.loqa.bundles.make;

import dev.loqa.base.json.Json;
import dev.loqa.cli.release.BundleArchive.Member;
import dev.loqa.cli.release.ReleaseFiles;
import dev.loqa.cli.release.ReleaseName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// The bill of materials of a release, CycloneDX 1.6: every archive and native program in it with
/// its SHA-256, and what Maven calls it. Without time and serial number, so that it is the same for
/// the same files.
///
/// Maven's names are in `bundles/target/lib/dependencies`, written by `dependency:list`, and else
/// in the archive's own `pom.properties`.
final class Sbom {
  static final String FILE = "sbom.cdx.json";

  private static final Pattern JAR = Pattern.compile("(.+?)-([0-9][A-Za-z0-9.+_-]*)\\.jar");
  private static final Pattern LISTED =
      Pattern.compile("\\s*([\\w.-]+):([\\w.-]+):jar:(?:[\\w.-]+:)?([\\w.+-]+):\\w+.*");
  private static final Pattern POM =
      Pattern.compile("META-INF/maven/[^/]+/([^/]+)/pom\\.properties");
  private static final Pattern NATS = Pattern.compile("(?m)^pin_nats_version=(\\S+)$");

  private final Map<String, String> groups;
  private final List<Map<String, Object>> components = new ArrayList<>();

  private Sbom(Map<String, String> groups) {
    this.groups = groups;
  }

  /// @param natsVersion of the nats-server that comes with it
  static String of(
      Path checkout, ReleaseName name, SortedMap<String, Member> files, String natsVersion)
      throws IOException {
    Sbom sbom = new Sbom(groups(checkout.resolve("bundles/target/lib/dependencies")));
    for (var file : files.entrySet()) {
      if (file.getKey().endsWith(".jar")) {
        sbom.archive(file.getKey(), file.getValue().source());
      } else if (file.getKey().equals("nats/nats-server")) {
        sbom.add(
            "application",
            "",
            "nats-server",
            natsVersion,
            "pkg:golang/github.com/nats-io/nats-server/v2@v" + natsVersion,
            file.getKey(),
            file.getValue().source());
      }
    }
    Map<String, Object> loqa = new LinkedHashMap<>();
    loqa.put("type", "application");
    loqa.put("name", "loqa");
    loqa.put("version", name.version());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("bomFormat", "CycloneDX");
    document.put("specVersion", "1.6");
    document.put("version", 1);
    document.put("metadata", Map.of("component", loqa));
    document.put("components", sbom.components);
    return Json.pretty(document) + "\n";
  }

  /// The version that goes with the pins, for a nats-server that cannot be asked here.
  static String pinnedNats(Path checkout) throws IOException {
    Matcher pin = NATS.matcher(Files.readString(checkout.resolve("launcher/pins")));
    return pin.find() ? pin.group(1) : "unknown";
  }

  private void archive(String path, Path file) throws IOException {
    Matcher jar = JAR.matcher(String.valueOf(file.getFileName()));
    if (!jar.matches()) {
      throw new MakeException(file + " is not called NAME-VERSION.jar: rename it");
    }
    String name = jar.group(1);
    String version = jar.group(2);
    String group = groups.getOrDefault(name + "-" + version, "");
    if (group.isEmpty()) {
      group = groupInside(file, name);
    }
    String url =
        group.isEmpty()
            ? "pkg:generic/" + name + "@" + version
            : "pkg:maven/" + group + "/" + name + "@" + version;
    add("library", group, name, version, url, path, file);
  }

  private void add(
      String type, String group, String name, String version, String url, String path, Path file)
      throws IOException {
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("type", type);
    component.put("bom-ref", url + "#" + path);
    if (!group.isEmpty()) {
      component.put("group", group);
    }
    component.put("name", name);
    component.put("version", version);
    component.put(
        "hashes",
        List.of(new TreeMap<>(Map.of("alg", "SHA-256", "content", ReleaseFiles.sha256(file)))));
    component.put("purl", url);
    component.put("properties", List.of(new TreeMap<>(Map.of("name", "loqa:path", "value", path))));
    components.add(component);
  }

  private static Map<String, String> groups(Path listed) throws IOException {
    Map<String, String> groups = new TreeMap<>();
    for (String line :
        Files.isRegularFile(listed) ? Files.readAllLines(listed) : List.<String>of()) {
      Matcher entry = LISTED.matcher(line);
      if (entry.matches()) {
        groups.put(entry.group(2) + "-" + entry.group(3), entry.group(1));
      }
    }
    return groups;
  }

  /// The group in the `pom.properties` of this archive, where it has one of its own name.
  private static String groupInside(Path file, String name) throws IOException {
    try (ZipFile archive = new ZipFile(file.toFile())) {
      for (ZipEntry entry : (Iterable<ZipEntry>) archive.stream().<ZipEntry>map(e -> e)::iterator) {
        Matcher pom = POM.matcher(entry.getName());
        if (pom.matches() && pom.group(1).equals(name)) {
          Properties properties = new Properties();
          try (InputStream in = archive.getInputStream(entry)) {
            properties.load(in);
          }
          return properties.getProperty("groupId", "");
        }
      }
    }
    return "";
  }
}
