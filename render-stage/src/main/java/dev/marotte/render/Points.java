package dev.marotte.render;

/** Points in space as one array (x, y, z), (x, y, z), …, with the little geometry that retargeting needs. Mutable; one thread. */
record Points(float[] xyz) {
    static final int X = 0;
    static final int Y = 1;
    static final int Z = 2;

    int count() {
        return xyz.length / 3;
    }

    float get(int point, int axis) {
        return xyz[3 * point + axis];
    }

    void set(int point, int axis, float value) {
        xyz[3 * point + axis] = value;
    }

    void add(int point, int axis, double value) {
        xyz[3 * point + axis] += (float) value;
    }

    double distance(int a, int b) {
        double x = get(a, X) - get(b, X);
        double y = get(a, Y) - get(b, Y);
        double z = get(a, Z) - get(b, Z);
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** Returns the middle between two points along one axis. */
    double middle(int a, int b, int axis) {
        return (get(a, axis) + get(b, axis)) / 2;
    }

    Points copy() {
        return new Points(xyz.clone());
    }
}
