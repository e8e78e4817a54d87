package dev.loqa.skillhost.packages;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.protocol.Quoted;
import dev.loqa.skillhost.manifest.Finding;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;

/// `META/files.json`: every other file of a package with its size in bytes and its SHA-256, as
/// `{"files": [{"path", "size", "sha256"}]}` in the order of the archive.
final class FileList {
  static final String PATH = "META/files.json";

  private FileList() {}

  static byte[] of(SortedMap<String, byte[]> files) {
    StringBuilder text = new StringBuilder("{\"files\": [");
    String separator = "\n";
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      if (!file.getKey().equals(PATH)) {
        text.append(separator)
            .append("  {\"path\": \"")
            .append(file.getKey())
            .append("\", \"size\": ")
            .append(file.getValue().length)
            .append(", \"sha256\": \"")
            .append(CanonicalTar.hex("SHA-256", file.getValue()))
            .append("\"}");
        separator = ",\n";
      }
    }
    return text.append("\n]}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /// What does not fit between the list and the files.
  static List<Finding> faults(String file, SortedMap<String, byte[]> files) {
    List<Finding> faults = new ArrayList<>();
    byte[] list = files.get(PATH);
    if (list == null) {
      faults.add(fault(file, "is missing"));
      return faults;
    }
    TreeSet<String> left = new TreeSet<>(files.keySet());
    left.remove(PATH);
    try {
      if (!(Json.readObject(list).get("files") instanceof List<?> entries)) {
        return List.of(fault(file, "is no list of files"));
      }
      if (entries.size() > PackageLimits.MEMBERS) {
        return List.of(fault(file, "lists more than " + PackageLimits.MEMBERS + " files"));
      }
      for (Object each : entries) {
        Map<?, ?> entry = each instanceof Map<?, ?> map ? map : Map.of();
        String path = String.valueOf(entry.get("path"));
        byte[] content = files.get(path);
        if (!left.remove(path) || content == null) {
          faults.add(fault(file, "lists " + Quoted.of(path) + ", which is not there or no file"));
        } else if (!Long.valueOf(content.length).equals(entry.get("size"))
            || !CanonicalTar.hex("SHA-256", content).equals(entry.get("sha256"))) {
          faults.add(fault(file, "has another size or SHA-256 for " + path));
        }
      }
    } catch (JsonException e) {
      return List.of(fault(file, "is no list of files"));
    }
    left.forEach(path -> faults.add(fault(file, "does not list " + path)));
    return faults;
  }

  private static Finding fault(String file, String fault) {
    return new Finding(file, 1, PATH, fault, "make the package with loqa-skill package");
  }
}
