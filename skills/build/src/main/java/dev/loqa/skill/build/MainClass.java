package dev.loqa.skill.build;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.reflect.AccessFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Where a skill begins: the one class with a `main` among those that were compiled.
final class MainClass {
  private MainClass() {}

  /// Its name.
  ///
  /// @throws SkillBuildException when there is none, or more than one
  static String in(Path classes) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        ClassModel parsed = ClassFile.of().parse(file);
        if (parsed.methods().stream()
            .anyMatch(method ->
                method.methodName().equalsString("main")
                    && method.methodType().equalsString("([Ljava/lang/String;)V")
                    && method.flags().has(AccessFlag.STATIC))) {
          found.add(parsed.thisClass().asInternalName().replace('/', '.'));
        }
      }
    }
    if (found.isEmpty()) {
      throw new SkillBuildException(
          "no class has a main: add `public static void main(String[] arguments) {"
              + " Loqa.serve(new MySkill()); }` to the skill's class");
    }
    if (found.size() > 1) {
      throw new SkillBuildException(
          "these classes have a main: " + String.join(", ", found) + ": keep one of them");
    }
    return found.getFirst();
  }
}
