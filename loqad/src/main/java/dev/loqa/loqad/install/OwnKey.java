package dev.loqa.loqad.install;

import dev.loqa.skillhost.packages.KeyException;
import dev.loqa.skillhost.packages.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The key of this installation, with which its owner signs skills that were made here. Made once,
/// mode 0600; whoever can read it can also change the house's files.
public final class OwnKey {
  private static final Logger LOG = LoggerFactory.getLogger(OwnKey.class);

  private OwnKey() {}

  /// The fingerprint and what it is called; none when there is no usable key and none can be made,
  /// which only means that skills made here are strangers too.
  ///
  /// @param file made when it is absent
  public static Map<String, String> in(Path file) {
    try {
      if (!Files.exists(file)) {
        SigningKey.generate().save(file);
      }
      return Map.of(
          SigningKey.load(file).publisher().fingerprint(), "the key of this installation");
    } catch (KeyException e) {
      LOG.atWarn().addKeyValue("file", file).setCause(e).log("no key of this installation");
      return Map.of();
    }
  }
}
