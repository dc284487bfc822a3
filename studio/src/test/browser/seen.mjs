// What is seen and heard on a page, in figures; and what the walk does to a camera and to a network.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, createServer } from "node:net";

const SIDE = 24;

/** Lets the walk get at camera tracks, at the level of whatever sounds and at what the page has said. An init script: given to the page as its source. */
export function tapped() {
  if (!navigator.mediaDevices) return; // a page that is blank yet
  window.taps = { streams: [], said: [] };
  addEventListener("DOMContentLoaded", () => {
    const toast = document.getElementById("toast");
    if (toast) new MutationObserver(() => window.taps.said.push(toast.textContent)).observe(toast, { childList: true });
  });
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    const stream = await ask(wanted);
    window.taps.streams.push(stream);
    return stream;
  };
  const listen = AudioContext.prototype.createMediaStreamSource;
  AudioContext.prototype.createMediaStreamSource = function (stream) {
    window.taps.microphone = this;
    return listen.call(this, stream);
  };
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...when) {
    const meter = (this.context.meter ??= this.context.createAnalyser());
    this.connect(meter);
    window.taps.meter = meter;
    return start.apply(this, when);
  };
}

/** A browser that has a camera and may not use its microphone until the walk sets window.allowed. An init script. */
export function withoutMicrophone() {
  if (!navigator.mediaDevices) return; // a page that is blank yet
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) => {
    if (wanted.audio && !window.allowed) throw new DOMException("Permission denied", "NotAllowedError");
    return ask(wanted);
  };
}

/** A browser without WebCodecs. An init script. */
export function withoutCodecs() {
  for (const name of ["VideoEncoder", "VideoDecoder", "AudioEncoder", "AudioDecoder", "VideoFrame", "MediaStreamTrackProcessor"]) delete window[name];
}

/** Waits until the page has said something, which it does not say for long. */
export const said = (page, words) => page.waitForFunction((wanted) => window.taps.said.some((sentence) => sentence.includes(wanted)), words);

/** Colours of a picture on a grid, of its middle, where a face is. */
const grid = (page, selector) => page.evaluate(([chosen, side]) => {
  const picture = document.querySelector(chosen);
  const wide = picture.videoWidth || picture.naturalWidth || picture.width;
  const high = picture.videoHeight || picture.naturalHeight || picture.height;
  const square = Math.min(wide, high);
  const paint = new OffscreenCanvas(side, side).getContext("2d");
  paint.imageSmoothingQuality = "high";
  paint.drawImage(picture, (wide - square) / 2, (high - square) / 2, square, square, 0, 0, side, side);
  return [...paint.getImageData(0, 0, side, side).data].filter((_, at) => at % 4 !== 3);
}, [selector, SIDE]);

export const avatar = (page) => grid(page, ".screen > canvas");
export const driver = (page) => grid(page, "video.self");
export const thumbnail = (page, name) => grid(page, `img[alt="Portrait of ${name}"]`);

/** Pearson's r of two pictures' colours: 1 for the same picture, whatever its brightness. */
export function likeness(one, other) {
  const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [first, second] = [mean(one), mean(other)];
  let [both, left, right] = [0, 0, 0];
  one.forEach((value, at) => {
    both += (value - first) * (other[at] - second);
    left += (value - first) ** 2;
    right += (other[at] - second) ** 2;
  });
  return both / Math.sqrt(left * right || 1);
}

/** Mean difference of a picture's colours, of 255, between looks 200 ms apart. */
export async function motion(page, looks = 15) {
  let sum = 0;
  let before = await avatar(page);
  for (let look = 0; look < looks; look++) {
    await page.waitForTimeout(200);
    const now = await avatar(page);
    sum += now.reduce((total, value, at) => total + Math.abs(value - before[at]), 0) / now.length;
    before = now;
  }
  return sum / looks;
}

/** The loudest sample within some seconds, of 1. */
export const loudness = (page, seconds = 3) => page.evaluate(async (most) => {
  const samples = new Float32Array(2048);
  let loudest = 0;
  for (let look = 0; look < most * 25; look++) {
    window.taps.meter?.getFloatTimeDomainData(samples);
    loudest = samples.reduce((found, sample) => Math.max(found, Math.abs(sample)), loudest);
    await new Promise((next) => setTimeout(next, 40));
  }
  return loudest;
}, seconds);

/** No sample comes from the microphone for a while, as where a machine sleeps or a sound card hangs. */
export async function pauseMicrophone(page, milliseconds) {
  await page.evaluate(() => window.taps.microphone.suspend());
  await page.waitForTimeout(milliseconds);
  await page.evaluate(() => window.taps.microphone.resume());
}

/** What the page says of its delays, in words. */
export const delays = (page) => page.evaluate(() => [".figures", ".legend"].map((list) =>
  [...document.querySelector(list).children].map((part) => part.innerText.replaceAll(/\s+/g, " ")).join(", ")).join("; "));

/** Ends the camera as one that is unplugged does: its track is over, and says so. */
export const unplug = (page) => page.evaluate(() => {
  for (const track of window.taps.streams.at(-1).getTracks()) {
    track.stop();
    track.dispatchEvent(new Event("ended"));
  }
});

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What keeps people from using a page, by axe, in light and in dark: serious and critical violations, with where they are. */
export async function barriers(page) {
  const found = [];
  await page.evaluate(AXE);
  for (const colorScheme of ["dark", "light"]) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const { id, impact, nodes } of violations.filter((each) => ["serious", "critical"].includes(each.impact))) {
      found.push(...nodes.map((node) => `${colorScheme}: ${id} (${impact}) at ${node.target.join(" ")}`));
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  return found;
}

/** A network between page and studio that can stop to carry anything, without a word to either. */
export async function network(port) {
  const lines = new Set();
  let stalled = false;
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const [from, to] of [[near, far], [far, near]]) {
      lines.add(from);
      from.pipe(to);
      from.on("error", () => to.destroy());
      from.on("close", () => lines.delete(from) && to.destroy());
      if (stalled) from.pause();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    base: `http://127.0.0.1:${server.address().port}/`,
    stall: (on) => {
      stalled = on;
      lines.forEach((line) => (on ? line.pause() : line.resume()));
    },
    close: () => {
      lines.forEach((line) => line.destroy());
      server.close();
    },
  };
}
