package dev.loqa.skill.build;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/// Wants what a module does not have.
final class ProgramWithSockets {
  private ProgramWithSockets() {}

  public static void main(String[] arguments) throws IOException {
    SocketChannel.open().close();
  }
}
