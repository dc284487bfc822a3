package dev.marotte.landmark;

import dev.marotte.face.implicit.ImplicitFolder;
import dev.marotte.face.implicit.ImplicitNetwork;
import dev.marotte.face.onnx.ImplicitNetworks;
import dev.marotte.face.onnx.ModelPlacement;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.schemas.MotionKind;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;

/** The networks that this stage has for sessions whose motion is more than landmarks. Safe for use by several threads. */
sealed interface MotionNetworks extends AutoCloseable {
    /** Returns an observer that also reports what the networks see. */
    FrameObserver beside(FrameObserver faces);

    /** Returns a sentence that says why motion of a kind cannot be seen here; empty if it can. */
    Optional<String> lack(MotionKind kind);

    @Override
    void close();

    /**
     * Loads the networks of a folder.
     *
     * @throws dev.marotte.schemas.BadInputException if they cannot be used; the message says why
     */
    static MotionNetworks load(Optional<Path> folder) {
        return folder.<MotionNetworks>map(Loaded::load).orElseGet(None::new);
    }

    /** A stage for landmarks alone. */
    record None() implements MotionNetworks {
        @Override
        public FrameObserver beside(FrameObserver faces) {
            return faces;
        }

        @Override
        public Optional<String> lack(MotionKind kind) {
            return switch (kind) {
                case MotionKind.Landmarks() -> Optional.empty();
                case MotionKind.ImplicitKeypoints wanted ->
                    Optional.of("the landmark stage has no networks for the generator " + wanted.generator()
                            + ": start it with --generator and their folder");
            };
        }

        @Override
        public void close() {}
    }

    /** The network of one family that sees motion. */
    record Loaded(MotionKind.ImplicitKeypoints kind, ImplicitNetworks networks) implements MotionNetworks {
        /** Uses one thread, as for all models of this stage: other stages need the cores. */
        private static Loaded load(Path path) {
            ImplicitFolder folder = ImplicitFolder.of(path);
            return new Loaded(
                    folder.motionKind(),
                    ImplicitNetworks.open(folder, EnumSet.of(ImplicitNetwork.MOTION), ModelPlacement.cpu(1)));
        }

        @Override
        public FrameObserver beside(FrameObserver faces) {
            return new NetworkObserver(faces, kind.family(), networks);
        }

        @Override
        public Optional<String> lack(MotionKind wanted) {
            return wanted instanceof MotionKind.ImplicitKeypoints other && !other.equals(kind)
                    ? Optional.of("the landmark stage has the networks of " + kind.generator() + ", not of "
                            + other.generator() + ", which the identity was enrolled for")
                    : Optional.empty();
        }

        @Override
        public void close() {
            networks.close();
        }
    }
}
