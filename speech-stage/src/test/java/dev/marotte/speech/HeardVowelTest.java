package dev.marotte.speech;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.speech.onnx.OnnxMouthModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The model that is shipped hears what every model has to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeardVowelTest {
    private static final double LOUD = 0.1;

    @SuppressWarnings("NullAway.Init")
    private OnnxMouthModel model;

    @BeforeAll
    void load() {
        model = OnnxMouthModel.load();
    }

    @AfterAll
    void close() {
        model.close();
    }

    @Test
    void aMouthIsShutInSilence() {
        MouthPose mouth = model.hear(new float[VoiceSamples.WINDOW]);

        assertThat(mouth.shut()).isGreaterThan(0.8);
        assertThat(mouth.jaw()).isLessThan(0.12);
    }

    @Test
    void anOpenVowelOpensTheJawAndARoundOneRoundsTheLips() {
        MouthPose ah = model.hear(window(VowelSound.AH));
        MouthPose oo = model.hear(window(VowelSound.OO));

        assertThat(ah.shut()).isLessThan(0.3);
        assertThat(ah.jaw()).isGreaterThan(oo.jaw() + 0.1);
        assertThat(oo.round()).isGreaterThan(ah.round() + 0.15);
    }

    private static float[] window(double[] formants) {
        return VowelSound.of(formants, (double) VoiceSamples.WINDOW / VoiceSamples.RATE, LOUD);
    }
}
