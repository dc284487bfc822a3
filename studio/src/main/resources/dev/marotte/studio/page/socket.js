// The live socket: text messages are JSON, media are binary messages in one format (see MediaMessage.java).
import { access } from "./api.js";

export const KIND = { picture: 1, sound: 2, shown: 3 };
export const CODING = { none: 0, h264: 1, vp8: 2, jpeg: 3, opus: 16, pcm: 17 };
const HEADER = 24;
const ENDED = 4000;
const TAKEN_OVER = 4001;

export function write({ kind, key = false, discontinuity = false, coding = 0, index = 0, pts = 0, capture = 0, payload }) {
  const bytes = new Uint8Array(HEADER + (payload?.byteLength ?? 0));
  const view = new DataView(bytes.buffer);
  view.setUint8(0, kind);
  view.setUint8(1, (key ? 1 : 0) | (discontinuity ? 2 : 0));
  view.setUint8(2, coding);
  view.setUint32(4, index);
  view.setBigInt64(8, BigInt(Math.round(pts)));
  view.setBigInt64(16, BigInt(Math.round(capture)));
  if (payload) bytes.set(payload, HEADER);
  return bytes;
}

export function read(buffer) {
  const view = new DataView(buffer);
  const flags = view.getUint8(1);
  return {
    kind: view.getUint8(0), key: (flags & 1) !== 0, discontinuity: (flags & 2) !== 0, coding: view.getUint8(2), index: view.getUint32(4),
    pts: Number(view.getBigInt64(8)), capture: Number(view.getBigInt64(16)), payload: new Uint8Array(buffer, HEADER),
  };
}

/** Microseconds since the epoch by this machine's monotonic clock. */
export const now = () => (performance.timeOrigin + performance.now()) * 1000;

/**
 * A socket that reconnects: after a break it tries again, with delays that grow to 3 s, until the session has ended.
 * Calls open(), words(object), media(message), state(name): connecting, open, ended, taken.
 */
export class LiveSocket {
  constructor(session, calls) {
    this.session = session;
    this.calls = calls;
    this.offset = 0;
    this.best = Infinity;
    this.wait = 250;
    this.connect();
    this.timer = setInterval(() => this.ping(), 2000);
  }

  connect() {
    this.calls.state("connecting");
    const address = `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/api/live/${encodeURIComponent(this.session)}`;
    this.line = new WebSocket(address, ["marotte.v1", `token.${access.token}`]);
    this.line.binaryType = "arraybuffer";
    this.line.onopen = () => {
      this.wait = 250;
      this.best = Infinity;
      this.heard = performance.now();
      this.ping();
      this.calls.state("open");
      this.calls.open();
    };
    this.line.onmessage = (event) => {
      this.heard = performance.now();
      if (typeof event.data === "string") this.hear(JSON.parse(event.data));
      else this.calls.media(read(event.data));
    };
    this.line.onclose = (event) => {
      if (this.over) return;
      if (event.code === ENDED || event.code === TAKEN_OVER) {
        this.close();
        this.calls.state(event.code === ENDED ? "ended" : "taken");
        return;
      }
      this.calls.state("connecting");
      this.again = setTimeout(() => this.connect(), this.wait);
      this.wait = Math.min(3000, this.wait * 2);
    };
  }

  hear(words) {
    if (words.pong !== undefined) {
      const arrived = now();
      const round = arrived - words.pong;
      // The quickest answer gives the best clock offset; an old one may be replaced.
      if (round <= this.best * 1.5) {
        this.best = Math.min(this.best, round);
        this.offset = words.now - (words.pong + round / 2);
      }
      this.round = round / 1000;
    } else if (words.ended) {
      this.close();
      this.calls.state("ended");
    } else {
      this.calls.words(words);
    }
  }

  ping() {
    if (this.isOpen()) {
      // A lost network may go unnoticed for minutes, so after 6 s of silence the client reconnects.
      if (performance.now() - this.heard > 6000) this.line.close();
      else this.line.send(JSON.stringify({ ping: now() }));
    }
  }

  /** The time on the server's clock. */
  serverTime() {
    return now() + this.offset;
  }

  isOpen() {
    return this.line.readyState === WebSocket.OPEN;
  }

  /** Bytes that the network has not accepted yet. */
  backlog() {
    return this.line.bufferedAmount;
  }

  tell(words) {
    if (this.isOpen()) this.line.send(JSON.stringify(words));
  }

  send(message) {
    if (this.isOpen()) this.line.send(write(message));
  }

  close() {
    this.over = true;
    clearInterval(this.timer);
    clearTimeout(this.again);
    this.line.close();
  }
}
