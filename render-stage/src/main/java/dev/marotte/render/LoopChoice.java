package dev.marotte.render;

import dev.marotte.face.onnx.Device;
import dev.marotte.schemas.BadInputException;

/** Choice of how many loops of a profile share a device. */
public sealed interface LoopChoice {
    int MOST = 8;

    /** Number of loops on this device. */
    int on(Device device);

    /**
     * Two on CUDA, so that one pastes, encodes and sends while the other draws; one on the CPU, where drawing takes the cores that the rest would need,
     * and batches are better not halved.
     */
    record Automatic() implements LoopChoice {
        @Override
        public int on(Device device) {
            return switch (device) {
                case Device.Cpu() -> 1;
                case Device.Cuda _ -> 2;
            };
        }
    }

    /** The same number on every device. */
    record Fixed(int loops) implements LoopChoice {
        public Fixed {
            if (loops < 1 || loops > MOST) {
                throw new IllegalArgumentException("a profile has 1 to " + MOST + " loops, not " + loops);
            }
        }

        @Override
        public int on(Device device) {
            return loops;
        }
    }

    /** @throws BadInputException if the word is neither auto nor a number in range; the message is the end of a sentence */
    static LoopChoice read(String word) {
        if (word.equals("auto")) {
            return new Automatic();
        }
        if (!word.matches("[1-" + MOST + "]")) {
            throw new BadInputException("is auto or a whole number, 1 to " + MOST);
        }
        return new Fixed(Integer.parseInt(word));
    }
}
