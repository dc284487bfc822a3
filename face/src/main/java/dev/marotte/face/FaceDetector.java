package dev.marotte.face;

import java.util.List;

/** Finds all faces of a picture. */
public interface FaceDetector {
    /** Returns each face once, the most certain first; empty if there is none. */
    List<Detection> detect(Pixels picture);
}
