// Executes the script in its payload: calls parted by ';', their parts by '|', an apostrophe for a quote. Logs every
// result as CALL=RESULT.
import {
  answer, at, Envelope, host_config_get, host_http, host_kv_delete, host_kv_get, host_timer_cancel, host_timer_set, kvPut, log,
  publish, quoted, reply, utf8,
} from "./loqa";

export { loqa_abi_v2, loqa_alloc } from "./loqa";

function config(key: string): string {
  const k = utf8(key);
  const buffer = new ArrayBuffer(64);
  const length = host_config_get(at(k), k.byteLength, at(buffer), buffer.byteLength);
  const text = answer(length, buffer);
  return text == null ? length.toString() : (text as string);
}

function http(part: string[]): string {
  const request = utf8(`{"method":${quoted(part[1])},"url":${quoted(part[2])},"body":${quoted(part[3])}}`);
  const buffer = new ArrayBuffer(64);
  const length = host_http(at(request), request.byteLength, at(buffer), buffer.byteLength);
  const text = answer(length, buffer);
  return text == null ? length.toString() : new Envelope(text as string).text("status");
}

function timer(part: string[]): i32 {
  const payload = part[3].length ? part[3] : "{}";
  const request = utf8(`{"id":${quoted(part[1])},"after_ms":${part[2]},"payload":${payload}}`);
  return host_timer_set(at(request), request.byteLength);
}

function get(key: string): string {
  const k = utf8(key);
  const buffer = new ArrayBuffer(64);
  const length = host_kv_get(at(k), k.byteLength, at(buffer), buffer.byteLength);
  const text = answer(length, buffer);
  return text == null ? length.toString() : (text as string);
}

function withKey(call: string, key: string): i32 {
  const k = utf8(key);
  return call == "delete" ? host_kv_delete(at(k), k.byteLength) : host_timer_cancel(at(k), k.byteLength);
}

function result(envelope: Envelope, part: string[]): string {
  const call = part[0];
  if (call == "event") return envelope.text(part[1]);
  if (call == "get") return get(part[1]);
  if (call == "put") return kvPut(part[1], part[2]).toString();
  if (call == "publish") return publish(part[1], part[2]).toString();
  if (call == "config") return config(part[1]);
  if (call == "timer") return timer(part).toString();
  if (call == "http") return http(part);
  return withKey(call, part[1]).toString();
}

export function loqa_handle(pointer: usize, length: i32): i32 {
  const envelope = Envelope.read(pointer, length);
  const claims: string[] = [];
  const steps = envelope.text("payload").split(";");
  for (let i = 0; i < steps.length; i++) {
    const part = (steps[i].replaceAll("'", '"') + "|||").split("|");
    const call = part[0];
    if (call == "fail") return -7;
    if (call == "receipt") {
      claims.push(`{"action":${quoted(part[1])},"target":${quoted(part[2])},"effect":${part[3]}}`);
    } else if (call == "say") {
      return reply(`{"say":${quoted(part[1])},"receipts":[${claims.join(",")}]}`);
    } else if (call == "log") {
      log(part[1]);
    } else {
      log(call + "=" + result(envelope, part));
    }
  }
  return 0;
}
