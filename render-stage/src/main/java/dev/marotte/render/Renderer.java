package dev.marotte.render;

import dev.marotte.render.Plan.Draw;
import dev.marotte.render.Plan.Kind;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns each landmarks message into one rendered message, a whole batch at a time: plan → draw → paste back → encode. One thread.
 *
 * <p>Independent of Kafka. Nothing that it remembers changes its output: a frame that is rendered again gives the same picture.
 */
final class Renderer {
    private final Planner planner;
    private final PasteBack pixels;
    private final InstantSource clock;

    Renderer(Planner planner, PasteBack pixels, InstantSource clock) {
        this.planner = planner;
        this.pixels = pixels;
        this.clock = clock;
    }

    /** Decides what becomes of a frame. */
    Plan plan(LandmarksMessage message) {
        return planner.plan(message);
    }

    /** Tells whether a message that had to wait must still wait. */
    boolean isAwaited(LandmarksMessage message) {
        return planner.isAwaited(message);
    }

    /** Tells whether the tables have an identity, so that it can be rehearsed. */
    boolean isKnown(IdentityRef identity) {
        return !planner.isUnknown(identity);
    }

    /** Renders a batch, which may mix sessions; the outcomes come in the same order. */
    List<RenderedMessage> render(List<? extends Plan.Ready> batch) {
        RenderedMessage[] outcomes = new RenderedMessage[batch.size()];
        Map<Kind, List<Place>> alike = new LinkedHashMap<>();
        for (int number = 0; number < outcomes.length; number++) {
            switch (batch.get(number)) {
                case Plan.Say(RenderedMessage message) -> outcomes[number] = message;
                case Draw draw ->
                    alike.computeIfAbsent(draw.kind(), _ -> new ArrayList<>()).add(new Place(number, draw));
            }
        }
        alike.forEach((kind, places) -> draw(places, kind, outcomes));
        return List.of(outcomes);
    }

    /**
     * Draws an identity at rest and discards the result. The first frames then need not wait for the embedding and the portrait to be read, nor for the
     * device's slow first runs.
     */
    void rehearse(IdentityRef identity, RenderSettings settings) {
        planner.atRest(identity, settings)
                .map(unseen -> Collections.nCopies(unseen.kind().generator().framesPerRun(), unseen))
                .ifPresent(this::render);
    }

    private void draw(List<Place> places, Kind kind, RenderedMessage[] outcomes) {
        List<DrawRequest> requests =
                places.stream().map(place -> place.draw().request()).toList();
        Stopwatch watch = new Stopwatch(clock);
        kind.generator().draw(requests, kind.size(), (number, drawing) -> {
            Place place = places.get(number);
            outcomes[place.number()] = rendered(place.draw(), drawing, places.size(), watch);
        });
    }

    private Rendered rendered(Draw draw, RenderedCrop drawing, int batchSize, Stopwatch watch) {
        long drawMicros = watch.lap();
        PortraitCanvas portraitCanvas = draw.resident().portraitCanvas();
        pixels.paste(drawing, portraitCanvas);
        if (!portraitCanvas.crop().isExact()) {
            Feather.blend(portraitCanvas);
        }
        Picture picture = pixels.code(portraitCanvas, draw.settings().codec());
        Alpha alpha = draw.settings().alpha()
                ? new Alpha.Coverage(pixels.codeCoverage(drawing, portraitCanvas))
                : new Alpha.None();
        StageTimes times = new StageTimes(draw.retargetMicros(), drawMicros, watch.lap(), batchSize);
        return new Rendered(draw.stamp(), draw.timing(), picture, alpha, times, draw.atRest());
    }

    /** Position of a drawing in the batch. */
    private record Place(int number, Draw draw) {}
}
