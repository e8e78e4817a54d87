package dev.loqa.skillhost.registry;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/// Where a registry's files come from. Blocks; every read has a size limit and a deadline. Nothing
/// of it is believed: signatures and digests are checked by who reads.
public sealed interface RegistrySource permits FolderSource, WebSource {
  /// One file.
  ///
  /// @param path relative, of `A-Z a-z 0-9 . _ / -`
  /// @param most the most bytes it may have
  /// @throws RegistryException when it is not there, too large or too slow
  byte[] read(String path, int most);

  /// A folder, or an address that begins with `http://` or `https://`.
  ///
  /// @throws RegistryException when it is neither
  static RegistrySource of(String place) {
    if (!place.startsWith("http://") && !place.startsWith("https://")) {
      return new FolderSource(Path.of(place));
    }
    try {
      URI address = new URI(place.endsWith("/") ? place : place + "/");
      if (address.getHost() == null || address.getUserInfo() != null) {
        throw new RegistryException(
            RegistryException.Kind.INVALID,
            "registry " + place + ": it is no address: write https://HOST/PATH/");
      }
      return new WebSource(address);
    } catch (URISyntaxException e) {
      throw new RegistryException(
          RegistryException.Kind.INVALID,
          "registry " + place + ": it is no address: write https://HOST/PATH/",
          e);
    }
  }
}
