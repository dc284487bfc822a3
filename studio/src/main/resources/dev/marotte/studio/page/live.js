// The page for going live and for watching: the avatar, what drives it, and its latency.
import { request, session as path, may } from "./api.js";
import { make, attempt, busy, say } from "./dom.js";
import { LiveSocket } from "./socket.js";
import { Camera } from "./camera.js";
import { Screen, decodable } from "./screen.js";
import { LatencyGraph } from "./graph.js";

const STEPS = [
  ["up", "camera to server", "#7aa6d8"], ["ingest", "into Kafka", "#5bb5a2"], ["track", "landmarks and hops", "#e4b04a"],
  ["render", "drawing", "#e4572e"], ["page", "encoding", "#a274c9"], ["down", "to the eye", "#8a949e"],
];

/** @param kind live: drive an identity; speak: drive it by a voice alone; watch: see a session */
export function open(main, kind, [name]) {
  const view = new LiveView(main, kind, name);
  attempt(() => view.begin());
  return () => view.close();
}

class LiveView {
  constructor(main, kind, name) {
    this.drives = kind !== "watch";
    this.speaks = kind === "speak";
    this.name = name;
    this.canvas = make("canvas", { width: 512, height: 512, "aria-label": "The avatar, live", role: "img" });
    this.badge = make("span", { class: "badge", role: "status" }, this.speaks ? "Starting the microphone…" : this.drives ? "Starting the camera…" : "Connecting…");
    this.screenBox = make("div", { class: "screen" }, this.canvas, this.badge);
    this.title = make("h1", {}, this.drives ? name : "Watching");
    this.buttons = make("div", { class: "row controls", role: "group", "aria-label": "Live controls" });
    this.panel = make("div", { class: "panel" });
    main.append(make("div", { class: "head" }, this.title, make("p", { class: "soft small", id: "hint" })),
      make("div", { class: "stage" }, make("section", { "aria-label": "Picture" }, this.screenBox, this.buttons), this.panel));
    this.takes = [];
    addEventListener("keydown", this.key = (event) => this.press(event));
    this.drawing = setInterval(() => this.draw(), 250);
  }

  /** What this browser cannot do, in a sentence; nothing if it can do everything. */
  shortcomings() {
    const missing = ["VideoDecoder", "AudioDecoder", ...(this.drives ? ["AudioEncoder", ...(this.speaks ? [] : ["VideoEncoder"])] : [])]
      .filter((name) => !(name in window));
    if (!missing.length) return "";
    const pictures = missing.some((name) => name.startsWith("Video"));
    const sentences = [
      pictures && "pictures go as JPEGs, which take more of the network",
      missing.includes("AudioDecoder") && "nothing is heard here",
      missing.includes("AudioEncoder") && !this.speaks && "the microphone is not sent",
    ].filter(Boolean);
    return `This browser lacks WebCodecs (${missing.join(", ")})${sentences.length ? `: ${sentences.join(", ")}` : ""}.`;
  }

  hint() {
    document.getElementById("hint").textContent = [this.shortcomings(), this.unheard].filter(Boolean).join(" ");
  }

  async begin() {
    this.hint();
    if (this.drives && !window.isSecureContext) {
      this.badge.textContent = "No camera";
      throw new Error("Browsers give a camera and a microphone to pages by TLS or on loopback only: ask whoever runs this studio for a certificate.");
    }
    if (this.drives) {
      const device = this.speaks ? "microphone" : "camera";
      this.camera = new Camera((state, refused) => this.cameraState(device, state, refused), this.speaks);
      try {
        await this.camera.open(true);
      } catch (problem) {
        this.badge.textContent = `No ${device}`;
        throw new Error(problem.name === "NotAllowedError" ? `The browser may not use the ${device}: allow it beside the address, and try again.`
          : `There is no ${device} that can be used: plug one in, or close the program that uses it.`);
      }
      if (!this.speaks) {
        this.camera.video.className = "self";
        this.camera.video.setAttribute("aria-label", "You, seen by nobody else");
        this.screenBox.append(this.camera.video);
      }
      const kept = sessionStorage.getItem("marotte-live");
      this.session = kept && await this.stillOpen(JSON.parse(kept)) || await this.openSession();
      sessionStorage.setItem("marotte-live", JSON.stringify({ id: this.session, name: this.name, voice: this.speaks }));
    } else {
      this.session = this.name;
    }
    if (this.closed) return;
    this.state = await request("GET", path(this.session));
    this.build();
    const coding = await decodable();
    this.socket = new LiveSocket(this.session, {
      open: () => {
        if (this.drives) {
          this.socket.tell({ drive: this.camera.terms() });
          this.camera.start(this.socket);
        }
        this.socket.tell({ watch: { video: coding } });
      },
      words: (words) => this.hear(words),
      media: (message) => this.screen.take(message),
      state: (state) => this.line(state),
    });
    this.screen = new Screen(this.canvas, this.socket, (seen) => this.seen(seen));
  }

  /** Continues the session of a page that was reloaded. */
  async stillOpen({ id, name, voice }) {
    if (name !== this.name || Boolean(voice) !== this.speaks) return null;
    const found = await request("GET", path(id)).catch(() => null);
    return found?.state === "open" ? id : null;
  }

  async openSession() {
    const opened = await request("POST", "/api/sessions", { identity: this.name, voice: this.speaks });
    if (opened.warning) say(opened.warning);
    return opened.id;
  }

  get directs() {
    return this.drives || may("operator");
  }

  build() {
    const toggle = (word, key, pressed, work) => {
      const button = make("button", { type: "button", "aria-pressed": String(pressed), "aria-keyshortcuts": key.toUpperCase() }, word, " ", make("kbd", {}, key.toUpperCase()));
      button.addEventListener("click", () => work());
      return button;
    };
    this.hearing = toggle("Sound", "m", false, () => this.hearToggle());
    if (this.directs) {
      this.cut = toggle("Clean cut", "c", this.state.slate, () => this.change({ slate: !this.state.slate }));
      this.freeze = toggle("Freeze", "f", this.state.frozen, () => this.change({ frozen: !this.state.frozen }));
      this.rest = toggle("Re-anchor", "r", false, () => this.reanchor());
      this.rest.removeAttribute("aria-pressed");
      this.record = toggle("Record", "e", false, () => this.recordToggle());
      this.stop = make("button", { type: "button", class: "live" }, "End");
      this.stop.addEventListener("click", busy(this.stop, () => this.end()));
      this.buttons.append(this.cut, this.freeze, this.rest, this.record, this.hearing, this.stop);
    } else {
      this.buttons.append(this.hearing);
    }
    this.graph = new LatencyGraph(make("canvas", { class: "graph", role: "img", "aria-label": "Latency of the last 20 seconds in milliseconds" }));
    this.figures = make("dl", { class: "figures" });
    this.bar = make("div", { class: "steps", "aria-hidden": "true" });
    this.legend = make("ul", { class: "legend" });
    if (this.directs) this.panel.append(this.motionCard());
    this.panel.append(make("section", { class: "card" }, make("h2", {}, "Camera to eye, ms"), this.graph.canvas, this.figures, this.bar, this.legend), this.addressCard());
    this.apply();
  }

  motionCard() {
    const slider = (key, word) => {
      const value = make("span", { class: "value" });
      const input = make("input", { type: "range", min: 0, max: 2, step: 0.05, id: `strength-${key}`, value: this.state[key] });
      const written = () => (value.textContent = `${Math.round(input.value * 100)} %`);
      input.addEventListener("input", () => {
        written();
        clearTimeout(this.sending);
        this.sending = setTimeout(() => this.change({ [key]: Number(input.value) }), 120);
      });
      this[key] = { input, written };
      written();
      return make("div", { class: "field" }, make("label", { for: input.id }, word, value), input);
    };
    this.faces = make("select", { id: "other-face" });
    this.faces.addEventListener("change", () => this.change({ identity: this.faces.value }));
    attempt(async () => {
      for (const person of await request("GET", "/api/identities")) {
        this.faces.append(make("option", { value: person.name, selected: person.name === this.state.identity }, person.name));
      }
    });
    return make("section", { class: "card" }, make("h2", {}, "Motion"), slider("head", "Head"), slider("expression", "Expression"),
      make("div", {}, make("label", { for: "other-face" }, "Face"), this.faces));
  }

  addressCard() {
    const stream = make("input", { id: "stream-address", readonly: true, placeholder: "…" });
    attempt(async () => (stream.value = location.origin + (await request("POST", `/api/streams/${encodeURIComponent(this.session)}/ticket`)).url));
    const watch = make("input", { id: "watch-address", readonly: true, value: `${location.origin}/#/watch/${this.session}` });
    return make("section", { class: "card" }, make("h2", {}, "Elsewhere"),
      this.copied("Stream, for OBS", stream, "In OBS: Sources, Media Source, without Local File, as Input. VLC and ffmpeg play it too. Whoever has it may watch, for 12 hours."),
      this.copied("Page", watch, "In another browser, whose user needs an invitation."));
  }

  copied(word, field, sentence) {
    const copy = make("button", { type: "button", "aria-label": `Copy: ${word}` }, "Copy");
    copy.addEventListener("click", busy(copy, async () => {
      await navigator.clipboard.writeText(field.value).catch(() => field.select());
      say("Copied.");
    }));
    return make("div", { class: "field" }, make("label", { for: field.id }, word), make("div", { class: "copy" }, field, copy), make("p", { class: "small soft" }, sentence));
  }

  hear(words) {
    if (words.want === "key" && this.camera) this.camera.wantsKey = true;
    if (words.cut !== undefined) this.screen.sound.cut();
    if (words.figures) this.steps = words.figures;
    if (words.session) {
      this.state = words.session;
      this.apply();
    }
  }

  apply() {
    this.cut?.setAttribute("aria-pressed", String(this.state.slate));
    this.freeze?.setAttribute("aria-pressed", String(this.state.frozen));
    this.title.textContent = this.state.identity;
    if (this.faces && document.activeElement !== this.faces) this.faces.value = this.state.identity;
    for (const key of ["head", "expression"]) {
      if (this[key] && document.activeElement !== this[key].input) {
        this[key].input.value = this.state[key];
        this[key].written();
      }
    }
  }

  seen({ capture, pts, time }) {
    this.lastPts = pts;
    this.lastSeen = performance.now();
    this.firstSeen ??= performance.now();
    this.graph.add((time - capture) / 1000);
  }

  line(state) {
    const word = document.getElementById("link");
    word.hidden = state === "open" || state === "ended";
    word.textContent = state === "connecting" ? "Connecting…" : state === "taken" ? "Another page drives this session" : "";
    if (state === "ended" || state === "taken") this.over(state);
  }

  over(why) {
    sessionStorage.removeItem("marotte-live");
    this.badge.className = "badge";
    this.badge.textContent = why === "ended" ? "Ended" : "Taken over";
    this.camera?.close();
    for (const button of this.buttons.querySelectorAll("button")) button.disabled = true;
    this.buttons.append(make("a", { class: "button", href: "#/recordings" }, "Recordings"));
    this.isOver = true;
  }

  cameraState(device, state, refused) {
    if (state === "unheard") {
      this.unheard = refused ? "The browser may not use the microphone, so nobody hears you: allow it beside the address. The picture goes on."
        : "There is no microphone that can be used, so nobody hears you: plug one in, or close the program that uses it. The picture goes on.";
      say(this.unheard);
      this.hint();
    }
    if (state === "heard") {
      this.unheard = "";
      say("The microphone is there: you are heard from now on.");
      this.hint();
    }
    if (state === "lost") say(`The ${device} is gone; the avatar holds. Plug it in again to go on.`);
    if (state === "back") say(`The ${device} is back.`);
  }

  draw() {
    if (!this.graph || this.isOver) return;
    const moving = this.lastSeen && performance.now() - this.lastSeen < 1500;
    this.badge.classList.toggle("on", Boolean(moving) && !this.state.slate);
    this.badge.textContent = this.state.slate ? "Slate" : this.state.frozen ? "Frozen" : moving ? (this.recordFrom !== undefined ? "Live · recording" : "Live")
      : this.lastSeen ? "Waiting" : "Getting ready…";
    this.graph.draw();
    const ms = (value) => (value === undefined ? "–" : `${Math.round(value)} ms`);
    const counts = this.steps?.counts ?? {};
    this.list([["median", ms(this.graph.quantile(0.5))], ["p99", ms(this.graph.quantile(0.99))], ["pictures/s", this.graph.rate().toFixed(0)],
      ["late", counts.late ?? 0], ["no face", counts.held ?? 0], ["not sent", this.camera?.skipped ?? 0], ["viewers", this.steps?.viewers ?? 0]]);
    this.drawSteps();
  }

  list(pairs) {
    const shown = pairs.map(([term, value]) => `${term}${value}`).join("|");
    if (shown === this.shown) return;
    this.shown = shown;
    this.figures.replaceChildren(...pairs.map(([term, value]) => make("div", {}, make("dt", {}, term), make("dd", {}, String(value)))));
  }

  drawSteps() {
    if (!this.steps) return;
    const all = { ...this.steps.steps };
    const median = this.graph.quantile(0.5) ?? 0;
    all.track = Math.max(0, all.track - all.up - all.ingest);
    all.down = Math.max(0, median - all.total);
    const shares = STEPS.map(([key, word, colour]) => [word, colour, all[key] ?? 0]);
    const sum = shares.reduce((total, [, , value]) => total + value, 0) || 1;
    this.bar.replaceChildren(...shares.map(() => make("i")));
    [...this.bar.children].forEach((part, index) => {
      part.style.width = `${(shares[index][2] / sum) * 100}%`;
      part.style.background = shares[index][1];
    });
    this.legend.replaceChildren(...shares.map(([word, colour, value]) => {
      const dot = make("i");
      dot.style.background = colour;
      return make("li", {}, dot, `${word} ${value.toFixed(0)}`);
    }));
  }

  async change(what) {
    const got = await attempt(() => request("PATCH", path(this.session), what));
    if (got) {
      this.state = { ...this.state, ...got };
      this.apply();
    }
  }

  async reanchor() {
    await this.change({ reanchor: true });
    say("Look straight ahead with a closed mouth: this is your rest now.");
  }

  async hearToggle() {
    const on = this.hearing.getAttribute("aria-pressed") !== "true";
    await this.screen?.sound.turn(on);
    this.hearing.setAttribute("aria-pressed", String(on));
  }

  /** The session's time, in µs, which advances even while no picture comes. */
  now() {
    return this.lastPts === undefined ? 0 : this.lastPts + Math.round((performance.now() - this.lastSeen) * 1000);
  }

  /** Marks a part, which becomes a film when the session has ended; all motion is kept anyway. */
  recordToggle() {
    if (this.recordFrom === undefined) {
      this.recordFrom = this.now();
      say("Recording. The film is made when you end the session.");
    } else {
      this.takes.push([this.recordFrom, this.now()]);
      this.recordFrom = undefined;
    }
    this.record.setAttribute("aria-pressed", String(this.recordFrom !== undefined));
  }

  async end() {
    if (this.recordFrom !== undefined) this.recordToggle();
    await request("POST", path(this.session, "/end"));
    let films = 0;
    for (const [from, until] of this.takes) {
      const film = await attempt(() => request("POST", path(this.session, "/films"), { fromMicros: from, untilMicros: until }));
      if (!film) continue;
      films++;
      this.panel.prepend(make("section", { class: "card" }, make("h2", {}, "Film"), make("p", { class: "small" }, "It is being made, and will be here: ", make("code", {}, film.file))));
    }
    if (films) say("The film is being made: see Recordings.");
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || this.isOver) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) && event.target.type !== "range") return;
    const button = { c: this.cut, f: this.freeze, r: this.rest, e: this.record, m: this.hearing }[event.key.toLowerCase()];
    if (button) {
      event.preventDefault();
      button.click();
    }
  }

  close() {
    this.closed = true;
    removeEventListener("keydown", this.key);
    clearInterval(this.drawing);
    this.socket?.close();
    this.screen?.close();
    this.camera?.close();
    document.getElementById("link").hidden = true;
    if (this.drives && this.session && !this.isOver) {
      // Leaving for another page ends driving.
      sessionStorage.removeItem("marotte-live");
      attempt(() => request("POST", path(this.session, "/end")));
    }
  }
}
