// What a new user does, in headless Chromium with a camera that plays a clip. Arguments: the studio's address, two portraits, a picture without a face, a
// clip as MJPEG, a folder for pictures. Prints one line of JSON a step; a step that fails ends it with exit code 1. At the step "restart" it waits for a
// line on its input, which says that the studio has been started anew.
import { chromium } from "playwright-core";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  avatar, barriers, delays, driver, likeness, loudness, motion, network, pauseMicrophone, said, tapped, thumbnail, unplug, withoutCodecs, withoutMicrophone,
} from "./seen.mjs";

const [address, portrait, secondPortrait, faceless, clip, pictures] = process.argv.slice(2);
const base = address.split("#")[0];
const profile = mkdtempSync(join(tmpdir(), "marotte-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.BROWSER ?? "/usr/bin/chromium",
  headless: true,
  viewport: { width: 1280, height: 900 },
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${clip}`,
    "--autoplay-policy=no-user-gesture-required"],
});
await browser.addInitScript(tapped);
const page = browser.pages()[0];
const faults = [];
/** Mean difference of colours, of 255, above which a picture moves, and below which it is still. */
const MOVES = 0.05;
const STILL = 0.01;
let step = "start";

const told = (done, facts = {}) => console.log(JSON.stringify({ step: done, ...facts }));
const rounded = (value) => Number(value.toFixed(3));
const shot = (name, of = page) => of.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
const reads = (word, on = page) => on.waitForFunction((wanted) => document.querySelector(".badge")?.textContent === wanted, word);
const isLive = (on = page) => on.waitForSelector(".badge.on");
const must = (holds, sentence) => {
  if (!holds) throw new Error(sentence);
};

/** Whoever sees little or uses no mouse gets along with a page. */
async function isForEverybody(name, of = page) {
  const found = await barriers(of);
  told("for everybody", { page: name, barriers: found });
  must(!found.length, `${name} keeps people out: ${found.join("; ")}`);
}

browser.on("page", watched);
watched(page);

function watched(opened) {
  opened.setDefaultTimeout(180_000);
  opened.on("pageerror", (problem) => faults.push(problem.message));
}

async function enrol(file, name, more = []) {
  await page.setInputFiles("input[type=file]", [file, ...more]);
  await page.waitForSelector(".tray li.good");
  if (more.length) told("refused", { why: await (await page.waitForSelector(".tray li.bad p")).textContent() });
  await page.fill("#enrol-name", name);
  await page.fill("#enrol-consent", "A public-domain portrait, for this test.");
  await page.click("button[type=submit]");
  await said(page, `${name} is enrolled.`);
  await page.waitForSelector(`img[alt="Portrait of ${name}"][src]`);
}

async function painted() {
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  const bytes = await page.evaluate(() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
    .filter((part) => !part.name.includes("/api/")).reduce((sum, part) => sum + part.transferSize, 0));
  told("painted", { milliseconds: Math.round(paint), bytes });
}

/** Looks until what is seen is as it should be, or a minute has gone: a machine that does other things as well is slow. */
async function until(look, holds, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (holds(seen) || Date.now() > end) return seen;
  }
}

async function strength(key, value) {
  await page.fill(`#strength-${key}`, String(value));
  await page.waitForTimeout(1200);
}

const walk = {
  async enrols() {
    await page.goto(address);
    await page.waitForSelector(".drop");
    await painted();
    await enrol(portrait, "somebody", [faceless]);
    await enrol(secondPortrait, "another");
    await isForEverybody("gallery");
    await shot("gallery");
  },

  async goesLive() {
    walk.first = await thumbnail(page, "somebody");
    walk.second = await thumbnail(page, "another");
    await page.click(".face:has-text('somebody') button.live");
    await isLive();
    await page.waitForTimeout(4000);
    const isPortrait = ([own, drivers]) => own > 0.95 && own > drivers + 0.1;
    const looks = async () => [likeness(await avatar(page), walk.first), likeness(await driver(page), walk.first)];
    const seen = await until(looks, isPortrait);
    walk.moving = await until(() => motion(page), (moved) => moved > MOVES);
    told("live", { likeness: rounded(seen[0]), drivers: rounded(seen[1]), motion: rounded(walk.moving) });
    told("delays", { said: await delays(page) });
    must(isPortrait(seen), "the picture is not the portrait");
    must(walk.moving > MOVES, "the picture does not move");
    await isForEverybody("live");
    await shot("live");
  },

  async isHeard() {
    await page.keyboard.press("m");
    const level = await until(() => loudness(page), (loudest) => loudest > 0.02);
    told("heard", { level: rounded(level) });
    must(level > 0.02, "nothing is heard");
    await pauseMicrophone(page, 1500);
    const again = await until(() => loudness(page), (loudest) => loudest > 0.02);
    told("heard after a gap", { level: rounded(again) });
    must(again > 0.02, "nothing is heard after a gap");
    await page.keyboard.press("m");
  },

  /** As OBS plays it: FFmpeg's player library is the same. */
  async isStreamed() {
    await page.waitForFunction(() => document.querySelector("#stream-address").value);
    const address = await page.inputValue("#stream-address");
    const played = spawn("ffprobe", ["-v", "error", "-read_intervals", "%+8", "-show_entries", "packet=codec_type,pts_time", "-of", "csv=p=0", address]);
    let packets = "";
    played.stdout.on("data", (data) => (packets += data));
    const [code] = await once(played, "close").catch(() => ["not installed"]);
    if (code === "not installed") return told("stream not tried, for there is no ffprobe");
    const times = (kind) => packets.split("\n").filter((line) => line.startsWith(kind)).map((line) => Number(line.split(",")[1]));
    const [pictures, sounds] = [times("video"), times("audio")];
    const length = pictures.at(-1) - pictures[0];
    told("streamed", { pictures: pictures.length, sounds: sounds.length, seconds: rounded(length) });
    must(pictures.length > 10 && sounds.length > 50 && length > 2, `the stream does not play: ${code} ${packets.slice(0, 200)}`);
    must((await fetch(address.replace(/ticket=.{4}/, "ticket=0000"))).status === 403, "a stream is had without its ticket");
  },

  async isCutAndFrozen() {
    await page.keyboard.press("c");
    await reads("Slate");
    const still = await until(() => motion(page, 5), (moved) => moved < STILL);
    const rest = likeness(await avatar(page), walk.first);
    await page.keyboard.press("c");
    await isLive();
    await page.keyboard.press("f");
    await reads("Frozen");
    const frozen = await until(() => motion(page, 5), (moved) => moved < STILL);
    await page.keyboard.press("f");
    await isLive();
    told("cut and frozen", { still: rounded(still), rest: rounded(rest), frozen: rounded(frozen) });
    must(still < STILL && rest > 0.95, "the slate is not the portrait at rest");
    must(frozen < STILL, "a frozen picture moves");
  },

  async isDirected() {
    await strength("head", 0);
    await strength("expression", 0);
    const weak = await until(() => motion(page), (moved) => moved < walk.moving / 2);
    await strength("head", 1);
    await strength("expression", 1);
    await page.keyboard.press("r");
    await said(page, "Look straight ahead");
    await page.waitForTimeout(2500);
    await isLive();
    const again = await until(() => motion(page), (moved) => moved > MOVES);
    told("directed", { weak: rounded(weak), again: rounded(again) });
    must(weak < walk.moving / 2, "strength of nothing still moves");
    must(again > MOVES, "nothing moves after a new rest");
  },

  async changesFaces() {
    const other = async (name, holds) => {
      await page.selectOption("#other-face", name);
      await page.waitForFunction((wanted) => document.querySelector("h1").textContent === wanted, name);
      return until(async () => {
        const seen = await avatar(page);
        return [likeness(seen, walk.first), likeness(seen, walk.second)].map(rounded);
      }, holds);
    };
    const changed = await other("another", ([first, second]) => second > first);
    const back = await other("somebody", ([first, second]) => first > second);
    told("faces changed", { changed, back });
    must(changed[1] > changed[0] && back[0] > back[1], "the face does not follow");
  },

  async losesItsCamera() {
    await unplug(page);
    await said(page, "The camera is gone");
    await said(page, "The camera is back");
    await isLive();
    const again = await until(() => motion(page), (moved) => moved > MOVES);
    told("camera came back", { again: rounded(again) });
    must(again > MOVES, "nothing moves after the camera came back");
  },

  async isWatchedAndRestarted() {
    const second = await browser.newPage();
    await second.goto(`${base}#/sessions`);
    await second.click("a:has-text('Watch')");
    await isLive(second);
    told("watched");
    await second.goto(`${base}#/sessions`);
    await second.waitForSelector(".session");
    await isForEverybody("sessions", second);
    await shot("sessions", second);
    await second.goBack();
    await isLive(second);
    const session = await page.evaluate(() => JSON.parse(sessionStorage.getItem("marotte-live")).id);
    told("restart");
    await once(process.stdin, "data");
    process.stdin.pause();
    const begun = Date.now();
    await isLive();
    await isLive(second);
    const again = await until(() => motion(page), (moved) => moved > MOVES);
    const same = session === await page.evaluate(() => JSON.parse(sessionStorage.getItem("marotte-live")).id);
    told("went on", { again: rounded(again), same, seconds: (Date.now() - begun) / 1000, watched: rounded(await motion(second, 5)) });
    must(same && again > MOVES, "the session does not go on after a restart");
    await second.close();
  },

  async isRecorded() {
    await page.keyboard.press("e");
    await page.waitForTimeout(3000);
    await page.click("button:has-text('End')");
    await said(page, "The film is being made");
    const file = await page.textContent(".panel code");
    await page.goto(`${base}#/recordings`);
    await page.click("button:has-text('Play')");
    await page.waitForFunction(() => document.querySelector("video")?.currentTime > 0);
    const shown = await page.textContent(".facts + p code");
    told("film", await page.evaluate(() => ({ seconds: document.querySelector("video").duration })));
    must(existsSync(file) && shown === file, `the film is not where the page says: ${file}`);
    await isForEverybody("recordings");
    await shot("recordings");
  },

  /** The picture goes on without sound until the microphone may be used. */
  async livesWithoutAMicrophone() {
    const quiet = await browser.newPage();
    await quiet.addInitScript(withoutMicrophone);
    await quiet.goto(`${base}#/live/somebody`);
    await isLive(quiet);
    const hint = await quiet.textContent("#hint");
    must(hint.includes("may not use the microphone") && hint.includes("nobody hears you"), `it is not said that nobody hears: ${hint}`);
    await quiet.keyboard.press("m");
    const before = await loudness(quiet);
    await quiet.evaluate(() => {
      window.allowed = true;
      navigator.mediaDevices.dispatchEvent(new Event("devicechange"));
    });
    await quiet.waitForFunction(() => document.querySelector("#hint").textContent === "");
    const after = await until(() => loudness(quiet), (loudest) => loudest > 0.02);
    told("microphone came later", { before: rounded(before), after: rounded(after) });
    must(before < 0.001 && after > 0.02, "a microphone that comes later is not heard");
    await quiet.click("button:has-text('End')");
    await reads("Ended", quiet);
    await quiet.close();
  },

  /** Without a camera, by the fake microphone's beeps. */
  async speaks() {
    await page.goto(`${base}#/`);
    await page.click(".face:has-text('somebody') button:has-text('Speak')");
    await isLive();
    await page.waitForTimeout(3000);
    await page.keyboard.press("m");
    const level = await until(() => loudness(page), (loudest) => loudest > 0.02);
    const own = await until(async () => likeness(await avatar(page), walk.first), (like) => like > 0.95);
    const moving = await until(() => motion(page), (moved) => moved > MOVES);
    told("spoke", { level: rounded(level), likeness: rounded(own), motion: rounded(moving), delays: await delays(page) });
    must(level > 0.02 && own > 0.95 && moving > MOVES, "a voice alone does not do it");
    await page.click("button:has-text('End')");
    await reads("Ended");
  },

  async tellsWhatHasEnded() {
    await page.goto(`${base}#/sessions`);
    const ended = page.locator(".session:has(.state.ended)");
    await ended.first().waitFor();
    await shot("sessions-ended");
    const offered = await ended.locator("button:visible, a:visible, select:visible").count();
    told("ended", { sessions: await ended.count(), offered });
    must(offered === 0, "a session that has ended is offered to be watched or ended");
  },

  /** Without WebCodecs, over a network that stops for three seconds. */
  async livesWithoutCodecs() {
    const token = await page.evaluate(() => localStorage.getItem("marotte-token"));
    const between = await network(Number(new URL(base).port));
    const old = await browser.newPage();
    await old.addInitScript(withoutCodecs);
    await old.goto(between.base);
    await old.evaluate((own) => localStorage.setItem("marotte-token", own), token);
    await old.goto(`${between.base}#/live/somebody`);
    await old.reload();
    await isLive(old);
    const hint = await old.textContent("#hint");
    must(hint.includes("lacks WebCodecs") && hint.includes("JPEGs"), `it is not said what is missing: ${hint}`);
    await old.waitForTimeout(3000);
    const before = await until(() => motion(old), (moved) => moved > MOVES);
    between.stall(true);
    await reads("Waiting", old);
    await old.waitForTimeout(1500);
    between.stall(false);
    await isLive(old);
    await old.waitForTimeout(1500);
    const after = await until(() => motion(old), (moved) => moved > MOVES);
    const own = await until(async () => likeness(await avatar(old), walk.first), (like) => like > 0.95);
    told("without codecs", { before: rounded(before), after: rounded(after), likeness: rounded(own) });
    must(before > MOVES && after > MOVES && own > 0.95, "JPEGs do not do it");
    await old.click("button:has-text('End')");
    await old.waitForFunction(() => document.querySelector(".badge").textContent === "Ended");
    await old.close();
    between.close();
  },

  async fitsAPhone() {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${base}#/`);
    await page.waitForSelector(".face img[src]");
    await isForEverybody("gallery on a phone");
    await shot("phone");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    const squeezed = await page.evaluate(() => [...document.querySelectorAll(".face button")].filter((button) =>
      button.getBoundingClientRect().right > button.closest(".about").getBoundingClientRect().right - 8).length);
    must(!squeezed, "a face's buttons reach its edge on a phone");
    await page.click(".face:has-text('somebody') button.live");
    await isLive();
    await isForEverybody("live on a phone");
    await shot("phone-live");
    const wideLive = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    told("phone", { wide, wideLive });
    must(!wide && !wideLive, "a phone has to scroll sideways");
    await page.goto(`${base}#/`);
    await page.waitForSelector(".face img[src]");
  },

  async refusesAWrongToken() {
    await page.evaluate(() => localStorage.setItem("marotte-token", "a.admin.9999999999.x"));
    await page.reload();
    await page.waitForSelector("text=This page needs its address");
    told("wrong token refused");
  },
};

try {
  for (const [name, work] of Object.entries(walk)) {
    step = name;
    await work();
  }
  must(!faults.length, faults.join("; "));
  told("done");
} catch (problem) {
  await shot("failed").catch(() => {});
  told("failed", { in: step, problem: problem.message, faults });
  process.exitCode = 1;
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
  process.stdin.destroy();
}
