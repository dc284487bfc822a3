// What a new user does, in headless Chromium with a camera that plays a clip. Arguments: the studio's address, two portraits, a picture without a face, a
// clip as MJPEG, a folder for pictures. Prints one line of JSON a step; a step that fails ends it with exit code 1. At the step "restart" it waits for a
// line on its input, which says that the studio has been started anew.
import { chromium } from "playwright-core";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { avatar, delays, driver, likeness, loudness, motion, network, tapped, thumbnail, unplug, withoutCodecs } from "./seen.mjs";

const [address, portrait, secondPortrait, faceless, clip, pictures] = process.argv.slice(2);
const base = address.split("#")[0];
const profile = mkdtempSync(join(tmpdir(), "marotte-browser-"));
const browser = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
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

browser.on("page", watched);
watched(page);

function watched(opened) {
  opened.setDefaultTimeout(90_000);
  opened.on("pageerror", (problem) => faults.push(problem.message));
}

async function enrol(file, name, more = []) {
  await page.setInputFiles("input[type=file]", [file, ...more]);
  await page.waitForSelector(".tray li.good");
  if (more.length) told("refused", { why: await (await page.waitForSelector(".tray li.bad p")).textContent() });
  await page.fill("#enrol-name", name);
  await page.fill("#enrol-consent", "A public-domain portrait, for this test.");
  await page.click("button[type=submit]");
  await page.waitForSelector(`img[alt="Portrait of ${name}"][src]`);
}

async function painted() {
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  const bytes = await page.evaluate(() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
    .filter((part) => !part.name.includes("/api/")).reduce((sum, part) => sum + part.transferSize, 0));
  told("painted", { milliseconds: Math.round(paint), bytes });
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
    await shot("gallery");
  },

  async goesLive() {
    walk.first = await thumbnail(page, "somebody");
    walk.second = await thumbnail(page, "another");
    await page.click(".face:has-text('somebody') button.live");
    await isLive();
    await page.waitForTimeout(4000);
    const seen = await avatar(page);
    const own = likeness(seen, walk.first);
    const drivers = likeness(await driver(page), walk.first);
    walk.moving = await motion(page);
    told("live", { likeness: rounded(own), drivers: rounded(drivers), motion: rounded(walk.moving) });
    told("delays", { said: await delays(page) });
    must(own > 0.95 && own > drivers + 0.1, "the picture is not the portrait");
    must(walk.moving > MOVES, "the picture does not move");
    await shot("live");
  },

  async isHeard() {
    await page.keyboard.press("m");
    const level = await loudness(page);
    told("heard", { level: rounded(level) });
    must(level > 0.02, "nothing is heard");
    await page.keyboard.press("m");
  },

  async isCutAndFrozen() {
    await page.keyboard.press("c");
    await reads("Slate");
    await page.waitForTimeout(800);
    const still = await motion(page, 5);
    const rest = likeness(await avatar(page), walk.first);
    await page.keyboard.press("c");
    await isLive();
    await page.keyboard.press("f");
    await reads("Frozen");
    await page.waitForTimeout(500);
    const frozen = await motion(page, 5);
    await page.keyboard.press("f");
    await isLive();
    told("cut and frozen", { still: rounded(still), rest: rounded(rest), frozen: rounded(frozen) });
    must(still < STILL && rest > 0.95, "the slate is not the portrait at rest");
    must(frozen < STILL, "a frozen picture moves");
  },

  async isDirected() {
    await strength("head", 0);
    await strength("expression", 0);
    const weak = await motion(page);
    await strength("head", 1);
    await strength("expression", 1);
    await page.keyboard.press("r");
    await page.waitForSelector("text=Look straight ahead");
    await page.waitForTimeout(2500);
    await isLive();
    const again = await motion(page);
    told("directed", { weak: rounded(weak), again: rounded(again) });
    must(weak < walk.moving / 2, "strength of nothing still moves");
    must(again > MOVES, "nothing moves after a new rest");
  },

  async changesFaces() {
    const other = async (name) => {
      await page.selectOption("#other-face", name);
      await page.waitForFunction((wanted) => document.querySelector("h1").textContent === wanted, name);
      await page.waitForTimeout(2500);
      const seen = await avatar(page);
      return [likeness(seen, walk.first), likeness(seen, walk.second)].map(rounded);
    };
    const changed = await other("another");
    const back = await other("somebody");
    told("faces changed", { changed, back });
    must(changed[1] > changed[0] && back[0] > back[1], "the face does not follow");
  },

  async losesItsCamera() {
    await unplug(page);
    await page.waitForSelector("text=The camera is gone");
    await page.waitForSelector("text=The camera is back");
    await isLive();
    const again = await motion(page);
    told("camera came back", { again: rounded(again) });
    must(again > MOVES, "nothing moves after the camera came back");
  },

  async isWatchedAndRestarted() {
    const second = await browser.newPage();
    await second.goto(`${base}#/sessions`);
    await second.click("a:has-text('Watch')");
    await isLive(second);
    told("watched");
    const session = await page.evaluate(() => JSON.parse(sessionStorage.getItem("marotte-live")).id);
    told("restart");
    await once(process.stdin, "data");
    process.stdin.pause();
    const begun = Date.now();
    await isLive();
    await isLive(second);
    await page.waitForTimeout(3000);
    const again = await motion(page);
    const same = session === await page.evaluate(() => JSON.parse(sessionStorage.getItem("marotte-live")).id);
    told("went on", { again: rounded(again), same, seconds: (Date.now() - begun) / 1000, watched: rounded(await motion(second, 5)) });
    must(same && again > MOVES, "the session does not go on after a restart");
    await second.close();
  },

  async isRecorded() {
    await page.keyboard.press("e");
    await page.waitForTimeout(3000);
    await page.click("button:has-text('End')");
    await page.waitForSelector("text=The film is being made");
    await page.goto(`${base}#/recordings`);
    await page.click("button:has-text('Play')");
    await page.waitForFunction(() => document.querySelector("video")?.currentTime > 0);
    told("film", await page.evaluate(() => ({ seconds: document.querySelector("video").duration })));
    await shot("recordings");
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
    await old.waitForTimeout(3000);
    const before = await motion(old);
    between.stall(true);
    await reads("Waiting", old);
    await old.waitForTimeout(1500);
    between.stall(false);
    await isLive(old);
    await old.waitForTimeout(1500);
    const after = await motion(old);
    const own = likeness(await avatar(old), walk.first);
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
    await shot("phone");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    await page.click(".face:has-text('somebody') button.live");
    await isLive();
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
