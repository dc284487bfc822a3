// The latency graph: one point a frame, glass to glass; and where the time goes, by step.
const SECONDS = 20;

export class LatencyGraph {
  constructor(canvas) {
    this.canvas = canvas;
    this.points = [];
  }

  add(milliseconds) {
    this.points.push([performance.now(), milliseconds]);
    while (this.points.length && this.points[0][0] < performance.now() - SECONDS * 1000) this.points.shift();
  }

  quantile(share) {
    const recent = this.points.slice(-250).map((point) => point[1]).sort((one, other) => one - other);
    return recent.length ? recent[Math.round(share * (recent.length - 1))] : undefined;
  }

  /** Pictures in the last two seconds, by the second. */
  rate() {
    const since = performance.now() - 2000;
    return this.points.filter((point) => point[0] > since).length / 2;
  }

  draw() {
    const scale = devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    if (!width) return;
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    const paint = this.canvas.getContext("2d");
    paint.scale(scale, scale);
    const style = getComputedStyle(document.documentElement);
    const top = Math.max(100, Math.ceil((this.quantile(0.99) ?? 100) / 100) * 100);
    const y = (value) => height - 4 - (Math.min(value, top) / top) * (height - 16);
    paint.strokeStyle = style.getPropertyValue("--line");
    paint.fillStyle = style.getPropertyValue("--soft");
    paint.font = "11px system-ui";
    for (const mark of [0, top / 2, top]) {
      paint.beginPath();
      paint.moveTo(34, y(mark));
      paint.lineTo(width, y(mark));
      paint.stroke();
      paint.fillText(`${Math.round(mark)}`, 4, y(mark) + 4);
    }
    paint.strokeStyle = style.getPropertyValue("--accent");
    paint.lineWidth = 1.6;
    paint.beginPath();
    const end = performance.now();
    this.points.forEach(([at, value], index) => {
      const x = 34 + (1 - (end - at) / (SECONDS * 1000)) * (width - 34);
      if (index) paint.lineTo(x, y(value));
      else paint.moveTo(x, y(value));
    });
    paint.stroke();
  }
}
