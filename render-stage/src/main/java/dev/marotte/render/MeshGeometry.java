package dev.marotte.render;

import dev.marotte.face.CanonicalFace;

/**
 * What retargeting knows of the face mesh, independent of the face. Made once, because a live driver's rest moves and each of its steps makes a new
 * {@link Retargeting}. Immutable.
 */
record MeshGeometry(CanonicalFace canonical, MouthSurroundings surroundings) {
    static MeshGeometry load() {
        CanonicalFace canonical = CanonicalFace.load();
        return new MeshGeometry(canonical, MouthSurroundings.of(canonical));
    }
}
