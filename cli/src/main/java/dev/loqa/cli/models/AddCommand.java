package dev.loqa.cli.models;

import dev.loqa.base.models.ModelFile;
import dev.loqa.base.models.ModelFolder;
import dev.loqa.cli.api.Exit;
import dev.loqa.cli.options.DataOption;
import dev.loqa.cli.text.Shell;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `loqa models add FILE`.
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Copy a model that you have into the data folder. What it is, is seen from its content:",
      "Whisper in ggml form, a Kokoro or Silero net in ONNX form, Kokoro voices."
    },
    footer = {"", "Example: loqa models add ggml-base.en.bin --as whisper-base.en"})
final class AddCommand implements Callable<Integer> {
  private final Shell shell;
  @Mixin private DataOption data = new DataOption();

  @Option(
      names = "--as",
      paramLabel = "NAME",
      description = "What to call it (default: the file's name).")
  private @Nullable String name;

  @Parameters(paramLabel = "FILE", description = "The model file.")
  private Path file = Path.of("");

  AddCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String usual = String.valueOf(file.getFileName()).replaceFirst("\\.(bin|onnx|npz)$", "");
    ModelFile model = ModelFile.read(file);
    ModelFolder.Stored stored =
        new ModelStore(data.folder(shell)).add(model, name == null ? usual : name);
    shell.lines(HowToUse.lines(ModelFile.read(stored.file()), stored.name()));
    return Exit.OK;
  }
}
