// Chooses the page to show by the address's fragment.
import { enter, access } from "./api.js";
import { make, say } from "./dom.js";

const pages = {
  "": () => import("./people.js"),
  sessions: () => import("./sessions.js"),
  recordings: () => import("./recordings.js"),
  live: () => import("./live.js"),
  speak: () => import("./live.js"),
  watch: () => import("./live.js"),
};

const main = document.getElementById("main");
let leave = () => {};
let turn = 0;

async function open() {
  const mine = ++turn;
  leave();
  leave = () => {};
  const [, name = "", ...rest] = location.hash.split("/");
  const load = pages[name] ?? pages[""];
  for (const link of document.querySelectorAll("nav a")) {
    const current = link.getAttribute("href") === `#/${name === "live" || name === "speak" ? "" : name === "watch" ? "sessions" : name}`;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const page = await load();
  if (mine !== turn) return;
  main.replaceChildren();
  leave = page.open(main, name, rest.map(decodeURIComponent)) ?? (() => {});
  main.focus({ preventScroll: true });
}

function closedDoor(sentence) {
  main.replaceChildren(
    make("div", { class: "card empty" }, make("h1", {}, "This page needs its address"), make("p", {}, sentence)),
  );
}

async function start() {
  try {
    if (!(await enter())) {
      closedDoor("Open the address that marotte studio printed in the terminal, or ask for an invitation.");
      return;
    }
  } catch (problem) {
    closedDoor(problem.message);
    return;
  }
  document.body.dataset.role = access.role;
  addEventListener("hashchange", () => {
    // An invitation that is opened in the same tab.
    if (location.hash.startsWith("#code=")) location.reload();
    else open().catch((problem) => say(problem.message));
  });
  await open();
}

start().catch((problem) => say(problem.message));
