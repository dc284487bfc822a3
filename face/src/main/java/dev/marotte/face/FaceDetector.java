package dev.marotte.face;

import java.util.List;

/** Finds all faces of a picture. */
public interface FaceDetector {
    /** Each face once, the most certain first; empty where there is none. */
    List<Detection> detect(Pixels picture);
}
