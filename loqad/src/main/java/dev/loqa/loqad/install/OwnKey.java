package dev.loqa.loqad.install;

import dev.loqa.base.files.PrivateFiles;
import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.SigningKey;
import dev.loqa.skillhost.packages.SkillPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The key of this installation, with which its owner signs skills that were made here. Made once,
/// mode 0600, and read when it is first needed, which takes a moment; whoever can read it can also
/// change the house's files. Thread-safe.
public final class OwnKey {
  /// What its packages are said to be signed by.
  public static final String NAME = "the key of this installation";

  private static final Logger LOG = LoggerFactory.getLogger(OwnKey.class);

  private final Path file;
  private @Nullable SigningKey key; // guarded by this

  /// @param file made when it is absent, with its folder
  public OwnKey(Path file) {
    this.file = file;
  }

  /// Its fingerprint and what it is called; none when there is no usable key and none can be made,
  /// which only means that skills made here are strangers too.
  public Map<String, String> names() {
    return key().map(key -> Map.of(key.publisher().fingerprint(), NAME)).orElse(Map.of());
  }

  /// The line of a package's `.sig`; none when there is no usable key.
  Optional<String> signature(SkillPackage skill) {
    return key().map(key -> key.sign(skill).line());
  }

  private synchronized Optional<SigningKey> key() {
    if (key == null) {
      try {
        if (!Files.exists(file)) {
          // With a bus that is not loqad's own nobody else has made the folder.
          PrivateFiles.folder(file.toAbsolutePath().resolveSibling(""));
          SigningKey.generate().save(file);
        }
        key = SigningKey.load(file);
      } catch (KeyException | IOException e) {
        LOG.atWarn().addKeyValue("file", file).setCause(e).log("no key of this installation");
      }
    }
    return Optional.ofNullable(key);
  }
}
