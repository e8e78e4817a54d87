// Draws what the API answered. Text only ever goes in as text, never as markup.

export const STAGES = ["endpoint", "stt", "route", "skill", "llm", "tts", "play", "unattributed"];
const NAMES = {
  endpoint: "end of speech", stt: "speech to text", route: "deciding", skill: "skill", llm: "model",
  tts: "text to speech", play: "play", unattributed: "unexplained",
};

export const byId = (id) => document.getElementById(id);

/** An element with a class and children, which are elements or texts. */
export function make(tag, name = "", ...children) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.append(...children);
  return element;
}

/** Replaces what is in `parent` only when `key` changed, so that focus and selection stay. */
function redraw(parent, key, draw) {
  if (parent.dataset.key === key) return;
  parent.dataset.key = key;
  parent.replaceChildren(...draw());
}

const ms = (value) => (value < 10 ? value.toFixed(1) : Math.round(value).toString()) + " ms";

export function answer(turn) {
  redraw(byId("answer"), turn ? turn.turn : "", () => {
    if (!turn) return [make("p", "reply none", "Type a sentence, or click one above.")];
    const words = turn.transcript || "nothing that was understood";
    return [
      make("p", "said", "“" + words + "”"),
      make("p", turn.reply ? "reply" : "reply none", turn.reply || "No answer: this was taken for no command."),
    ];
  });
  redraw(byId("turn"), turn ? turn.turn + (turn.why ? "+" : "-") : "", () => (turn ? details(turn) : []));
}

function details(turn) {
  const parts = [facts(turn), time(turn)];
  const steps = make("details", "steps", make("summary", "", "Why it did that"), make("ol"));
  steps.open = true;
  for (const reason of turn.why || ["the reasons are being written"]) steps.lastChild.append(make("li", "", reason));
  steps.lastChild.append(make("li", "meta", `session ${turn.session} · turn ${turn.turn}` + (turn.trace_id ? ` · trace ${turn.trace_id}` : "")));
  return [...parts, steps];
}

function facts(turn) {
  const row = make("div", "facts");
  if (turn.intent) row.append(make("span", "fact", "understood as ", make("b", "", turn.intent)));
  for (const [name, value] of Object.entries(turn.slots || {})) {
    row.append(make("span", "fact", name + " ", make("b", "", slot(name, value))));
  }
  for (const receipt of turn.receipts || []) {
    const good = /^(ok|done|on|off|locked|unlocked|set|cancelled|true)/i.test(receipt.result || "");
    const failed = /fail|refus|denied|not |error/i.test(receipt.result || "");
    row.append(make("span", "fact " + (failed ? "bad" : good ? "good" : ""), `${receipt.action} ${receipt.target}: `, make("b", "", receipt.result)));
  }
  if (turn.end && turn.end !== "done") row.append(make("span", "fact bad", turn.end));
  if (turn.synthetic) row.append(make("span", "fact", "synthetic"));
  return row;
}

function slot(name, value) {
  if (name === "duration" && typeof value === "number") return clock(value * 1000);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function time(turn) {
  const ledger = turn.ledger || { total_ms: 0, stages: {} };
  const block = make("div", "time");
  const heard = turn.path === "voice" ? "end of speech to first sound" : turn.audio_ms > 0 ? "words to first sound" : "words to answer";
  block.append(make("div", "total", make("span", "", heard), make("b", "", ms(ledger.total_ms))));
  const bar = make("div", "bar");
  const legend = make("ul", "legend");
  const stages = STAGES.filter((stage) => (ledger.stages[stage] || 0) >= 0.05);
  bar.setAttribute("role", "img");
  bar.setAttribute("aria-label", stages.map((stage) => NAMES[stage] + " " + ms(ledger.stages[stage])).join(", ") || "no time measured");
  for (const stage of stages) {
    const part = make("span", stage);
    part.style.flexGrow = ledger.stages[stage];
    part.title = NAMES[stage] + " " + ms(ledger.stages[stage]);
    bar.append(part);
    legend.append(make("li", stage, NAMES[stage] + " " + ms(ledger.stages[stage])));
  }
  block.append(bar, legend);
  return block;
}

const FEW_TURNS = 8;
let allTurns = false;

/** The newest turns; the older ones when somebody asks, so that what is below stays near. */
export function turns(given, shown, choose) {
  const more = byId("more-turns");
  const list = allTurns ? given : given.slice(0, FEW_TURNS);
  more.hidden = list.length === given.length;
  more.onclick = () => {
    allTurns = true;
    turns(given, shown, choose);
    byId("turns").children[FEW_TURNS]?.querySelector("button").focus();
  };
  byId("no-turns").hidden = list.length > 0;
  redraw(byId("turns"), list.map((turn) => turn.turn).join() + "/" + shown, () =>
    list.map((turn) => {
      const button = make("button", "",
        make("span", "words", turn.transcript || "(nothing understood)"),
        make("span", "ms", (turn.path === "voice" ? "voice · " : "") + ms(turn.ledger?.total_ms ?? 0)),
        make("span", "say", turn.reply || "no answer"));
      button.type = "button";
      button.title = new Date(turn.at).toLocaleString();
      button.setAttribute("aria-current", String(turn.turn === shown));
      button.addEventListener("click", () => choose(turn.turn));
      return make("li", "", button);
    }));
}

export function examples(list, use) {
  redraw(byId("examples"), list.join(), () =>
    list.map((sentence) => {
      const button = make("button", "", sentence);
      button.type = "button";
      button.addEventListener("click", () => use(sentence));
      return button;
    }));
}

export function clock(milliseconds) {
  const seconds = Math.ceil(milliseconds / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

export function timers(list, now) {
  const waiting = list.filter((timer) => timer.state === "pending");
  byId("no-timers").hidden = waiting.length > 0;
  redraw(byId("timers"), waiting.map((timer) => timer.skill + timer.id + timer.due_at).join(), () =>
    waiting.map((timer) => {
      const name = timer.payload?.name || timer.payload?.label || (timer.kind === "alarm" ? "alarm" : "timer");
      const left = make("span", "left");
      left.dataset.due = timer.end;
      return make("li", "", make("span", "", name), left);
    }));
  for (const left of document.querySelectorAll("#timers .left")) {
    left.textContent = clock(Math.max(0, Number(left.dataset.due) - now));
  }
}

export function alerts(list, stop) {
  const place = byId("ringing");
  place.hidden = list.length === 0;
  redraw(place, list.map((alert) => alert.alert_id).join(), () =>
    list.map((alert) => {
      const button = make("button", "", "Stop");
      button.type = "button";
      button.setAttribute("aria-label", "Stop " + alert.label);
      button.addEventListener("click", () => stop(alert.alert_id));
      return make("div", "", make("span", "", alert.say || alert.label), button);
    }));
}

export function home(entities) {
  const rooms = Map.groupBy(entities, (entity) => entity.area);
  const other = "other rooms";
  const areas = Map.groupBy(entities, (entity) => (rooms.get(entity.area).length > 1 ? entity.area : other));
  const named = [...areas].filter(([area]) => area !== other);
  const last = areas.has(other) ? [[other, areas.get(other)]] : [];
  redraw(byId("home"), JSON.stringify(entities), () =>
    [...named, ...last].map(([area, things]) =>
      make("div", "area", make("h3", "", area), make("ul", "", ...things.map(entity)))));
}

function entity(thing) {
  const dim = thing.state === "on" && thing.brightness != null && thing.brightness < 100;
  const state = dim ? `on, ${thing.brightness} %` : thing.state;
  return make("li", `entity ${thing.kind} ${thing.state}`, make("span", "dot"),
    make("span", "", thing.name, make("span", "state", state)));
}

export function ready(answered) {
  const bad = answered ? answered.checks.filter((check) => !check.ok) : [];
  byId("ready-light").className = "status " + (!answered || bad.length ? "bad" : "good");
  byId("ready-word").textContent = !answered ? "Loqa does not answer" : bad.length ? `${bad.length} of ${answered.checks.length} not ready` : "everything is ready";
  const checks = answered ? answered.checks : [];
  redraw(byId("checks"), JSON.stringify(checks), () =>
    checks.map((check) => make("li", "", light(check.ok), make("span", "", check.name.replace(/^skill\./, "skill ")), make("span", "detail", check.detail))));
}

function light(good) {
  const dot = make("span", "status " + (good ? "good" : "bad"));
  dot.setAttribute("role", "img");
  dot.setAttribute("aria-label", good ? "ready" : "not ready");
  return dot;
}

export function nodes(list) {
  byId("no-nodes").hidden = list.length > 0;
  redraw(byId("nodes"), JSON.stringify(list.map((node) => [node.id, node.present, node.role])), () =>
    list.map((node) => make("li", "", light(node.present), make("span", "", node.id), make("span", "detail", node.present ? node.role : "silent"))));
}
