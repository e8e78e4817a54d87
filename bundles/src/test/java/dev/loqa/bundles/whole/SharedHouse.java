package dev.loqa.bundles.whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands one running house to every test that leaves it as it is; it starts with the first and
/// stops after the last.
final class SharedHouse implements ParameterResolver {
  private record Kept(House house, Path folder) implements AutoCloseable {
    static Kept start() {
      try {
        Path folder = Files.createTempDirectory("loqa-whole-");
        Path config = folder.resolve("loqa.yaml");
        Files.writeString(config, "services: [stt, tts, llm, satellite]\n");
        return new Kept(
            House.start(folder.resolve("data"), House.shipped(), "--config", config.toString()),
            folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      house.close();
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == House.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(SharedHouse.class))
        .getOrComputeIfAbsent("house", _ -> Kept.start(), Kept.class)
        .house();
  }
}
