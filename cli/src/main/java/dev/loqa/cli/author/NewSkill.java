package dev.loqa.cli.author;

import dev.loqa.cli.api.CliException;
import dev.loqa.cli.api.Exit;
import dev.loqa.skillhost.manifest.SkillName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A new skill's project, from the templates beside this class: a complete small skill that says
/// hello, counts, and passes its own tests.
///
/// @param author who answers for it
/// @param year of the licence
public record NewSkill(String name, SkillLanguage language, String author, int year) {
  /// Words that no Java package may be named.
  private static final Set<String> JAVA_WORDS =
      Set.of(
          "abstract assert boolean break byte case catch char class const continue default do double else enum extends false final finally float for goto if implements import instanceof int interface long native new null package private protected public return short static strictfp super switch synchronized this throw throws transient true try void volatile while"
              .split(" "));

  public NewSkill {
    SkillName.fault(name)
        .ifPresent(fault -> {
          throw new CliException(Exit.USAGE, name + " " + fault);
        });
    if (author.isBlank() || author.length() > 200 || author.chars().anyMatch(c -> c < ' ')) {
      throw new CliException(Exit.USAGE, "--author: give a name of 1 to 200 characters");
    }
  }

  /// Writes the project into a folder that is not there yet.
  ///
  /// @param sdk what a Java project needs beside its sources
  public void write(Path folder, SkillSdk sdk) {
    if (Files.exists(folder)) {
      throw new CliException(
          Exit.CONFLICT, folder + " exists already: choose another name, or remove it");
    }
    try {
      for (Map.Entry<String, String> file : files().entrySet()) {
        Path target = folder.resolve(file.getKey());
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.writeString(target, filled(file.getValue(), sdk));
      }
      if (language == SkillLanguage.JAVA) {
        sdk.writeRepository(folder.resolve(".loqa/repository"));
      }
    } catch (IOException e) {
      throw new CliException(
          Exit.FAILED, folder + " can't be written: " + e.getMessage() + ": check its rights", e);
    }
  }

  /// The file a newcomer opens first.
  public String source() {
    return switch (language) {
      case JAVA -> "src/main/java/" + packageName().replace('.', '/') + "/" + className() + ".java";
      case C -> "src/skill.c";
      case ASSEMBLYSCRIPT -> "assembly/index.ts";
    };
  }

  /// Where each template goes.
  private Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("skill.yaml", "common/skill.yaml");
    files.put("locales/de.yaml", "common/locale.de.yaml");
    files.put("tests/hello.json", "common/hello.json");
    files.put("LICENSE", "common/LICENSE");
    files.put(".gitignore", "common/gitignore");
    files.put("README.md", language.word() + "/README.md");
    switch (language) {
      case JAVA -> {
        files.put(source(), "java/Skill.java");
        files.put("pom.xml", "java/pom.xml");
      }
      case C -> {
        files.put(source(), "c/skill.c");
        files.put("src/loqa.h", "c/loqa.h");
      }
      case ASSEMBLYSCRIPT -> {
        files.put(source(), "assemblyscript/index.ts");
        files.put("assembly/loqa.ts", "assemblyscript/loqa.ts");
        files.put("package.json", "assemblyscript/package.json");
        files.put("asconfig.json", "assemblyscript/asconfig.json");
        files.put("tsconfig.json", "assemblyscript/tsconfig.json");
      }
    }
    return files;
  }

  private String filled(String template, SkillSdk sdk) throws IOException {
    String text = template(template);
    Map<String, String> words = new LinkedHashMap<>();
    words.put("name", name);
    words.put("spoken", name.replaceAll("[-_]+", " ").strip());
    words.put("package", packageName());
    words.put("class", className());
    words.put("source", source());
    words.put("year", Integer.toString(year));
    words.put("loqa", language == SkillLanguage.JAVA ? sdk.version() : "");
    // Last, so that nothing in a person's name is filled in.
    words.put("author", template.endsWith(".yaml") ? "\"" + escaped(author) + "\"" : author);
    for (Map.Entry<String, String> word : words.entrySet()) {
      text = text.replace("@" + word.getKey() + "@", word.getValue());
    }
    return text;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static String template(String name) throws IOException {
    try (InputStream in = NewSkill.class.getResourceAsStream(name + ".template")) {
      if (in == null) {
        throw new IllegalStateException("template " + name + " is not in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String packageName() {
    String last = name.replace('-', '_');
    return "skill." + (JAVA_WORDS.contains(last) ? last + "_" : last);
  }

  private String className() {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("[-_]+", -1)) {
      if (!part.isEmpty()) {
        camel.append(Character.toUpperCase(part.charAt(0))).append(part, 1, part.length());
      }
    }
    String whole = camel.toString();
    return whole.endsWith("Skill") ? whole : whole + "Skill";
  }
}
