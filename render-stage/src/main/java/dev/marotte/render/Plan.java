package dev.marotte.render;

import dev.marotte.identity.Shape;
import dev.marotte.identity.Tensor;
import dev.marotte.render.LoopIdentities.Resident;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.RenderedMessage;
import java.util.List;

/** Decision about one landmarks message. */
sealed interface Plan {
    /** The tables do not yet have what the message names. It is planned again later, and nothing behind it in its partition overtakes it. */
    record Await() implements Plan {}

    /** Something that can be done now. */
    sealed interface Ready extends Plan {}

    /** Nothing is drawn: the outcome is known. */
    record Say(RenderedMessage message) implements Ready {}

    /**
     * A picture is drawn.
     *
     * @param target what the picture should show
     * @param retargetMicros time that it took to compute the target
     * @param atRest whether no face has been seen yet
     */
    record Draw(
            FrameStamp stamp,
            FrameTiming timing,
            RenderSettings settings,
            Resident resident,
            DrawTarget target,
            long retargetMicros,
            boolean atRest)
            implements Ready {
        /** Returns the kind of drawing; only drawings of one kind can share a batch. */
        Kind kind() {
            return new Kind(
                    resident.generator(),
                    resident.portraitCanvas().crop().size(),
                    resident.embedding().tensors().stream().map(Tensor::shape).toList());
        }

        DrawRequest request() {
            return new DrawRequest(resident.embedding(), target);
        }
    }

    /** The generator, the size of the crop and the shapes of the embedding's tensors. */
    record Kind(Generator generator, int size, List<Shape> shapes) {}
}
