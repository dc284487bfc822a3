package dev.marotte.render.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.identity.Embedding;
import dev.marotte.render.DrawRequest;
import dev.marotte.schemas.FaceLandmarks;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchSplitterTest {
    private static final FaceLandmarks ANYWHERE = FaceLandmarks.of(new float[3 * FaceLandmarks.COUNT]);
    private static final DrawRequest MONA = new DrawRequest(new Embedding(List.of()), ANYWHERE);
    private static final DrawRequest LISA = new DrawRequest(new Embedding(List.of()), ANYWHERE);

    @Test
    void drawsIdentitiesApartWhereABankWouldHaveToBeCopied() {
        List<DrawRequest> batch = List.of(MONA, LISA, MONA, MONA, LISA);
        assertThat(new BatchSplitter(2, false).cut(batch)).containsExactly(List.of(0, 2), List.of(3), List.of(1, 4));
    }

    @Test
    void drawsIdentitiesTogetherWhereRunsAreLarge() {
        List<DrawRequest> batch = List.of(MONA, LISA, MONA, MONA, LISA);
        assertThat(new BatchSplitter(4, true).cut(batch)).containsExactly(List.of(0, 1, 2, 3), List.of(4));
    }

    @Test
    void drawsNothingOfNothing() {
        assertThat(new BatchSplitter(4, false).cut(List.of())).isEmpty();
        assertThat(new BatchSplitter(4, true).cut(List.of())).isEmpty();
    }
}
