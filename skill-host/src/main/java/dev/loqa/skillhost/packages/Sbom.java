package dev.loqa.skillhost.packages;

import dev.loqa.base.json.Json;
import dev.loqa.base.json.JsonException;
import dev.loqa.skillhost.manifest.Finding;
import dev.loqa.skillhost.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `META/sbom.cdx.json`: what a package is made of, as CycloneDX 1.6 JSON. Without time and serial
/// number, so that the same skill gives the same bytes. A build that knows the libraries inside the
/// module puts its own file into the skill's folder; that one is taken when it fits.
final class Sbom {
  static final String PATH = "META/sbom.cdx.json";

  private static final String ALGORITHM = "SHA-256";

  private Sbom() {}

  static byte[] of(Manifest manifest, byte[] module) {
    Map<String, Object> skill = new LinkedHashMap<>();
    skill.put("type", "application");
    skill.put("bom-ref", manifest.name());
    skill.put("name", manifest.name());
    skill.put("version", manifest.metadata().version());
    skill.put("description", manifest.metadata().description());
    skill.put("authors", List.of(Map.of("name", manifest.metadata().author())));
    Map<String, Object> hash = new LinkedHashMap<>();
    hash.put("alg", ALGORITHM);
    hash.put("content", CanonicalTar.hex(ALGORITHM, module));
    Map<String, Object> code = new LinkedHashMap<>();
    code.put("type", "file");
    code.put("bom-ref", manifest.code().module());
    code.put("name", manifest.code().module());
    code.put("hashes", List.of(hash));
    Map<String, Object> bom = new LinkedHashMap<>();
    bom.put("bomFormat", "CycloneDX");
    bom.put("specVersion", "1.6");
    bom.put("version", 1);
    bom.put("metadata", Map.of("component", skill));
    bom.put("components", List.of(code));
    return (Json.text(bom) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /// What does not fit between the bill and the skill.
  static List<Finding> faults(String file, byte[] bom, Manifest manifest, byte[] module) {
    List<Finding> faults = new ArrayList<>();
    try {
      Map<String, Object> whole = Json.readObject(bom);
      if (!"CycloneDX".equals(whole.get("bomFormat"))) {
        faults.add(fault(file, "is no CycloneDX"));
        return faults;
      }
      Map<?, ?> skill = map(map(whole.get("metadata")).get("component"));
      if (!manifest.name().equals(skill.get("name"))
          || !manifest.metadata().version().equals(skill.get("version"))) {
        faults.add(fault(file, "is of another skill or version"));
      }
      String digest = CanonicalTar.hex(ALGORITHM, module);
      for (Object component : list(whole.get("components"))) {
        if (manifest.code().module().equals(map(component).get("name"))
            && list(map(component).get("hashes")).stream()
                .map(Sbom::map)
                .filter(hash -> ALGORITHM.equals(hash.get("alg")))
                .anyMatch(hash -> !Objects.equals(digest, hash.get("content")))) {
          faults.add(fault(file, "is of another module"));
        }
      }
    } catch (JsonException e) {
      faults.add(fault(file, "is no JSON object"));
    }
    return faults;
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static Finding fault(String file, String fault) {
    return new Finding(
        file, 1, PATH, fault, "build the skill anew, or delete it: loqa-skill package makes one");
  }
}
