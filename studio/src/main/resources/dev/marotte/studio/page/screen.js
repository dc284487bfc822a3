// Receives pictures and sound: decodes and plays them, and reports when pictures were seen.
import { KIND, CODING } from "./socket.js";

const hex = (byte) => byte.toString(16).padStart(2, "0");

/** The codec string from the parameter set of a key frame, whose first bytes are profile, constraints and level. */
function codecOf(unit) {
  for (let at = 0; at + 7 < unit.length && at < 200; at++) {
    if (unit[at] === 0 && unit[at + 1] === 0 && unit[at + 2] === 1 && (unit[at + 3] & 31) === 7) {
      return `avc1.${hex(unit[at + 4])}${hex(unit[at + 5])}${hex(unit[at + 6])}`;
    }
  }
  return "avc1.42E01F";
}

export async function decodable() {
  if (typeof VideoDecoder === "undefined") return "jpeg";
  const found = await VideoDecoder.isConfigSupported({ codec: "avc1.42E01F", optimizeForLatency: true }).catch(() => ({}));
  return found.supported ? "h264" : "jpeg";
}

export class Screen {
  /** @param shown receives each picture that is seen: {capture, time, pts} in µs on the server's clock */
  constructor(canvas, socket, shown) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d", { alpha: false, desynchronized: true });
    this.socket = socket;
    this.shown = shown;
    this.waiting = new Map();
    this.sound = new Sound(() => socket.serverTime());
    this.frames = 0;
  }

  take(message) {
    if (message.kind === KIND.sound) this.sound.take(message);
    else if (message.coding === CODING.h264) this.decode(message);
    else if (message.coding === CODING.jpeg) this.jpeg(message);
  }

  decode(message) {
    if (message.key) {
      const codec = codecOf(message.payload);
      if (!this.decoder || this.decoder.state === "closed" || this.codec !== codec) {
        if (this.decoder?.state === "configured") this.decoder.close();
        this.decoder = new VideoDecoder({ output: (frame) => this.decoded(frame), error: () => this.socket.tell({ key: true }) });
        this.decoder.configure({ codec, optimizeForLatency: true });
        this.codec = codec;
      }
    } else if (this.decoder?.state !== "configured") {
      this.socket.tell({ key: true });
      return;
    }
    if (this.waiting.size > 60) this.waiting.clear();
    this.waiting.set(message.index, message);
    this.decoder.decode(new EncodedVideoChunk({ type: message.key ? "key" : "delta", timestamp: message.index, data: message.payload }));
  }

  decoded(frame) {
    const message = this.waiting.get(frame.timestamp);
    this.waiting.delete(frame.timestamp);
    this.draw(frame, frame.displayWidth, frame.displayHeight);
    frame.close();
    if (message) this.seen(message);
  }

  async jpeg(message) {
    const picture = await createImageBitmap(new Blob([message.payload], { type: "image/jpeg" }));
    if (message.index >= (this.newest ?? 0)) {
      this.newest = message.index;
      this.draw(picture, picture.width, picture.height);
      this.seen(message);
    }
    picture.close();
  }

  draw(picture, width, height) {
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.context.drawImage(picture, 0, 0, width, height);
    this.frames++;
  }

  seen(message) {
    const time = this.socket.serverTime();
    if (message.capture > 0) {
      this.socket.send({ kind: KIND.shown, index: message.index, pts: time, capture: message.capture });
      this.sound.pictureSeen(time - message.pts);
      this.shown({ capture: message.capture, pts: message.pts, time });
    }
  }

  close() {
    if (this.decoder?.state === "configured") this.decoder.close();
    this.sound.close();
  }
}

/** Units that may wait to be decoded: half a second. A browser that falls behind drops them, because they would be heard too late. */
const MOST_UNITS = 25;

/** How many of the last pictures or units a delay is computed from. */
const REMEMBERED = 50;

/** Adds a value to the last ones; returns the one below which the given share of them lies. */
function among(values, value, share) {
  values.push(value);
  if (values.length > REMEMBERED) values.shift();
  return [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * share)];
}

/**
 * Delays sound until the picture of its time is seen, so lips and voice stay in sync however long the picture takes. If sound itself comes later than
 * pictures do, it is heard late: better than not at all.
 */
class Sound {
  /** @param clock the server's time, in µs */
  constructor(clock) {
    this.clock = clock;
    this.pictureDelays = [];
    this.soundDelays = [];
    this.on = false;
    this.playing = new Set();
  }

  /** Drops sound that waits to be heard, because the voice was interrupted. */
  cut() {
    for (const source of this.playing) source.stop();
    this.playing.clear();
    this.next = undefined;
  }

  /** Turns sound on or off; a browser lets a page play sound only after a user gesture. */
  async turn(on) {
    this.on = on;
    if (on && typeof AudioDecoder !== "undefined") {
      this.audio ??= new AudioContext({ sampleRate: 48000 });
      await this.audio.resume();
    }
  }

  /** @param delay from its position in the session to when it was seen, in µs */
  pictureSeen(delay) {
    this.pictureDelay = among(this.pictureDelays, delay, 0.5);
  }

  take(message) {
    if (!this.on || this.pictureDelay === undefined || !this.audio || message.coding !== CODING.opus) return;
    this.soundDelay = among(this.soundDelays, this.clock() - message.pts, 0.9);
    if (!this.decoder || this.decoder.state === "closed") {
      this.decoder = new AudioDecoder({ output: (data) => this.play(data), error: () => {} });
    }
    if (this.decoder.decodeQueueSize > MOST_UNITS) this.decoder.reset();
    if (this.decoder.state === "unconfigured") {
      this.decoder.configure({ codec: "opus", sampleRate: 48000, numberOfChannels: 1 });
      this.times = [];
    }
    // Decoders count time from their first unit, ignoring gaps, so the units' own times are kept, one for each decoded unit.
    this.times.push(message.pts);
    this.decoder.decode(new EncodedAudioChunk({ type: "key", timestamp: message.pts, data: message.payload }));
  }

  play(data) {
    const buffer = this.audio.createBuffer(1, data.numberOfFrames, data.sampleRate);
    const samples = new Float32Array(data.numberOfFrames);
    data.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
    buffer.copyToChannel(samples, 0);
    data.close();
    const pts = this.times.shift();
    const due = this.audio.currentTime + (pts + Math.max(this.pictureDelay, this.soundDelay) - this.clock()) / 1e6;
    // A unit that continues where the last one ended leaves no seam; if it is off by more than 60 ms it is placed anew.
    const at = this.next !== undefined && Math.abs(due - this.next) < 0.06 ? this.next : due;
    if (at < this.audio.currentTime) return void (this.next = undefined);
    const source = this.audio.createBufferSource();
    source.buffer = buffer;
    source.connect(this.audio.destination);
    source.start(at);
    this.playing.add(source);
    source.onended = () => this.playing.delete(source);
    this.next = at + buffer.duration;
  }

  close() {
    if (this.decoder?.state === "configured") this.decoder.close();
    if (this.audio?.state !== "closed") this.audio?.close();
  }
}
