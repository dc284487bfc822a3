// The operator's page: all sessions, their pictures, figures and health.
import { request, session as path, show, may } from "./api.js";
import { make, busy, ago, attempt } from "./dom.js";

export function open(main) {
  const list = make("ul", { class: "list" });
  const summary = make("p", { class: "soft" });
  main.append(make("div", { class: "head" }, make("h1", {}, "Sessions"), summary), list);
  if (may("admin")) main.append(invitation());
  const items = new Map();
  let names = [];
  const refresh = async () => {
    const sessions = await request("GET", "/api/sessions").catch(() => null);
    if (!sessions) return;
    names = (await request("GET", "/api/identities").catch(() => [])).map((person) => person.name);
    const shown = sessions.filter((each) => each.state === "open").concat(sessions.filter((each) => each.state !== "open").slice(0, 12));
    summary.textContent = `${sessions.filter((each) => each.state === "open").length} open, ${sessions.length} in all`;
    for (const [id, item] of items) {
      if (!shown.some((each) => each.id === id)) {
        item.element.remove();
        items.delete(id);
      }
    }
    for (const each of shown) {
      if (!items.has(each.id)) items.set(each.id, new Item(each));
      items.get(each.id).update(each, names);
    }
    list.append(...shown.map((each) => items.get(each.id).element));
    list.querySelector(".empty")?.remove();
    if (!shown.length) list.append(make("li", { class: "card empty" }, "No session yet. Choose a face and go live."));
  };
  attempt(refresh);
  const timer = setInterval(refresh, 2000);
  return () => clearInterval(timer);
}

class Item {
  constructor(session) {
    this.id = session.id;
    this.picture = make("img", { alt: `What ${session.identity} shows` });
    this.title = make("span", { class: "title" });
    this.state = make("span", { class: "state" });
    this.facts = make("p", { class: "facts" });
    this.watch = make("a", { class: "button", href: `#/watch/${session.id}` }, "Watch");
    this.stop = make("button", { type: "button" }, "End");
    this.stop.addEventListener("click", busy(this.stop, () => request("POST", path(this.id, "/end"))));
    this.other = make("select", { "aria-label": `Another face for ${session.id}` });
    this.other.addEventListener("change", () => attempt(() => request("PATCH", path(this.id), { identity: this.other.value })));
    this.element = make("li", {}, make("article", { class: "card session" }, this.picture,
      make("div", {}, make("div", { class: "row" }, this.title, this.state), this.facts),
      make("div", { class: "actions" }, this.other, this.watch, this.stop)));
    this.looked = false;
  }

  update(session, names) {
    const open = session.state === "open";
    const quiet = open && (session.silentSeconds ?? 0) > 3;
    this.title.textContent = session.identity;
    this.state.textContent = quiet ? "silent" : open ? (session.slate ? "slate" : session.frozen ? "frozen" : "live") : session.reason ?? "ended";
    this.state.className = `state ${quiet ? "quiet" : open ? "open" : session.reason === "failed" || session.reason === "refused" ? "failed" : "ended"}`;
    this.facts.textContent = facts(session);
    for (const control of [this.watch, this.stop, this.other]) control.hidden = !open;
    if (!may("operator")) this.stop.hidden = this.other.hidden = true;
    if (document.activeElement !== this.other) {
      this.other.replaceChildren(...names.map((name) => make("option", { value: name, selected: name === session.identity }, name)));
    }
    if (open || !this.looked) show(this.picture, path(this.id, "/picture"), true);
    this.looked = true;
  }
}

function facts(session) {
  const words = [`${session.source} → ${session.outputs.join(", ")}`, ago(session.openedAt)];
  const live = session.live;
  if (live && session.state === "open") {
    words.push(`${Math.round(live.steps.total)} ms, p99 ${Math.round(live.p99)} ms`, `${live.counts.rendered} pictures, ${live.counts.late} late, ${live.counts.held} without a face`);
    if (live.viewers) words.push(`${live.viewers} watching`);
  } else {
    const last = session.reports.at(-1);
    if (last) words.push(`${last.frames} frames`);
  }
  // A set, because the sink's last remark is the session's sentence too.
  const said = new Set([session.sentence, ...session.reports.map((report) => report.remark)].filter(Boolean));
  return [...words, ...said].join(" · ");
}

function invitation() {
  const role = make("select", { "aria-label": "Role of the invitation" }, ["viewer", "driver", "operator", "admin"].map((each) => make("option", { value: each }, each)));
  const address = make("input", { readonly: true, hidden: true, "aria-label": "Address of the invitation" });
  const ask = make("button", { type: "button" }, "Make an address");
  ask.addEventListener("click", busy(ask, async () => {
    const made = await request("POST", "/api/invitations", { role: role.value });
    address.hidden = false;
    address.value = `${location.origin}/#code=${made.code}`;
    address.select();
  }));
  return make("section", { class: "card apart" }, make("h2", {}, "Let somebody in"),
    make("p", { class: "small soft" }, "The address lets one browser in, for a day; what that may do is its role."),
    make("div", { class: "row" }, make("div", {}, role), ask), address);
}
