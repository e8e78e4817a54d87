package dev.loqa.skill.build;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a skill is compiled from: a class loader and the folders and archives it reads.
record ClassPath(ClassLoader loader, List<Path> entries) {
  ClassPath {
    entries = List.copyOf(entries);
  }

  /// The class path this program was started with, as a build tool's class loader or the JVM's own.
  static ClassPath ofThisProgram() {
    ClassLoader loader = SkillBuild.class.getClassLoader();
    List<Path> entries = new ArrayList<>();
    if (loader instanceof URLClassLoader urls) {
      for (URL url : urls.getURLs()) {
        entries.add(pathOf(url));
      }
    } else {
      Pattern.compile(Pattern.quote(File.pathSeparator))
          .splitAsStream(System.getProperty("java.class.path", ""))
          .forEach(entry -> entries.add(Path.of(entry)));
    }
    return new ClassPath(loader, entries);
  }

  /// A digest of every file the compilation could read and of the settings given, to tell whether
  /// to compile again.
  String digest(String settings) throws IOException {
    MessageDigest digest = sha256();
    digest.update(settings.getBytes(StandardCharsets.UTF_8));
    for (Path entry : entries) {
      for (Path file : filesOf(entry)) {
        Path name = entry.equals(file) ? file.getFileName() : entry.relativize(file);
        digest.update(String.valueOf(name).getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(file));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static List<Path> filesOf(Path entry) throws IOException {
    if (Files.isRegularFile(entry)) {
      return List.of(entry);
    }
    if (!Files.isDirectory(entry)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(entry)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Path pathOf(URL url) {
    try {
      return Path.of(new URI(url.toString()));
    } catch (URISyntaxException e) {
      throw new SkillBuildException("class path entry " + url + " is no file: remove it", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new SkillBuildException("this JDK has no SHA-256: use a complete JDK", e);
    }
  }
}
