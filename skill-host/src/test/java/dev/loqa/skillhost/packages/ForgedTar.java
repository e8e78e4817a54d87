package dev.loqa.skillhost.packages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/// Archives as nobody should send them: every header field can be set to anything. Its own writer,
/// by the POSIX text, so that reader and writer of the product are not tested by themselves.
final class ForgedTar {
  /// One member, with the fields of its header as they stand there.
  static final class Member {
    byte[] name;
    byte[] content;
    String mode = "0000644\0";
    String uid = "0000000\0";
    String gid = "0000000\0";
    byte[] size;
    String mtime = "00000000000\0";
    String checksum = "";
    char type = '0';
    String link = "";
    String magic = "ustar\u000000";
    String owner = "";
    String device = "";
    String prefix = "";
    byte filler;

    Member(String name, byte[] content) {
      this.name = name.getBytes(StandardCharsets.UTF_8);
      this.content = content;
      this.size = ascii("%011o\0".formatted(content.length));
    }

    private byte[] bytes() {
      byte[] header = new byte[512];
      put(header, 0, name);
      put(header, 100, ascii(mode));
      put(header, 108, ascii(uid));
      put(header, 116, ascii(gid));
      put(header, 124, size);
      put(header, 136, ascii(mtime));
      header[156] = (byte) type;
      put(header, 157, ascii(link));
      put(header, 257, ascii(magic));
      put(header, 265, ascii(owner));
      put(header, 329, ascii(device));
      put(header, 345, ascii(prefix));
      put(header, 148, ascii("        "));
      int sum = 0;
      for (byte each : header) {
        sum += each & 0xff;
      }
      put(header, 148, ascii(checksum.isEmpty() ? "%06o\0 ".formatted(sum) : checksum));
      int padded = (content.length + 511) / 512 * 512;
      byte[] whole = new byte[512 + padded];
      put(whole, 0, header);
      put(whole, 512, content);
      for (int i = 512 + content.length; i < whole.length; i++) {
        whole[i] = filler;
      }
      return whole;
    }
  }

  final List<Member> members = new ArrayList<>();
  byte[] end = new byte[1024];

  /// The members of a skill's package, canonical until something is changed.
  static ForgedTar of(String root, Map<String, byte[]> files) {
    ForgedTar tar = new ForgedTar();
    new TreeMap<>(files)
        .forEach((path, content) -> tar.members.add(new Member(root + "/" + path, content)));
    return tar;
  }

  /// The original's smallest package.
  static ForgedTar original() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    files.put("skill.yaml", ascii(ORIGINAL));
    files.put("build/demo.wasm", new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0});
    return of("demo-1.0.0", files);
  }

  static final String ORIGINAL =
      """
      metadata: {name: demo, version: 1.0.0, description: d, author: a}
      runtime: {mode: wasm, module: build/demo.wasm, entrypoint: run, host_version: v1}
      capabilities: {bus: {publish: [skill.demo.out], subscribe: [skill.demo.in]}}
      permissions: ["bus:publish", "bus:subscribe"]
      """;

  Member member(String ending) {
    return members.stream()
        .filter(each -> new String(each.name, StandardCharsets.UTF_8).endsWith(ending))
        .findFirst()
        .orElseThrow();
  }

  ForgedTar add(String name, String content) {
    members.add(new Member(name, content.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  ForgedTar change(String ending, Consumer<Member> change) {
    change.accept(member(ending));
    return this;
  }

  byte[] tar() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    members.forEach(member -> out.writeBytes(member.bytes()));
    out.writeBytes(end);
    return out.toByteArray();
  }

  byte[] packed() {
    return gzip(tar());
  }

  static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void put(byte[] to, int at, byte[] bytes) {
    System.arraycopy(bytes, 0, to, at, bytes.length);
  }
}
