package dev.loqa.skill.wasm;

import dev.loqa.skill.host.HostCalls;
import org.teavm.interop.Address;

/// The host's calls as WebAssembly imports. The collector moves objects at any allocation, so every
/// address is taken in the argument list of the import itself and kept by nobody.
final class WasmHost implements HostCalls {
  @Override
  public int log(int level, byte[] line) {
    return Imports.log(level, Address.ofData(line), line.length);
  }

  @Override
  public int publish(byte[] subject, byte[] payload) {
    return Imports.publish(
        Address.ofData(subject), subject.length, Address.ofData(payload), payload.length);
  }

  @Override
  public int reply(byte[] json) {
    return Imports.reply(Address.ofData(json), json.length);
  }

  @Override
  public int kvGet(byte[] key, byte[] into) {
    return Imports.kvGet(Address.ofData(key), key.length, Address.ofData(into), into.length);
  }

  @Override
  public int kvPut(byte[] key, byte[] value) {
    return Imports.kvPut(Address.ofData(key), key.length, Address.ofData(value), value.length);
  }

  @Override
  public int kvDelete(byte[] key) {
    return Imports.kvDelete(Address.ofData(key), key.length);
  }

  @Override
  public int timerSet(byte[] request) {
    return Imports.timerSet(Address.ofData(request), request.length);
  }

  @Override
  public int timerCancel(byte[] id) {
    return Imports.timerCancel(Address.ofData(id), id.length);
  }

  @Override
  public int timerList(byte[] into) {
    return Imports.timerList(Address.ofData(into), into.length);
  }

  @Override
  public int http(byte[] request, byte[] into) {
    return Imports.http(Address.ofData(request), request.length, Address.ofData(into), into.length);
  }

  @Override
  public int configGet(byte[] key, byte[] into) {
    return Imports.configGet(Address.ofData(key), key.length, Address.ofData(into), into.length);
  }

  @Override
  public int random(byte[] into) {
    return Imports.random(Address.ofData(into), into.length);
  }

  @Override
  public int take(byte[] into) {
    return Imports.take(Address.ofData(into), into.length);
  }
}
