package dev.loqa.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.loqa.protocol.AudioFrame;
import dev.loqa.protocol.Message;
import dev.loqa.protocol.NluRequest;
import dev.loqa.protocol.SatelliteHear;
import dev.loqa.protocol.SessionId;
import dev.loqa.protocol.SkillCommand;
import dev.loqa.protocol.Subjects;
import dev.loqa.protocol.Transcript;
import dev.loqa.protocol.TtsAudio;
import dev.loqa.protocol.TtsRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WireTest {
  private static final Map<String, String> JSON = Map.of();

  @Test
  void aFileThatIsToBeHeardFits() {
    String wav = Base64.getEncoder().encodeToString(new byte[SatelliteHear.INLINE_BYTES]);
    String path = "/home/" + "x".repeat(4_000);
    var hear = new SatelliteHear(new SessionId("s1"), null, path, true, null, null, path, wav);

    var encoded = Wire.encode(hear);

    assertThat(
            Wire.decode(
                Subjects.SATELLITE_HEAR.toString(),
                encoded.headers(),
                encoded.body(),
                SatelliteHear.class))
        .isEqualTo(hear);
  }

  static List<WireCases.Case> cases() {
    return WireCases.all();
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = WireTest.class.getResourceAsStream("/wire/" + name)) {
      assertThat(in).as("golden file wire/%s", name).isNotNull();
      byte[] bytes = in.readAllBytes();
      // Editors end a text file with a line feed, the wire does not.
      return name.endsWith(".json") ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }
  }

  /// As NATS sends it: the header block, then the body.
  private static byte[] block(Wire.Encoded encoded) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!encoded.headers().isEmpty()) {
      out.writeBytes(utf8("NATS/1.0\r\n"));
      encoded
          .headers()
          .forEach((name, value) -> out.writeBytes(utf8(name + ": " + value + "\r\n")));
      out.writeBytes(utf8("\r\n"));
    }
    out.writeBytes(encoded.body());
    return out.toByteArray();
  }

  private static Wire.Encoded unblock(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    if (!text.startsWith("NATS/1.0\r\n")) {
      return new Wire.Encoded(Map.of(), bytes);
    }
    int end = text.indexOf("\r\n\r\n");
    Map<String, String> headers = new LinkedHashMap<>();
    text.substring(0, end)
        .lines()
        .skip(1)
        .forEach(line ->
            headers.put(
                line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2)));
    return new Wire.Encoded(headers, Arrays.copyOfRange(bytes, end + 4, bytes.length));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void writesEveryMessageAsItsGoldenFile(WireCases.Case golden) throws Exception {
    assertThat(new String(block(Wire.encode(golden.message())), StandardCharsets.ISO_8859_1))
        .isEqualTo(new String(golden(golden.file()), StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void readsEveryMessageFromItsGoldenFile(WireCases.Case golden) throws Exception {
    Wire.Encoded encoded = unblock(golden(golden.file()));
    Message read =
        Wire.decode(
            golden.subject(), encoded.headers(), encoded.body(), golden.message().getClass());
    assertThat(read).isEqualTo(golden.message());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sendsEveryMessageToItsSubject(WireCases.Case golden) {
    if (!golden.subject().startsWith("_INBOX")) {
      assertThat(Subjects.of(golden.message())).isEqualTo(golden.subject());
    }
  }

  @Test
  void hasAGoldenFileForEveryKindOfMessage() {
    Set<Class<?>> covered =
        WireCases.all().stream().map(each -> each.message().getClass()).collect(Collectors.toSet());
    assertThat(covered).containsExactlyInAnyOrder(Message.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void ignoresUnknownFields(WireCases.Case golden) throws Exception {
    if (golden.file().endsWith(".json") && !(golden.message() instanceof SkillCommand)) {
      String text = new String(golden(golden.file()), StandardCharsets.UTF_8);
      String more = "{\"from_the_future\":{\"a\":[1,null]}," + text.substring(1);
      assertThat(
              (Message)
                  Wire.decode(golden.subject(), JSON, utf8(more), golden.message().getClass()))
          .isEqualTo(golden.message());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "17",
        "\"text\"",
        "{\"session_id\":\"s\"} trailing",
        "{\"a\":1,\"a\":2}",
        "\0\1\2"
      })
  void refusesJsonThatIsNone(String text) {
    assertThatThrownBy(() -> Wire.decode("stt.text.final", JSON, utf8(text), Transcript.class))
        .isInstanceOf(WireException.class)
        .hasMessageStartingWith("stt.text.final");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"session_id\":17,\"text\":{},\"partial\":\"maybe\"}",
        "{\"session_id\":\"a b\",\"text\":\"x\"}",
        "{\"session_id\":\"../etc\",\"text\":\"x\"}",
        "{\"session_id\":null,\"text\":\"x\",\"timestamp\":\"yesterday\"}"
      })
  void refusesFieldsOfTheWrongKind(String text) {
    assertThatThrownBy(() -> Wire.decode("stt.text.final", JSON, utf8(text), Transcript.class))
        .isInstanceOf(WireException.class)
        .hasMessageStartingWith("stt.text.final");
  }

  @Test
  void refusesATextOfAMegabyte() {
    byte[] large = utf8("{\"session_id\":\"s\",\"text\":\"" + "x".repeat(1_000_000) + "\"}");

    assertThatThrownBy(() -> Wire.decode("tts.request", JSON, large, TtsRequest.class))
        .isInstanceOf(WireException.class)
        .hasMessage(
            "tts.request has 1000028 bytes: send at most 262144, split it or shorten its text");
  }

  @Test
  void readsTheOriginalsAudioAsJson() throws Exception {
    AudioFrame frame =
        Wire.decode("audio.frame", JSON, golden("v1/audio.frame.json"), AudioFrame.class);
    assertThat(frame.sequence()).isEqualTo(7);
    assertThat(frame.pcm().toArray()).containsExactly(0, 1, -1, 127);
    assertThat(frame.isFinal()).isTrue();

    TtsAudio audio = Wire.decode("tts.audio", JSON, golden("v1/tts.audio.json"), TtsAudio.class);
    assertThat(audio.sampleRate()).isEqualTo(22_050);
    assertThat(audio.pcm().length()).isEqualTo(4);
  }

  @Test
  void readsTheOriginalsTextMessages() throws Exception {
    Transcript heard =
        Wire.decode("stt.text.final", JSON, golden("v1/stt.text.final.json"), Transcript.class);
    assertThat(heard.text()).isEqualTo("set a timer for five minutes");
    assertThat(heard.alternatives()).isEmpty();
    assertThat(heard.turnId()).isNull();

    NluRequest asked =
        Wire.decode("nlu.request", JSON, golden("v1/nlu.request.json"), NluRequest.class);
    assertThat(asked.prompt()).isEqualTo("hello");
    assertThat(asked.maxTokens()).isEqualTo(128);

    TtsRequest say =
        Wire.decode("tts.request", JSON, golden("v1/tts.request.json"), TtsRequest.class);
    assertThat(say.text()).isEqualTo("Timer started");
  }

  private static Map<String, String> audioHeaders() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Loqa-Sequence", "1");
    headers.put("Loqa-Rate", "16000");
    headers.put("Loqa-Channels", "1");
    headers.put("Loqa-Final", "false");
    headers.put("Content-Type", "audio/L16");
    return headers;
  }

  private static AudioFrame binary(Map<String, String> headers, int bytes) {
    return Wire.decode("audio.frame.s1", headers, new byte[bytes], AudioFrame.class);
  }

  @Test
  void readsBinaryHeadersInAnySpelling() {
    Map<String, String> headers = new LinkedHashMap<>();
    audioHeaders().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    assertThat(binary(headers, 640).sequence()).isEqualTo(1);
  }

  @Test
  void refusesAFrameLargerThanTheLimit() {
    assertThatThrownBy(() -> binary(audioHeaders(), 64 * 1024 + 2))
        .isInstanceOf(WireException.class)
        .hasMessageStartingWith("audio.frame.s1: the frame has 65538 bytes");
    assertThat(binary(audioHeaders(), 64 * 1024).pcm().length()).isEqualTo(64 * 1024);
  }

  @Test
  void refusesABase64FrameLargerThanTheLimit() {
    String pcm = Base64.getEncoder().encodeToString(new byte[64 * 1024 + 2]);
    String frame =
        "{\"session_id\":\"s\",\"sequence\":0,\"sample_rate\":16000,\"channels\":1,\"final\":false,\"pcm\":\""
            + pcm
            + "\"}";
    assertThatThrownBy(() -> Wire.decode("audio.frame", JSON, utf8(frame), AudioFrame.class))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("65538 bytes");
  }

  @Test
  void refusesBinaryFramesThatAreWrong() {
    for (Map.Entry<String, String> change :
        Map.of(
                "Loqa-Rate", "fast",
                "Loqa-Sequence", "-1",
                "Loqa-Channels", "0",
                "Loqa-Final", "perhaps",
                "Content-Type", "audio/mpeg")
            .entrySet()) {
      Map<String, String> headers = audioHeaders();
      headers.put(change.getKey(), change.getValue());
      assertThatThrownBy(() -> binary(headers, 640))
          .as("%s", change)
          .isInstanceOf(WireException.class);
    }
    for (String name : List.of("Loqa-Rate", "Loqa-Sequence", "Loqa-Channels", "Loqa-Final")) {
      Map<String, String> headers = audioHeaders();
      headers.remove(name);
      assertThatThrownBy(() -> binary(headers, 640))
          .isInstanceOf(WireException.class)
          .hasMessageContaining(name);
    }
    assertThatThrownBy(() -> binary(audioHeaders(), 3))
        .isInstanceOf(WireException.class)
        .hasMessageContaining("3 bytes");
    assertThatThrownBy(
            () -> Wire.decode("audio.frame", audioHeaders(), new byte[2], AudioFrame.class))
        .hasMessageContaining("names no session");
  }
}
