// The chat page without reloads: the same forms, sent by fetch, the answer put in place.
// Without this file everything still works. Nothing but the token is kept, and only while the tab is open.

const RETRY_MS = 2000;
const MOST_TRIES = 90;
const ANNOUNCED_MS = 1000;
const KEY = "onward-token";

const page = document.body.dataset;
const policy = window.trustedTypes
  ? window.trustedTypes.createPolicy("onward", { createHTML: (html) => html })
  : { createHTML: (html) => html };
const byId = (id) => document.getElementById(id);

// --- the token ---------------------------------------------------------------------------

// Storage may be switched off or refused: then the forms alone carry the token.
const stored = {
  read() { try { return sessionStorage.getItem(KEY); } catch { return null; } },
  keep(token) { try { sessionStorage.setItem(KEY, token); } catch { /* the forms have it */ } },
  forget() { try { sessionStorage.removeItem(KEY); } catch { /* nothing was kept */ } },
};

function carryOn() {
  const token = stored.read();
  if (!token || document.querySelector(".problem")) return;
  const form = byId("carry-on");
  form.elements.token.value = token;
  form.submit();
}

// --- telling -----------------------------------------------------------------------------

// One announcement at a time in a live region apart from the transcript, gone after a second.
function announce(text) {
  const said = document.createElement("div");
  said.textContent = text;
  byId("announcer").append(said);
  setTimeout(() => said.remove(), ANNOUNCED_MS);
}

function show(text) {
  const status = byId("status");
  if (!status || status.textContent === text) return;
  status.textContent = text;
  status.hidden = !text;
  if (text) announce(text);
}

// --- sending -----------------------------------------------------------------------------

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
let busy = false;

function setBusy(value) {
  busy = value;
  for (const button of document.querySelectorAll("#asking button, #transcript button")) {
    if (value) button.setAttribute("aria-disabled", "true");
    else button.removeAttribute("aria-disabled");
  }
}

// The same body again has the same message id: however often it arrives, it is answered once.
async function post(form, body) {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const answer = await once(form, body);
    if (answer && answer.status !== 503) return answer;
    show(answer ? problemIn(await answer.text()) : byId("script-words").dataset.notSent);
    await wait(RETRY_MS);
  }
  return null;
}

async function once(form, body) {
  try {
    return await fetch(form.action, { method: "POST", body, headers: { "X-Onward-Part": "1" } });
  } catch {
    return null;
  }
}

function parse(html) {
  const holder = document.createElement("template");
  holder.innerHTML = policy.createHTML(html);
  return holder.content;
}

function problemIn(html) {
  return parse(html).querySelector(".problem, main p")?.textContent ?? "";
}

async function send(form, submitter) {
  if (busy) return;
  const body = new URLSearchParams(new FormData(form, submitter));
  setBusy(true);
  try {
    const answer = await post(form, body);
    if (answer) put(parse(await answer.text()), form);
  } finally {
    setBusy(false);
  }
}

// --- showing -----------------------------------------------------------------------------

function put(answer, form) {
  const asking = answer.querySelector("#asking");
  if (!asking) {
    stored.forget();
    location.assign("/chat");
    return;
  }
  const turns = [...answer.querySelectorAll(".turn")];
  for (const turn of turns) {
    turn.classList.add("fresh");
    byId("transcript").append(turn);
    announce(turn.dataset.announce);
  }
  replaceAsking(asking, form);
  const problem = asking.querySelector("#problem");
  if (problem) announce(problem.textContent);
  refreshCards(asking);
  (turns.at(-1) ?? problem)?.scrollIntoView({ block: turns.length ? "start" : "nearest" });
}

// The learner pressed something in the old part: focus goes on in the new one, never through the body.
function replaceAsking(asking, form) {
  const old = byId("asking");
  const gesture = old.contains(document.activeElement) || document.activeElement === document.body;
  old.removeAttribute("id");
  old.before(asking);
  if (gesture) focusOn(asking, form);
  old.remove();
}

function focusOn(asking, form) {
  const box = asking.querySelector("textarea");
  if (!box) {
    asking.tabIndex = -1;
    asking.focus({ preventScroll: true });
    return;
  }
  if (!("typing" in form.dataset)) keepKeyboardClosed(box);
  box.focus({ preventScroll: true });
}

// Who taps does not want the screen half covered; a tap on the box itself opens the keyboard.
function keepKeyboardClosed(box) {
  box.inputMode = "none";
  box.addEventListener("pointerdown", () => { box.inputMode = "text"; }, { once: true });
  box.addEventListener("keydown", () => { box.inputMode = "text"; }, { once: true });
}

// Cards of earlier turns stay usable: their forms take the new page's id.
function refreshCards(asking) {
  const fresh = asking.querySelector("input[name=page]").value;
  for (const field of document.querySelectorAll("#transcript input[name=page]")) field.value = fresh;
}

// --- listening ---------------------------------------------------------------------------

function onSubmit(event) {
  const { target: form, submitter } = event;
  if (!("live" in form.dataset) || (submitter && "leave" in submitter.dataset)) return;
  event.preventDefault();
  send(form, submitter);
}

// Enter sends, Shift and Enter makes a new line; never while a word is being composed.
function onKey(event) {
  const box = event.target;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !box.matches(".typing textarea")) return;
  event.preventDefault();
  if (box.value.trim()) box.form.requestSubmit();
}

function start() {
  if ("ended" in page) stored.forget();
  if ("start" in page) carryOn();
  const token = document.querySelector("main input[name=token]")?.value;
  if (token && !("start" in page)) stored.keep(token);
  if ("chat" in page) {
    document.addEventListener("submit", onSubmit);
    document.addEventListener("keydown", onKey);
    for (const close of document.querySelectorAll("[data-close]")) close.addEventListener("click", stored.forget);
    document.querySelector(".turn:last-child")?.scrollIntoView({ block: "start" });
  }
}

// A page from the browser's memory may show a chat that was closed since.
window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
start();
