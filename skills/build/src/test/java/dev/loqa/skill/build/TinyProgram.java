package dev.loqa.skill.build;

/// The smallest thing that can be compiled.
final class TinyProgram {
  private TinyProgram() {}

  public static void main(String[] arguments) {
    System.out.println("tiny");
  }
}
