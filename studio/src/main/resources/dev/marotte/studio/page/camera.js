// Sends camera and microphone: encodes here, never more than the network takes.
import { KIND, CODING } from "./socket.js";

const WIDTH = 640;
const HEIGHT = 480;
/** The most that is rendered; any further frame would cost the studio as much as the others. */
const RATE = 25;
const KEY_EVERY = 2000;
/** Half a second of video: with a larger backlog a frame is skipped before it is encoded. */
const MOST_BACKLOG = 96 * 1024;

const CHOICES = [
  ["h264", { codec: "avc1.42E01F", avc: { format: "annexb" } }],
  ["vp8", { codec: "vp8" }],
];

/** The best coding that this browser can encode. */
async function choose() {
  if (typeof VideoEncoder === "undefined") return ["jpeg", null];
  for (const [name, choice] of CHOICES) {
    const config = { width: WIDTH, height: HEIGHT, bitrate: 1_500_000, framerate: RATE, latencyMode: "realtime", ...choice };
    try {
      if ((await VideoEncoder.isConfigSupported(config)).supported) return [name, config];
    } catch { /* not this one */ }
  }
  return ["jpeg", null];
}

/** How much of a voice may wait in the studio, in milliseconds: older sound is useless. */
const MOST_VOICE = 300;

/** How long a block of samples lasts, in µs. */
const lengthOf = (block) => (block.length / 48000) * 1e6;

/** Number of blocks of which the quickest is assumed to have come without delay: a second. */
const OFFSETS = 50;

/** Units of sound that may wait to be encoded: half a second. */
const MOST_UNITS = 25;

const MICROPHONE = { echoCancellation: true, noiseSuppression: true, channelCount: 1 };

export class Camera {
  /**
   * @param told receives a state: on, lost, or back; unheard, with whether the microphone was refused, or heard again
   * @param voiceOnly only the microphone, without a camera
   */
  constructor(told, voiceOnly = false) {
    this.told = told;
    this.voiceOnly = voiceOnly;
    this.index = 0;
    this.skipped = 0;
    this.sent = 0;
    this.video = Object.assign(document.createElement("video"), { muted: true, playsInline: true, autoplay: true });
  }

  async open(wantsSound) {
    this.wantsSound = wantsSound;
    [this.coding, this.config] = await choose();
    await this.acquire();
    // Whether or not there is a microphone yet: it may come later.
    this.opus = wantsSound && typeof AudioEncoder !== "undefined"
      && (await AudioEncoder.isConfigSupported({ codec: "opus", sampleRate: 48000, numberOfChannels: 1 }).catch(() => ({}))).supported;
    document.addEventListener("visibilitychange", this.seen = () => document.visibilityState === "visible" && (this.wantsKey = true));
    navigator.mediaDevices.addEventListener("devicechange", this.plugged = () => (this.lost ? this.retry() : this.listen()));
    this.permission = await navigator.permissions?.query({ name: "microphone" }).catch(() => undefined);
    this.permission?.addEventListener("change", this.plugged);
  }

  async acquire() {
    const video = { width: { ideal: WIDTH }, height: { ideal: HEIGHT }, frameRate: { ideal: RATE } };
    if (this.voiceOnly) {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: MICROPHONE });
      this.acquired(this.stream.getAudioTracks()[0]);
      return;
    }
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video, audio: this.wantsSound ? MICROPHONE : false });
    } catch (problem) {
      if (!this.wantsSound) throw problem;
      // Without a microphone there is still a face.
      this.stream = await navigator.mediaDevices.getUserMedia({ video });
      this.unheard(problem.name === "NotAllowedError");
    }
    this.stream.getAudioTracks().forEach((track) => this.heard(track));
    this.video.srcObject = this.stream;
    await this.video.play().catch(() => {});
    this.acquired(this.stream.getVideoTracks()[0]);
  }

  acquired(track) {
    track.addEventListener("ended", () => this.gone());
    this.lost = false;
    this.told("on");
  }

  unheard(refused) {
    this.isUnheard = true;
    this.told("unheard", refused);
  }

  heard(track) {
    track.addEventListener("ended", () => {
      if (this.closed || this.lost) return;
      this.stream.removeTrack(track);
      this.unheard(false);
    });
    if (this.isUnheard) this.told("heard");
    this.isUnheard = false;
  }

  /** Starts a microphone that was missing or refused, once it is there. */
  async listen() {
    if (this.closed || this.voiceOnly || !this.isUnheard || this.asking) return;
    this.asking = true;
    try {
      const [track] = (await navigator.mediaDevices.getUserMedia({ audio: MICROPHONE })).getAudioTracks();
      if (this.closed || this.stream.getAudioTracks().length) return track.stop();
      this.stream.addTrack(track);
      this.heard(track);
      if (this.socket) await this.sound();
    } catch { /* not yet */ } finally {
      this.asking = false;
    }
  }

  gone() {
    if (this.closed) return;
    this.lost = true;
    this.told("lost");
    this.retry();
  }

  /** Looks for an unplugged camera until it is back. */
  retry() {
    clearTimeout(this.retrying);
    this.retrying = setTimeout(async () => {
      if (this.closed || !this.lost) return;
      try {
        await this.acquire();
        this.wantsKey = true;
        this.told("back");
        if (this.socket) this.sound();
      } catch {
        this.retry();
      }
    }, 1000);
  }

  terms() {
    if (this.voiceOnly) return { sound: this.opus ? "opus" : "pcm", rate: 48000, most: MOST_VOICE };
    return { video: this.coding, sound: this.opus ? "opus" : "none" };
  }

  /** Starts to send, or continues over another connection. */
  start(socket) {
    this.socket = socket;
    this.wantsKey = true;
    if (this.running) return;
    this.running = true;
    if (this.voiceOnly) {
      this.sound();
      return;
    }
    if (this.config) {
      this.encoder = this.newEncoder();
    } else {
      this.canvas = new OffscreenCanvas(WIDTH, HEIGHT);
    }
    this.loop();
    this.sound();
  }

  newEncoder() {
    const encoder = new VideoEncoder({
      output: (chunk) => {
        const payload = new Uint8Array(chunk.byteLength);
        chunk.copyTo(payload);
        this.push(chunk.type === "key", payload, this.times.get(chunk.timestamp) ?? this.socket.serverTime());
        this.times.delete(chunk.timestamp);
      },
      error: () => { this.encoder = null; },
    });
    encoder.configure(this.config);
    this.times = new Map();
    return encoder;
  }

  push(key, payload, capture) {
    this.socket.send({ kind: KIND.picture, key, coding: CODING[this.coding], index: this.index++, pts: capture, capture, payload });
    this.sent++;
  }

  /** Uses a track processor where there is one, because it also works in a hidden tab; else frames of the video element. */
  loop() {
    if (typeof MediaStreamTrackProcessor !== "undefined") this.processTrack();
    else this.processElement();
  }

  async processTrack() {
    while (!this.closed) {
      const track = this.stream.getVideoTracks()[0];
      const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 2 }).readable.getReader();
      for (;;) {
        const { value, done } = await reader.read().catch(() => ({ done: true }));
        if (done || this.closed) break;
        await this.take(value);
      }
      while (!this.closed && this.stream.getVideoTracks()[0] === track) await new Promise((next) => setTimeout(next, 200));
    }
  }

  processElement() {
    const next = async () => {
      if (this.closed) return;
      if (!this.lost && this.video.readyState >= 2) {
        await this.take(typeof VideoFrame === "undefined" ? null : new VideoFrame(this.video, { timestamp: Math.round(performance.now() * 1000) }));
      }
      if (this.video.requestVideoFrameCallback && document.visibilityState === "visible") this.video.requestVideoFrameCallback(next);
      else setTimeout(next, 1000 / RATE);
    };
    next();
  }

  async take(frame) {
    const capture = this.socket.serverTime();
    try {
      if (!this.socket.isOpen()) return;
      if (this.socket.backlog() > MOST_BACKLOG || (this.encoder?.encodeQueueSize ?? 0) > 2) {
        this.skipped++;
        return;
      }
      if (this.config) this.encode(frame, capture);
      else await this.jpeg(frame ?? this.video, capture);
    } finally {
      frame?.close();
    }
  }

  encode(frame, capture) {
    this.encoder ??= this.newEncoder();
    const keyFrame = this.wantsKey || performance.now() - (this.lastKey ?? -Infinity) > KEY_EVERY;
    if (keyFrame) {
      this.lastKey = performance.now();
      this.wantsKey = false;
    }
    if (this.times.size > 30) this.times.clear();
    this.times.set(frame.timestamp, capture);
    this.encoder.encode(frame, { keyFrame });
  }

  async jpeg(frame, capture) {
    this.canvas.getContext("2d").drawImage(frame, 0, 0, WIDTH, HEIGHT);
    const blob = await this.canvas.convertToBlob({ type: "image/jpeg", quality: 0.85 });
    this.push(true, new Uint8Array(await blob.arrayBuffer()), capture);
  }

  /** Takes samples by a worklet, which counts them, so that their times do not jitter like those of events. */
  async sound() {
    if (!(this.opus || this.voiceOnly) || !this.stream.getAudioTracks().length) return;
    this.audio ??= new AudioContext({ sampleRate: 48000 });
    if (!this.worklet) {
      await this.audio.audioWorklet.addModule("samples.js");
      this.worklet = new AudioWorkletNode(this.audio, "take-samples", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
      this.worklet.port.onmessage = ({ data: { block, began } }) => this.samples(block, this.captured(block, began * 1e6));
      if (this.opus) {
        this.soundEncoder = new AudioEncoder({ output: (chunk) => this.pushSound(chunk), error: () => { this.opus = false; } });
        this.soundEncoder.configure({ codec: "opus", sampleRate: 48000, numberOfChannels: 1, bitrate: 48000, opus: { frameDuration: 20000 } });
      }
      this.soundIndex = 0;
      this.unitTimes = [];
      this.offsets = [];
    }
    this.source?.disconnect();
    this.source = this.audio.createMediaStreamSource(new MediaStream(this.stream.getAudioTracks()));
    this.source.connect(this.worklet);
    await this.audio.resume();
  }

  /** Converts the audio thread's time to the server's, in µs, by the quickest of the last blocks, because a busy page gets them late. */
  captured(block, began) {
    this.offsets.push(this.socket.serverTime() - began);
    if (this.offsets.length > OFFSETS) this.offsets.shift();
    return began + Math.min(...this.offsets) - lengthOf(block);
  }

  samples(block, captured) {
    const length = lengthOf(block);
    // Time advances by what was counted, and is set anew after a gap such as a sleep; it never goes back.
    if (this.soundTime === undefined || captured - this.soundTime > 80_000) this.soundTime = captured;
    else this.soundTime += Math.max((captured - this.soundTime) * 0.01, -length / 2);
    if (!this.soundEncoder) {
      this.pushSamples(block);
      this.soundTime += length;
      return;
    }
    if (!this.muted && this.socket.isOpen() && this.soundEncoder.encodeQueueSize < MOST_UNITS) this.encodeSound(block);
    this.soundTime += length;
  }

  /** Encodes a block as a unit. Encoders count time from their first block, ignoring gaps, so the blocks' own times are kept. */
  encodeSound(block) {
    this.unitTimes.push(this.soundTime);
    const data = new AudioData({ format: "f32", sampleRate: 48000, numberOfFrames: block.length, numberOfChannels: 1, timestamp: Math.round(this.soundTime), data: block });
    this.soundEncoder.encode(data);
    data.close();
  }

  /** Sends a voice without an encoder: raw samples, 16 bits, little-endian like every machine that has a browser. */
  pushSamples(block) {
    const payload = new Uint8Array(Int16Array.from(block, (sample) => Math.max(-1, Math.min(1, sample)) * 32767).buffer);
    const capture = this.soundTime;
    if (!this.muted) this.socket.send({ kind: KIND.sound, key: true, coding: CODING.pcm, index: this.soundIndex++, pts: capture, capture, payload });
  }

  pushSound(chunk) {
    const payload = new Uint8Array(chunk.byteLength);
    chunk.copyTo(payload);
    const time = this.unitTimes.shift();
    this.socket.send({ kind: KIND.sound, key: true, coding: CODING.opus, index: this.soundIndex++, pts: time, capture: time, payload });
  }

  close() {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.retrying);
    document.removeEventListener("visibilitychange", this.seen);
    navigator.mediaDevices.removeEventListener("devicechange", this.plugged);
    this.permission?.removeEventListener("change", this.plugged);
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    if (this.encoder?.state === "configured") this.encoder.close();
    if (this.soundEncoder?.state === "configured") this.soundEncoder.close();
    this.audio?.close();
  }
}
