package dev.marotte.render;

import dev.marotte.face.implicit.ImplicitKeypoints;
import dev.marotte.face.implicit.KeypointAdjustment;
import dev.marotte.face.implicit.OpeningWish;
import dev.marotte.face.onnx.ImplicitNetworks;
import dev.marotte.identity.KeypointEmbedding;
import dev.marotte.render.KeypointModel.Sitter;
import dev.marotte.schemas.MotionKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** Draws with a {@link KeypointModel}, as many frames at once as its export and its device allow. For use by one thread at a time. */
final class KeypointGenerator implements Generator {
    private static final int SIDE = ImplicitNetworks.OUTPUT_SIZE;
    /** Strength of the driver's motion, which has already been scaled when it comes here. */
    private static final double ALL = 1;

    private final KeypointModel model;
    private final PortraitRim rim = new PortraitRim(SIDE);
    private final ByteBuffer abgr = ByteBuffer.allocateDirect(RenderedCrop.bytes(SIDE));

    KeypointGenerator(KeypointModel model) {
        this.model = model;
    }

    @Override
    public String id() {
        return model.kind().generator();
    }

    @Override
    public MotionKind motion() {
        return model.kind();
    }

    @Override
    public int framesPerRun() {
        return model.networks().drawnTogether();
    }

    @Override
    public int framesTogether(int asked) {
        return Math.min(asked, framesPerRun());
    }

    @Override
    public void draw(List<DrawRequest> batch, int size, Drawn drawn) {
        List<Sitter> sitters =
                batch.stream().map(request -> model.sitter(request.identity())).toList();
        List<ImplicitNetworks.Drawing> drawings = IntStream.range(0, batch.size())
                .mapToObj(
                        number -> drawing(sitters.get(number), batch.get(number).keypoints()))
                .toList();
        model.networks().draw(drawings, (rgb, number) -> {
            rim.lay(rgb, sitters.get(number).embedding().rgb(), abgr);
            drawn.accept(number, new RenderedCrop(SIDE, abgr.duplicate()));
        });
    }

    private ImplicitNetworks.Drawing drawing(Sitter sitter, DrawTarget.Keypoints moved) {
        KeypointEmbedding embedding = sitter.embedding();
        ImplicitKeypoints source = embedding.source().keypoints();
        var adjustment = new KeypointAdjustment(model.networks().corrections(), source, embedding.openings(), ALL);
        ImplicitKeypoints driven = switch (moved.lips()) {
            case FOLLOWED -> followed(adjustment, moved.points());
            case CLOSED_AT_REST ->
                adjustment.hasOpenMouth()
                        ? adjustment.adjustedWithClosedLips(moved.points())
                        : followed(adjustment, moved.points());
        };
        return new ImplicitNetworks.Drawing(sitter.looks(), source, driven);
    }

    private static ImplicitKeypoints followed(KeypointAdjustment adjustment, ImplicitKeypoints moved) {
        return adjustment.adjusted(moved, new OpeningWish.Followed(), new OpeningWish.Followed());
    }

    /** Does nothing: the networks belong to the model. */
    @Override
    public void close() {}
}
