"use strict";
/* What all views share: the conversation with the host, its look, words and numbers. */
const at = id => document.getElementById(id);
const dark = matchMedia("(prefers-color-scheme: dark)");
const main = document.querySelector("main"), body = document.querySelector("main > section");

let context = {}, abilities = {};

/* ---- Words and numbers, in the host's language where it names one. ---- */
const day = text => Date.parse(text + "T00:00:00Z");
function format(make) {
  try { return make(context.locale); } catch (unknown) { return make("en"); }
}
const date = (time, parts) => format(l => new Intl.DateTimeFormat(l, { timeZone: "UTC", ...parts })).format(time);
const fullDate = text => date(day(text), { day: "numeric", month: "short", year: "numeric" });
const number = value => format(l => new Intl.NumberFormat(l, { maximumFractionDigits: 2 })).format(value);
const counted = (count, one) => `${number(count)} ${one}${count === 1 ? "" : "s"}`;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const key in attributes) made.setAttribute(key, attributes[key]);
  return made;
}

/* ---- States: loading, wrong, empty, the answer. ---- */
function say(text, wrong) {
  at("state").textContent = text;
  at("state").classList.toggle("wrong", Boolean(wrong));
  at("state").hidden = false;
  body.hidden = true;
  main.setAttribute("aria-busy", "false");
}
function reveal() {
  at("state").hidden = true;
  body.hidden = false;
  main.setAttribute("aria-busy", "false");
}
function words(result) {
  return (result.content || []).filter(part => part.type === "text").map(part => part.text).join("\n");
}
// A list of records is a table, whose first row names the columns; a column of tables is named by
// an object with their columns. An empty list is left out.
function records([names, ...rows] = []) {
  return rows.map(row => Object.fromEntries(names.map((name, column) => {
    if (typeof name === "string") return [name, row[column] ?? undefined];
    const [inner] = Object.keys(name);
    return [inner, records([name[inner], ...(row[column] || [])])];
  })));
}

/* ---- The host: JSON-RPC by postMessage. ---- */
const host = window.parent === window ? null : window.parent;
const waiting = new Map();
let lastId = 0, lastSize = "";
const send = message => { if (host) host.postMessage({ jsonrpc: "2.0", ...message }, "*"); };
const tell = (method, params) => send({ method, params });
function ask(method, params) {
  return new Promise((resolve, reject) => {
    waiting.set(++lastId, { resolve, reject });
    send({ id: lastId, method, params });
  });
}
function look(change) {
  context = { ...context, ...change };
  const root = document.documentElement, colors = (context.styles || {}).variables || {};
  root.dataset.theme = context.theme || (dark.matches ? "dark" : "light");
  // A host's text color is readable only on the same host's ground.
  const whole = colors["--color-background-primary"] && colors["--color-text-primary"];
  for (const name of ["--color-background-primary", "--color-text-primary", "--color-text-secondary", "--color-border-primary", "--font-sans"]) {
    const value = name === "--font-sans" || whole ? colors[name] : undefined;
    if (typeof value === "string") root.style.setProperty(name, value); else root.style.removeProperty(name);
  }
  const inset = context.safeAreaInsets || {};
  for (const side of ["top", "right", "bottom", "left"]) document.body.style.setProperty(`padding-${side}`, `${Number(inset[side]) || 0}px`);
}
function size() {
  const height = Math.ceil(document.body.getBoundingClientRect().height), width = innerWidth;
  if (lastSize !== `${width}x${height}`) {
    lastSize = `${width}x${height}`;
    tell("ui/notifications/size-changed", { width, height });
  }
}

/**
 * Begins the conversation.
 *
 * view: name, title, hint for a page outside of any chat; take(result) shows an answer, input(arguments)
 * hears of the call before, fit(changed) draws anew for another width, or what the host changed.
 */
function connect(view) {
  let empty = true;
  const fit = view.fit || (() => {});
  const notices = {
    "ui/notifications/tool-input": params => { if (empty && view.input) view.input(params.arguments || {}); },
    "ui/notifications/tool-result": params => {
      empty = false;
      if (params.isError) say(words(params) || "The answer could not be read.", true); else view.take(params);
    },
    "ui/notifications/tool-cancelled": () => { if (empty) say("The call was cancelled before there was anything to show."); },
    "ui/notifications/host-context-changed": params => { look(params); fit(true); },
  };
  addEventListener("message", event => {
    const message = event.data;
    if (!host || event.source !== host || !message || message.jsonrpc !== "2.0") return;
    if (message.method && message.id !== undefined) {
      const known = message.method === "ping" || message.method === "ui/resource-teardown";
      send(known ? { id: message.id, result: {} } : { id: message.id, error: { code: -32601, message: "Method not found" } });
    } else if (message.method) {
      if (notices[message.method]) notices[message.method](message.params || {});
    } else if (waiting.has(message.id)) {
      const { resolve, reject } = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error) reject(new Error(message.error.message)); else resolve(message.result);
    }
  });
  new ResizeObserver(() => { fit(); if (abilities.ready) size(); }).observe(main);
  dark.addEventListener("change", () => look({}));
  look({});
  if (!host) return say(`This page shows an answer inside a chat. ${view.hint}`);
  ask("ui/initialize", { protocolVersion: "2026-01-26", appInfo: { name: view.name, title: view.title, version: "1" },
    appCapabilities: { availableDisplayModes: ["inline", "fullscreen"] } })
    .then(result => {
      abilities = { ...(result.hostCapabilities || {}), ready: true };
      look(result.hostContext || {});
      tell("ui/notifications/initialized", {});
      size();
    }, refused => say(refused.message, true));
}
