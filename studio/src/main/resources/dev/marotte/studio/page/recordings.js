// Recordings: played, rendered again with another face, exported.
import { request, session as path, show, may } from "./api.js";
import { make, busy, ago, attempt, length, say } from "./dom.js";

export function open(main) {
  const films = make("ul", { class: "list", "aria-label": "Films" });
  const recordings = make("ul", { class: "list", "aria-label": "Recordings" });
  main.append(make("div", { class: "head" }, make("h1", {}, "Recordings"),
    make("p", { class: "soft" }, "A recording is motion and sound, and can be drawn with any face. A film is one such drawing.")),
    make("section", {}, make("h2", {}, "Films"), films), make("section", { class: "apart" }, make("h2", {}, "Recorded sessions"), recordings));
  let before = "";
  const refresh = async () => {
    const [all, people] = await Promise.all([request("GET", "/api/recordings").catch(() => null), request("GET", "/api/identities").catch(() => [])]);
    if (!all) return;
    const now = JSON.stringify([all, people.map((person) => person.name)]);
    if (now === before) return;
    before = now;
    films.replaceChildren(...all.films.map((each) => film(each)));
    recordings.replaceChildren(...all.recordings.map((each) => recording(each, people.map((person) => person.name), refresh)));
    if (!all.films.length) films.append(make("li", { class: "card empty" }, "No film yet: make one of a recorded session."));
    if (!all.recordings.length) recordings.append(make("li", { class: "card empty" }, "Nothing is recorded yet. What you do live is, and appears here when it has ended."));
  };
  attempt(refresh);
  const timer = setInterval(refresh, 2000);
  return () => clearInterval(timer);
}

function film(each) {
  const picture = make("img", { alt: "" });
  show(picture, path(each.id, "/picture"));
  const actions = make("div", { class: "actions" });
  const card = make("article", { class: "card session" }, picture,
    make("div", {}, make("div", { class: "row" }, make("span", { class: "title" }, each.identity), make("span", { class: `state ${each.ready ? "open" : each.state === "open" ? "quiet" : "failed"}` },
      each.ready ? "ready" : each.state === "open" ? `${Math.round(each.share * 100)} %` : "failed")),
    make("p", { class: "facts" }, [ago(each.openedAt), each.seconds ? length(each.seconds) : "", each.sentence].filter(Boolean).join(" · ")), each.ready ? make("p", { class: "small" }, make("code", {}, each.file)) : null), actions);
  if (each.ready) {
    const play = make("button", { type: "button", class: "main" }, "Play");
    play.addEventListener("click", busy(play, async () => {
      const shown = card.querySelector("video");
      if (shown) return shown.remove();
      const { url } = await request("POST", `/api/films/${each.id}/ticket`);
      card.append(make("video", { class: "film", src: url, controls: true, autoplay: true, playsinline: true }));
    }));
    const save = make("button", { type: "button" }, "Export");
    save.addEventListener("click", busy(save, async () => {
      const { url } = await request("POST", `/api/films/${each.id}/ticket`);
      make("a", { href: url, download: `${each.identity}.mp4` }).click();
    }));
    actions.append(play, save);
  }
  if (may("admin") && each.state !== "open") actions.append(deletion(each.id));
  return make("li", {}, card);
}

function recording(each, names, refresh) {
  const picture = make("img", { alt: "" });
  show(picture, path(each.id, "/picture"));
  const face = make("select", { "aria-label": "Face" }, names.map((name) => make("option", { value: name, selected: name === each.identity }, name)));
  const draw = make("button", { type: "button" }, "Make a film");
  draw.addEventListener("click", busy(draw, async () => {
    await request("POST", path(each.id, "/films"), { identity: face.value });
    say("The film is being made.");
    await refresh();
  }));
  const card = make("article", { class: "card session" }, picture,
    make("div", {}, make("div", { class: "row" }, make("span", { class: "title" }, each.identity)),
      make("p", { class: "facts" }, [each.source, ago(each.openedAt), `${length(each.seconds)}`, `${each.frames} frames`].join(" · "))),
    make("div", { class: "actions" }, ...(may("operator") || each.mine ? [face, draw] : []), may("admin") ? deletion(each.id) : null));
  return make("li", {}, card);
}

function deletion(id) {
  const button = make("button", { type: "button", class: "quiet" }, "Delete");
  button.addEventListener("click", busy(button, async () => {
    if (confirm("Delete it for good?")) await request("DELETE", path(id));
  }));
  return button;
}
