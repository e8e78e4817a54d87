package dev.loqa.skillhost.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Strict verification. The vectors are computed here, on the curve, from RFC 8032's numbers.
class SignatureTest {
  @TempDir private Path temp = Path.of("");
  private SkillPackage bell;
  private SigningKey key;

  @BeforeEach
  void make() throws IOException {
    bell = SkillPackage.of(DemoSkill.in(temp.resolve("bell")));
    key = SigningKey.generate();
  }

  private byte[] signature() {
    return Base64.getDecoder().decode(key.sign(bell).line().substring(65, 153));
  }

  private boolean valid(String keyId, byte[] signature) {
    return new PackageSignature(new PublisherKey(keyId), signature)
        .verify(new PublisherKey(keyId), bell);
  }

  @Test
  void agreesWithTheFirstVectorOfTheStandard() throws IOException {
    Path file = temp.resolve("rfc.key");
    byte[] seed =
        HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    String publicKey = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    write(
        file, "loqa-signing-key-v1 " + publicKey + " " + Base64.getEncoder().encodeToString(seed));

    byte[] signature = SigningKey.load(file).sign(new byte[0]);

    assertThat(HexFormat.of().formatHex(signature))
        .isEqualTo(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e"
                + "39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    assertThat(new PublisherKey(publicKey).signed(new byte[0], signature)).isTrue();
  }

  @Test
  void aSignatureIsOfOnePackageOneNameAndOneVersion() throws IOException {
    PackageSignature signature = key.sign(bell);
    Path folder = DemoSkill.in(temp.resolve("other"));
    DemoSkill.write(folder, "README.md", "# Another\n");
    assertThat(signature.verify(key.publisher(), SkillPackage.of(folder))).isFalse();

    DemoSkill.write(folder, "README.md", "# Bell\n");
    assertThat(signature.verify(key.publisher(), SkillPackage.of(folder))).isTrue();

    DemoSkill.write(folder, "skill.yaml", DemoSkill.MANIFEST.replace("1.2.0", "1.2.1"));
    assertThat(signature.verify(key.publisher(), SkillPackage.of(folder))).isFalse();
    assertThat(new String(PackageSignature.message(bell), StandardCharsets.UTF_8))
        .isEqualTo("loqa-skill-v1\n" + bell.digest() + "\nbell\n1.2.0");
  }

  @Test
  void everyFlippedBitOfASignatureIsSeen() {
    byte[] signature = signature();
    for (int bit = 0; bit < signature.length * 8; bit++) {
      byte[] flipped = signature.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(valid(key.publisher().fingerprint(), flipped)).as("bit %d", bit).isFalse();
    }
    assertThat(valid(key.publisher().fingerprint(), signature)).isTrue();
  }

  @Test
  void refusesALargerScalarOfTheSameValue() {
    byte[] signature = signature();
    BigInteger s = little(Arrays.copyOfRange(signature, 32, 64));
    for (BigInteger larger = s.add(Ed.ORDER);
        larger.bitLength() <= 256;
        larger = larger.add(Ed.ORDER)) {
      byte[] changed = Arrays.copyOf(signature, 64);
      System.arraycopy(Ed.little(larger), 0, changed, 32, 32);
      assertThat(valid(key.publisher().fingerprint(), changed)).isFalse();
    }
  }

  @Test
  void theVectorsAreOfSmallOrder() {
    assertThat(Ed.small()).hasSize(8);
    assertThat(Ed.small()).allMatch(point -> Ed.multiply(point, 8).equals(Ed.ZERO));
  }

  @ParameterizedTest
  @MethodSource("weakPoints")
  void refusesAWeakPointAsKeyAndAsR(String encoded) {
    assertThatThrownBy(() -> new PublisherKey(encoded))
        .isInstanceOf(KeyException.class)
        .hasMessageContaining("it is no Ed25519 key, or one that fits many signatures");

    // R alone, S = 0: what fits every message when the key is of small order too.
    byte[] forged = Arrays.copyOf(HexFormat.of().parseHex(encoded), 64);
    assertThat(valid(key.publisher().fingerprint(), forged)).isFalse();
    assertThat(EdwardsPoint.isStrict(HexFormat.of().parseHex(encoded))).isFalse();
  }

  /// All points of small order, in each of their encodings: canonical, y + p where that fits, and
  /// the other sign where x is 0.
  static List<String> weakPoints() {
    List<String> encodings = new ArrayList<>();
    for (Ed.Point point : Ed.small()) {
      for (BigInteger y = point.y(); y.bitLength() <= 255; y = y.add(Ed.P)) {
        for (int sign = 0; sign < 2; sign++) {
          byte[] bytes = Ed.little(y);
          bytes[31] |= (byte) (sign << 7);
          encodings.add(HexFormat.of().formatHex(bytes));
        }
      }
    }
    return encodings.stream().distinct().toList();
  }

  @Test
  void refusesKeysThatAreNoPointOrHaveASecondEncoding() {
    // y = 2 is not on the curve; y = p + 3 and y = 2^255 - 1 say 3 and 18 in a second way.
    assertThat(Ed.onCurve(BigInteger.TWO)).isFalse();
    for (BigInteger y :
        List.of(
            BigInteger.TWO,
            Ed.P.add(BigInteger.valueOf(3)),
            BigInteger.ONE.shiftLeft(255).subtract(BigInteger.ONE))) {
      String encoded = HexFormat.of().formatHex(Ed.little(y));
      assertThatThrownBy(() -> new PublisherKey(encoded)).isInstanceOf(KeyException.class);
    }
    String base = HexFormat.of().formatHex(Ed.little(Ed.BASE.y()));
    assertThatCode(() -> new PublisherKey(base)).doesNotThrowAnyException();
  }

  @Test
  void whatTheJdkLetsPassIsWhyThereAreRulesOfOurOwn() throws Exception {
    // The neutral element as key and R, S = 0: valid for every message there is.
    byte[] neutral = Ed.little(BigInteger.ONE);
    byte[] x509 = HexFormat.of().parseHex("302a300506032b6570032100" + hex(neutral));
    Signature jdk = Signature.getInstance("Ed25519");
    jdk.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509)));
    jdk.update("anything".getBytes(StandardCharsets.UTF_8));

    assertThat(jdk.verify(Arrays.copyOf(neutral, 64))).isTrue();
    assertThat(EdwardsPoint.isStrict(neutral)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 31, 32, 63, 65, 128})
  void refusesASignatureOfAnotherLength(int length) {
    byte[] changed = Arrays.copyOf(signature(), length);
    assertThat(valid(key.publisher().fingerprint(), changed)).isFalse();
    String line =
        key.publisher().fingerprint() + " " + Base64.getEncoder().encodeToString(changed) + "\n";
    assertThatThrownBy(() -> PackageSignature.parse(line)).isInstanceOf(KeyException.class);
  }

  @Test
  void refusesEveryOtherSpellingOfTheLine() {
    String line = key.sign(bell).line();
    String id = line.substring(0, 64);
    for (String other :
        List.of(
            "",
            line + line,
            " " + line,
            line.replace(" ", "  "),
            line.replace("\n", " \n"),
            id.toUpperCase(Locale.ROOT) + line.substring(64),
            line.substring(1),
            line.replace("==", ""),
            secondSpelling(line))) {
      if (!other.equals(line)) {
        assertThatThrownBy(() -> PackageSignature.parse(other))
            .as(other)
            .isInstanceOf(KeyException.class);
      }
    }
    assertThat(PackageSignature.parse(line.strip()).verify(key.publisher(), bell)).isTrue();
    assertThat(PackageSignature.parse(line.replace("\n", "\r\n")).line()).isEqualTo(line);
  }

  /// The last letter before `==` carries four unused bits: another one decodes to the same bytes.
  private static String secondSpelling(String line) {
    int at = line.indexOf("==") - 1;
    return line.substring(0, at) + (char) (line.charAt(at) + 1) + line.substring(at + 1);
  }

  @Test
  void anOriginalPackageIsNeitherSignedNorVerified() {
    SkillPackage original =
        SkillPackage.readOriginal(ForgedTar.original().packed(), "demo", PackageLimits.USUAL);

    assertThatThrownBy(() -> key.sign(original)).isInstanceOf(KeyException.class);
    assertThat(key.sign(bell).verify(key.publisher(), original)).isFalse();
  }

  @Test
  void aKeyIsKeptInAFileThatOnlyItsOwnerReads() throws IOException {
    Path file = temp.resolve("anna.key");
    key.save(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(SigningKey.load(file).publisher()).isEqualTo(key.publisher());
    assertThat(SigningKey.load(file).sign(bell).line()).isEqualTo(key.sign(bell).line());
    assertThatThrownBy(() -> SigningKey.generate().save(file))
        .hasMessageContaining("never overwritten");
    assertThat(SigningKey.load(file).publisher()).isEqualTo(key.publisher());
    String secret = Files.readString(file).split(" ", -1)[2].strip();
    assertThat(key.toString()).doesNotContain(secret);
  }

  @Test
  void refusesAKeyFileThatOthersReadOrThatIsDamaged() throws IOException {
    Path file = temp.resolve("anna.key");
    key.save(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SigningKey.load(file)).hasMessageContaining("chmod 600");

    String line = Files.readString(file);
    for (String other :
        List.of(
            "",
            "-----BEGIN PRIVATE KEY-----",
            line.replace("v1", "v2"),
            line.replace(
                key.publisher().fingerprint(), SigningKey.generate().publisher().fingerprint()),
            line + "x".repeat(10_000))) {
      Path damaged = temp.resolve("damaged.key");
      Files.deleteIfExists(damaged);
      write(damaged, other);
      assertThatThrownBy(() -> SigningKey.load(damaged))
          .isInstanceOf(KeyException.class)
          .hasMessageContaining("damaged.key");
    }
    assertThatThrownBy(() -> SigningKey.load(temp.resolve("none")))
        .hasMessageContaining("it is not there");
  }

  private static void write(Path file, String text) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static BigInteger little(byte[] bytes) {
    byte[] big = bytes.clone();
    for (int i = 0; i < big.length; i++) {
      big[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, big);
  }
}
