package dev.loqa.skill.build;

import java.nio.channels.SocketChannel;

/// Wants what a module does not have.
final class ProgramWithSockets {
  private ProgramWithSockets() {}

  public static void main(String[] arguments) throws java.io.IOException {
    SocketChannel.open().close();
  }
}
