package dev.loqa.skillhost.packages;

import dev.loqa.skillhost.manifest.Finding;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// A package that is not accepted, with every fault that was found. A fault of the archive itself
/// ends the reading, so there is one; faults of the content are listed as a whole.
public final class PackageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Finding> faults;

  public PackageException(List<Finding> faults) {
    super(faults.stream().map(Finding::toString).collect(Collectors.joining("\n")));
    this.faults = List.copyOf(faults);
  }

  PackageException(String file, String thing, String fault, String wayOut) {
    this(List.of(new Finding(file, 1, thing, fault, wayOut)));
  }

  /// Every fault, never empty.
  public List<Finding> faults() {
    return faults;
  }
}
