// What a new user does, in headless Chromium with a camera that plays a clip. Arguments: the studio's address, a portrait, a picture without a face, a
// clip as MJPEG, a folder for pictures. Prints one line of JSON a step; a step that fails ends it with exit code 1.
import { chromium } from "playwright-core";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [address, portrait, faceless, clip, pictures] = process.argv.slice(2);
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
const page = browser.pages()[0];
page.setDefaultTimeout(90_000);
const faults = [];
page.on("pageerror", (problem) => faults.push(problem.message));

const told = (step, facts = {}) => console.log(JSON.stringify({ step, ...facts }));
const shot = (name) => page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });

try {
  await page.goto(address);
  await page.setInputFiles("input[type=file]", [portrait, faceless]);
  await page.waitForSelector(".tray li.good");
  const refused = await page.waitForSelector(".tray li.bad p");
  told("pictures looked at", { refused: await refused.textContent() });
  await page.fill("#enrol-name", "somebody");
  await page.fill("#enrol-consent", "A public-domain portrait, for this test.");
  await page.click("button[type=submit]");
  await page.waitForSelector(".face img[src]");
  told("enrolled");
  await shot("gallery");

  await page.click("button.live");
  await page.waitForSelector(".badge.on");
  told("live");
  await page.waitForTimeout(3000);
  await shot("live");
  await page.keyboard.press("c");
  await page.waitForFunction(() => document.querySelector(".badge").textContent === "Slate");
  told("cut");
  await page.keyboard.press("c");
  await page.waitForSelector(".badge.on");
  await page.keyboard.press("f");
  await page.waitForFunction(() => document.querySelector(".badge").textContent === "Frozen");
  await page.keyboard.press("f");
  told("frozen");

  const second = await browser.newPage();
  await second.goto(`${base}#/sessions`);
  await second.click("a:has-text('Watch')");
  await second.waitForSelector(".badge.on");
  await second.close();
  told("watched");

  await page.keyboard.press("e");
  await page.waitForTimeout(3000);
  await page.click("button:has-text('End')");
  await page.goto(`${base}#/recordings`);
  await page.click("button:has-text('Play')");
  await page.waitForFunction(() => document.querySelector("video")?.currentTime > 0);
  told("film", await page.evaluate(() => ({ seconds: document.querySelector("video").duration })));
  await shot("recordings");

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${base}#/`);
  await page.waitForSelector(".face img[src]");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  told("phone", { wide });
  await shot("phone");

  const stranger = await browser.browser()?.newContext() ?? browser;
  const other = await stranger.newPage();
  await other.goto(`${base}`);
  await other.evaluate(() => localStorage.setItem("marotte-token", "a.admin.9999999999.x"));
  await other.reload();
  await other.waitForSelector("text=This page needs its address");
  told("wrong token refused");
  if (faults.length) throw new Error(faults.join("; "));
  told("done");
} catch (problem) {
  await shot("failed").catch(() => {});
  told("failed", { problem: problem.message, faults });
  process.exitCode = 1;
} finally {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
}
