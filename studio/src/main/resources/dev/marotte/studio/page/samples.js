// Runs in the audio thread: passes on samples in blocks of 20 ms at 48 kHz, each with its start by the thread's own clock, in seconds.
class TakeSamples extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Float32Array(960);
    this.filled = 0;
  }

  process([input]) {
    const samples = input[0];
    if (samples) {
      for (const sample of samples) {
        this.block[this.filled++] = sample;
        if (this.filled === this.block.length) {
          this.port.postMessage({ block: this.block, began: currentTime - this.block.length / 48000 });
          this.block = new Float32Array(960);
          this.filled = 0;
        }
      }
    }
    return true;
  }
}

registerProcessor("take-samples", TakeSamples);
