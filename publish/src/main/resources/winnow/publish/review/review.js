"use strict";

/* Conveniences for a page that works without them: keys, a list that follows the shortlist, a name kept. */

const news = document.getElementById("news");
const search = document.getElementById("q");
const keys = document.getElementById("keys");

function papers() {
  return [...document.querySelectorAll("#list article")];
}

function focusedPaper() {
  return document.activeElement.closest("#list article");
}

/* keys */

function keysAreOn() {
  return localStorage.getItem("keys") !== "off";
}

function move(step) {
  const all = papers();
  const at = all.indexOf(focusedPaper());
  const next = at < 0 ? firstInView(all) : all[at + step];
  if (next) {
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  }
}

function firstInView(all) {
  return all.find((paper) => paper.getBoundingClientRect().bottom > 40) ?? all[0];
}

function open(paper) {
  paper?.querySelector("h3 a[href]")?.click();
}

function toggle(paper, which) {
  const details = byId(paper && paper.id + which);
  if (details) {
    details.open = !details.open;
    if (details.open) {
      details.querySelector("input[name=by]")?.focus();
    }
  }
}

/* merges and splits */

/** Says it without leaving the page; the list follows when it is carried out. */
async function correct(event) {
  const form = event.target.closest("form[action='/identity']");
  if (!form) {
    return;
  }
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form, event.submitter));
  localStorage.setItem("by", fields.get("by"));
  const response = await fetch(form.action, { method: "POST", body: fields }).catch(() => null);
  say(response?.ok ? "Recorded." : `Not recorded: ${response ? await response.text() : "no answer"}`);
}

/** Likewise for a paper that no feed had. */
async function add(event) {
  const form = event.target.closest("form[action='/add']");
  if (!form) {
    return;
  }
  event.preventDefault();
  const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) })
    .catch(() => null);
  say(response?.ok ? "Added; the next round looks it up." : `Not added: ${response ? await response.text() : "no answer"}`);
  if (response?.ok) {
    form.reset();
  }
}

function openAddition() {
  const addition = document.getElementById("addition");
  addition.open = true;
  addition.querySelector("input").focus();
}

/** A curator's name is asked for once. */
function fillName(event) {
  const by = event.target.matches?.("details.names") && event.target.querySelector("input[name=by]");
  if (by && !by.value) {
    by.value = localStorage.getItem("by") ?? "";
  }
}

const actions = {
  j: () => move(1),
  k: () => move(-1),
  o: () => open(focusedPaper()),
  a: () => toggle(focusedPaper(), "#abstract"),
  n: () => toggle(focusedPaper(), "#names"),
  "+": openAddition,
  "/": () => search.select(),
  "?": () => keys.showModal(),
};

function press(event) {
  const modified = event.ctrlKey || event.metaKey || event.altKey;
  const typing = event.target.closest("input, textarea, select, dialog");
  if (modified || typing) {
    return;
  }
  if (event.key === "Enter" && event.target.matches("#list article")) {
    open(event.target);
  } else if (Object.hasOwn(actions, event.key) && keysAreOn()) {
    event.preventDefault();
    actions[event.key]();
  }
}

/* the list */

function byId(id) {
  return id ? document.getElementById(id) : null;
}

/** Puts the newer list in place; focus, open abstracts and the paper being read stay where they are. */
function replace(html) {
  const old = document.getElementById("list");
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("list");
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  const index = papers().indexOf(focused?.closest("article"));
  const opened = [...old.querySelectorAll("details[open]")].map((details) => details.id);
  const mark = focused?.closest("article") ?? (scrollY > 0 ? firstInView(papers()) : null);
  const top = mark?.getBoundingClientRect().top;

  old.replaceWith(document.adoptNode(fresh));
  opened.forEach((id) => byId(id)?.setAttribute("open", ""));
  if (focused) {
    const all = papers();
    const next = byId(focused.id) ?? all[Math.min(index, all.length - 1)] ?? search;
    next.focus({ preventScroll: true });
  }
  const moved = byId(mark?.id);
  if (moved) {
    scrollBy({ top: moved.getBoundingClientRect().top - top, behavior: "instant" });
  }
  say(`The shortlist changed. ${fresh.dataset.total} papers match now.`);
}

let silence;
function say(words) {
  news.textContent = words;
  clearTimeout(silence);
  silence = setTimeout(() => { news.textContent = ""; }, 6000);
}

let busy = false;
let again = false;

/** Fetches the list once, and once more if it changed meanwhile. */
async function refresh() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    const response = await fetch("/list" + location.search);
    if (response.ok) {
      replace(await response.text());
    }
  } catch {
    lost = true; // the server is away; its events will tell when it is back
  } finally {
    busy = false;
  }
  if (again) {
    again = false;
    refresh();
  }
}

let lost = false;

function follow() {
  const events = new EventSource("/events");
  events.addEventListener("shortlist", (event) => {
    const known = document.getElementById("list").dataset.revision;
    if (lost || event.data !== known) {
      lost = false;
      refresh();
    }
  });
  events.addEventListener("error", () => { lost = true; });
}

if (document.getElementById("list")) {
  const button = document.getElementById("keys-button");
  const on = document.getElementById("keys-on");
  button.hidden = false;
  button.addEventListener("click", () => keys.showModal());
  on.checked = keysAreOn();
  on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));
  document.addEventListener("keydown", press);
  document.addEventListener("submit", correct);
  document.addEventListener("submit", add);
  document.addEventListener("toggle", fillName, true);
  follow();
}
