package dev.marotte.face;

/** Numbers of points in MediaPipe's face mesh that more than one class uses. Right and left are the person's. */
public final class MeshPoints {
    /** Points of the mesh itself; those of the irises come after it. */
    public static final int COUNT = 468;

    /** The top of the forehead. */
    public static final int FOREHEAD = 10;

    public static final int CHIN = 152;

    /** The first of five points: the iris's centre. */
    public static final int RIGHT_IRIS = COUNT;

    public static final int LEFT_IRIS = 473;
    public static final int IRIS_POINTS = 5;

    static final int RIGHT_EYE_CORNER = 33;
    static final int LEFT_EYE_CORNER = 263;

    private MeshPoints() {}
}
