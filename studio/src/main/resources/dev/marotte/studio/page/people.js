// The gallery, and enrolment by dropping pictures.
import { request, show, identity, may } from "./api.js";
import { make, attempt, busy, say } from "./dom.js";

const MOST = 8;

export function open(main) {
  const list = make("ul", { class: "gallery", "aria-label": "Enrolled faces" });
  const head = make("div", { class: "head" }, make("h1", {}, "Who shall speak?"),
    make("p", { class: "soft" }, "Choose a face and go live with your camera."));
  main.append(head, list);
  if (may("driver")) main.append(enrolment(() => refresh(list)));
  refresh(list);
  const timer = setInterval(() => refresh(list), 5000);
  return () => clearInterval(timer);
}

let known = "";

async function refresh(list) {
  const people = await request("GET", "/api/identities").catch(() => null);
  if (!people) return;
  const now = JSON.stringify(people);
  if (now === known && list.childElementCount) return;
  known = now;
  list.replaceChildren(...people.map(face));
  if (!people.length) {
    list.append(make("li", { class: "card empty wide" },
      make("p", {}, "Nobody is enrolled yet. Drop a picture of a face below: one is enough.")));
  }
}

function face(person) {
  const picture = make("img", { alt: `Portrait of ${person.name}`, loading: "lazy" });
  show(picture, identity(person.name, `/picture?v=${person.version}`));
  const leadTo = (kind) => () => (location.hash = `#/${kind}/${encodeURIComponent(person.name)}`);
  const go = make("button", { class: "live", type: "button", onclick: leadTo("live") }, "Go live");
  const speak = make("button", { type: "button", title: "By your voice alone, without a camera", onclick: leadTo("speak") }, "Speak");
  const about = make("div", { class: "about" }, make("span", { class: "name" }, person.name),
    make("span", { class: "consent", title: person.consent }, person.consent), may("driver") ? make("div", { class: "row" }, go, speak) : null);
  if (may("admin")) {
    const revoke = make("button", { class: "quiet small", type: "button" }, "Revoke");
    revoke.addEventListener("click", busy(revoke, async () => {
      if (!confirm(`Revoke ${person.name}? Sessions that use this face stop, and it cannot be undone.`)) return;
      await request("DELETE", identity(person.name));
      say(`${person.name} is revoked.`);
      known = "";
    }));
    about.append(revoke);
  }
  return make("li", {}, make("article", { class: "card face" }, picture, about));
}

function enrolment(enrolled) {
  const tray = make("ul", { class: "tray", "aria-label": "Pictures to enrol" });
  const files = make("input", { type: "file", accept: "image/*", multiple: true, "aria-label": "Choose one to eight pictures of one person" });
  const drop = make("label", { class: "drop" }, files, make("strong", {}, "Drop one to eight pictures of a face"),
    make("span", { class: "soft" }, "or choose files. The first gives the framing; other poses and an open mouth help."));
  const name = make("input", { id: "enrol-name", autocomplete: "off", required: true, maxlength: 80, placeholder: "mona" });
  const consent = make("textarea", { id: "enrol-consent", rows: 2, required: true, maxlength: 500, placeholder: "I am this person and agree to be animated here." });
  const send = make("button", { class: "main", type: "submit" }, "Enrol");
  const word = make("p", { class: "small soft", role: "status" });
  const form = make("form", { hidden: true },
    make("div", { class: "field" }, make("label", { for: "enrol-name" }, "Name"), name),
    make("div", { class: "field" }, make("label", { for: "enrol-consent" }, "What did the person agree to?"), consent),
    make("div", { class: "row" }, send, word));
  const pictures = [];

  const refreshForm = () => {
    form.hidden = !pictures.length;
    const good = pictures.filter((each) => each.id);
    const waiting = pictures.some((each) => each.pending);
    send.disabled = !good.length || waiting;
    word.textContent = waiting ? "Looking at the pictures…" : good.length ? "" : "None of these pictures will do.";
  };

  const add = async (file) => {
    if (pictures.length >= MOST) return say("Eight pictures are enough.");
    const entry = { id: "", pending: true, forget: () => item.remove() };
    const url = URL.createObjectURL(file);
    const progress = make("i");
    const sentence = make("p", {}, "Looking…");
    const remove = make("button", { type: "button", "aria-label": `Remove ${file.name}` }, "×");
    const item = make("li", {}, make("img", { src: url, alt: file.name }), remove, make("div", { class: "bar" }, progress), sentence);
    remove.addEventListener("click", () => {
      pictures.splice(pictures.indexOf(entry), 1);
      item.remove();
      URL.revokeObjectURL(url);
      if (entry.id) attempt(() => request("DELETE", `/api/pictures/${entry.id}`));
      refreshForm();
    });
    pictures.push(entry);
    tray.append(item);
    refreshForm();
    try {
      entry.id = (await upload(file, (share) => (progress.style.width = `${share * 100}%`))).id;
      item.classList.add("good");
      sentence.textContent = "✓ Will do";
    } catch (refused) {
      item.classList.add("bad");
      sentence.textContent = refused.message;
    }
    progress.parentElement.hidden = true;
    entry.pending = false;
    refreshForm();
  };

  const addAll = (chosen) => {
    for (const file of chosen) add(file);
    if (!name.value && chosen.length) name.focus({ preventScroll: true });
  };
  files.addEventListener("change", () => { addAll([...files.files]); files.value = ""; });
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    addAll([...event.dataTransfer.files]);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(send, async () => {
      word.textContent = "Enrolling…";
      // Pictures and a name entered meanwhile belong to the next person.
      const dropped = [...pictures];
      const written = [name.value, consent.value];
      try {
        const ids = dropped.filter((each) => each.id).map((each) => each.id);
        const person = await request("POST", "/api/identities", { name: written[0], consent: written[1], pictures: ids });
        for (const each of dropped.filter((one) => pictures.includes(one))) {
          pictures.splice(pictures.indexOf(each), 1);
          each.forget();
        }
        if (name.value === written[0] && consent.value === written[1]) form.reset();
        say(`${person.name} is enrolled.`);
        known = "";
        await enrolled();
      } finally {
        refreshForm();
      }
    })();
  });
  return make("section", { class: "enrol", "aria-label": "Enrol a face" }, make("h2", {}, "Enrol a face"), drop, tray, form);
}

/** Uploads with progress, which fetch does not report. */
function upload(file, onProgress) {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open("POST", `/api/pictures?name=${encodeURIComponent(file.name)}`);
    sending.setRequestHeader("Authorization", `Bearer ${localStorage.getItem("marotte-token")}`);
    sending.responseType = "json";
    sending.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    sending.onerror = () => reject(new Error("the studio does not answer"));
    sending.onload = () => sending.status < 300 ? resolve(sending.response)
      : reject(new Error(sending.response?.error ?? (sending.status === 413 ? "the file is too large" : "it could not be read")));
    sending.send(file);
  });
}
