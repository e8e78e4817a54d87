// Asks the API and keeps the page true: one long poll for news, a slow one for the parts.
import * as view from "./view.js";

const state = { turns: [], shown: null, session: null, timers: [], busy: false, newest: 0 };

class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function call(method, path, body, headers = {}) {
  const options = { method, headers, cache: "no-store" };
  if (body) {
    options.body = JSON.stringify(body);
    options.headers["Content-Type"] = "application/json";
  }
  const response = await fetch(path, options);
  const answer = await response.json();
  if (!response.ok && path !== "/readyz") {
    const error = answer.error;
    throw new Refused(response.status, error ? `${error.thing} ${error.fault}: ${error.way_out}` : `status ${response.status}`);
  }
  return answer;
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function shown() {
  return state.turns.find((turn) => turn.turn === state.shown) || state.turns[0] || null;
}

function draw() {
  const turn = shown();
  view.answer(turn);
  view.turns(state.turns, turn?.turn, choose);
}

function choose(turn) {
  state.shown = turn;
  draw();
}

async function refresh() {
  const [turns, timers, alerts, home] = await Promise.all([
    call("GET", "/v1/turns?limit=25"), call("GET", "/v1/timers"), call("GET", "/v1/alerts"), call("GET", "/v1/home"),
  ]);
  const before = state.turns[0]?.turn;
  const known = new Set(turns.turns.map((turn) => turn.turn));
  const unwritten = state.turns.filter((turn) => turn.fresh && !known.has(turn.turn));
  state.turns = [...unwritten, ...turns.turns];
  if (state.shown && before !== state.turns[0]?.turn) state.shown = null;
  state.newest = turns.newest;
  state.timers = timers.timers.map((timer) => ({ ...timer, end: performance.now() + timer.remaining_ms }));
  view.alerts(alerts.alerts, stop);
  view.home(home.entities);
  view.timers(state.timers, performance.now());
  draw();
}

async function stop(alert) {
  await attempt(async () => {
    await call("POST", `/v1/alerts/${encodeURIComponent(alert)}/ack`);
    await refresh();
  });
}

async function attempt(work) {
  try {
    view.byId("fault").textContent = "";
    await work();
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return signedOut();
    view.byId("fault").textContent = error instanceof Refused ? error.message : "Loqa does not answer: is it running?";
  }
}

async function say(words) {
  if (state.busy || !words.trim()) return;
  state.busy = true;
  view.byId("send").disabled = true;
  await attempt(async () => {
    const body = { text: words };
    if (state.session) body.session_id = state.session;
    const turn = await call("POST", "/v1/say", body);
    state.session = turn.session;
    state.shown = null;
    state.turns = [{ ...turn, at: new Date().toISOString(), path: "text", fresh: true }, ...state.turns.filter((one) => one.turn !== turn.turn)];
    view.byId("words").value = "";
    view.byId("words").type = turn.awaits === "pin" ? "password" : "text";
    draw();
    await refresh();
  });
  state.busy = false;
  view.byId("send").disabled = false;
  view.byId("words").focus();
}

async function follow() {
  for (;;) {
    try {
      const news = await call("GET", `/v1/events?after=${state.newest}&limit=1&wait_ms=20000`);
      if (news.events.length || news.newest !== state.newest) await refresh();
    } catch (error) {
      if (error instanceof Refused && error.status === 401) return signedOut();
      await pause(2000);
      await refresh().catch(() => {});
    }
    await pause(150);
  }
}

async function parts() {
  for (;;) {
    view.ready(await call("GET", "/readyz").catch(() => null));
    await call("GET", "/v1/nodes").then((answer) => view.nodes(answer.nodes)).catch(() => {});
    await call("GET", "/v1/alerts").then((answer) => view.alerts(answer.alerts, stop)).catch(() => {});
    await pause(document.hidden ? 10000 : 3000);
  }
}

function signedOut() {
  view.byId("house").hidden = true;
  view.byId("ringing").hidden = true;
  view.byId("sign-in").hidden = false;
}

async function signIn(event) {
  event.preventDefault();
  try {
    await call("POST", "/v1/sign-in", null, { Authorization: "Bearer " + view.byId("token").value.trim() });
    location.replace("/");
  } catch (error) {
    view.byId("sign-in-fault").textContent = !(error instanceof Refused) ? "Loqa does not answer: is it running?"
      : error.status === 401 ? "That is not this Loqa's token: paste the one line of run/token." : error.message;
  }
}

async function start() {
  if (new URLSearchParams(location.search).get("signed-in") === "no") {
    view.byId("sign-in-why").textContent = "That address was used before or is older than ten minutes. Type loqa up once more in a second terminal: it names a new one.";
    history.replaceState(null, "", "/");
  }
  const ready = view.byId("ready");
  document.addEventListener("click", (event) => ready.contains(event.target) || ready.removeAttribute("open"));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !ready.open) return;
    ready.removeAttribute("open");
    ready.querySelector("summary").focus();
  });
  view.byId("sign-in-form").addEventListener("submit", signIn);
  view.byId("say").addEventListener("submit", (event) => {
    event.preventDefault();
    say(view.byId("words").value);
  });
  call("GET", "/readyz").then(view.ready).catch(() => view.ready(null));
  try {
    await refresh();
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return signedOut();
    view.byId("fault").textContent = error.message;
  }
  view.byId("house").hidden = false;
  view.byId("words").focus();
  call("GET", "/v1/catalog").then((catalog) => view.examples(catalog.examples, say)).catch(() => {});
  setInterval(() => view.timers(state.timers, performance.now()), 250);
  parts();
  follow();
}

start();
