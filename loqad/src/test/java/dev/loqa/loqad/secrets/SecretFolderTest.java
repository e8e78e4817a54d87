package dev.loqa.loqad.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretFolderTest {
  private static final String VALUE = "planted-value-1";

  @TempDir private Path folder;
  private Path secrets;
  private Path credentials;
  private SecretFolder kept;

  @BeforeEach
  void open() throws IOException {
    secrets = folder.resolve("secrets");
    credentials = Files.createDirectory(folder.resolve("credentials"));
    kept = new SecretFolder(secrets, credentials);
  }

  @Test
  void keepsAValueInAFileOfItsOwnerOnly() throws IOException {
    kept.set("weather", "key", VALUE);
    kept.set("weather", "other", "another-value");

    assertThat(new SecretFolder(secrets, null).value("weather", "key")).contains(VALUE);
    assertThat(kept.names("weather")).containsExactly("key", "other");
    assertThat(kept.value("lights", "key")).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(secrets.resolve("weather.json"))))
        .isEqualTo("rw-------");
    assertThat(secrets.resolve("weather.json"))
        .hasContent(
            "{\"version\":1,\"secrets\":{\"key\":\"" + VALUE + "\",\"other\":\"another-value\"}}");
  }

  @Test
  void forgetsAValueAndTheFileWithTheLast() {
    kept.set("weather", "key", VALUE);

    assertThat(kept.remove("weather", "key")).isTrue();
    assertThat(kept.remove("weather", "key")).isFalse();
    assertThat(kept.value("weather", "key")).isEmpty();
    assertThat(secrets.resolve("weather.json")).doesNotExist();
  }

  @Test
  void takesACredentialOfTheServiceManagerFirst() throws IOException {
    kept.set("weather", "key", VALUE);
    Files.writeString(credentials.resolve("loqa.secret.weather.key"), "from-systemd\n");

    assertThat(kept.value("weather", "key")).contains("from-systemd");
    assertThat(kept.given("weather")).containsExactly("key");
    assertThat(kept.given("weath")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "short",
        "two\nlines-of-it",
        "nul\u0000in-the-middle",
        " blank-before",
        "blank-behind "
      })
  void refusesAValueThatCannotBeSentOrHidden(String value) {
    assertThatThrownBy(() -> kept.set("weather", "key", value))
        .isInstanceOf(SecretException.class)
        .satisfies(e -> {
          if (!value.isEmpty()) {
            assertThat(e).hasMessageNotContaining(value);
          }
        });
    assertThat(secrets).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../weather", "Weather", "", "a/b", ".hidden"})
  void refusesANameThatIsAPath(String skill) {
    assertThatThrownBy(() -> kept.set(skill, "key", VALUE)).isInstanceOf(SecretException.class);
    assertThatThrownBy(() -> kept.value(skill, "key")).isInstanceOf(SecretException.class);
  }

  @Test
  void saysThatAFileIsDamagedWithoutQuotingIt() throws IOException {
    Files.createDirectories(secrets);
    Files.writeString(secrets.resolve("weather.json"), "{\"secrets\": " + VALUE);

    assertThatThrownBy(() -> kept.value("weather", "key"))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("damaged")
        .hasMessageNotContaining(VALUE)
        .hasNoCause();
  }
}
