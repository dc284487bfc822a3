package dev.marotte.landmark;

import dev.marotte.face.implicit.MotionFilter;
import dev.marotte.face.implicit.MotionFilter.Timed;
import dev.marotte.schemas.NetworkMotion;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The motion that networks saw in a frame, smoothed with the frames around it where landmarks are smoothed. */
final class SmoothedMotion {
    private SmoothedMotion() {}

    /** @param around as many before as after; if the same networks did not observe all of them, everything stays as it was seen */
    static NetworkMotion of(FaceObservation.Face face, List<FaceObservation.Face> around) {
        return switch (face.motion()) {
            case NetworkMotion.Unseen unseen -> unseen;
            case NetworkMotion.Seen seen -> of(seen, face, around);
        };
    }

    private static NetworkMotion of(
            NetworkMotion.Seen seen, FaceObservation.Face face, List<FaceObservation.Face> around) {
        List<Timed> neighbours = around.stream()
                .flatMap(each -> timed(each, seen.family()).stream())
                .toList();
        return neighbours.size() == around.size()
                ? new NetworkMotion.Seen(
                        seen.family(),
                        MotionFilter.DEFAULT.smooth(
                                new Timed(seen.numbers(), face.stamp().pts()), neighbours))
                : seen;
    }

    private static Optional<Timed> timed(FaceObservation.Face face, String family) {
        return Stream.of(face.motion())
                .filter(NetworkMotion.Seen.class::isInstance)
                .map(NetworkMotion.Seen.class::cast)
                .filter(seen -> seen.family().equals(family))
                .map(seen -> new Timed(seen.numbers(), face.stamp().pts()))
                .findFirst();
    }
}
