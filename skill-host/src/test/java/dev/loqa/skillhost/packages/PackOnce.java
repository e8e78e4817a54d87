package dev.loqa.skillhost.packages;

import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;

/// A program that packages a folder and prints where it runs and what came out.
final class PackOnce {
  private PackOnce() {}

  public static void main(String[] arguments) {
    System.out.println(
        TimeZone.getDefault().getID()
            + " "
            + Locale.getDefault()
            + " "
            + SkillPackage.of(Path.of(arguments[0])).digest());
  }
}
