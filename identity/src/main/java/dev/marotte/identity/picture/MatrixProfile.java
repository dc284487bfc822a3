package dev.marotte.identity.picture;

import dev.marotte.schemas.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** ICC profiles (ISO 15076-1, version 2) of colour spaces that are defined by primaries and a curve. */
public final class MatrixProfile {
    private static final int HEADER = 128;
    private static final int TAG = 12;
    private static final int XYZ = 20;
    private static final int CURVE_POINTS = 1024;
    private static final int CURVE = 12 + 2 * CURVE_POINTS;
    private static final int TEXT = 104;
    private static final double[] D50 = {0.9642, 1, 0.8249};
    /** The cone responses of Bradford's adaptation. */
    private static final double[][] CONES = {
        {0.8951, 0.2664, -0.1614}, {-0.7502, 1.7135, 0.0367}, {0.0389, -0.0685, 1.0296}
    };

    private MatrixProfile() {}

    /** Builds the profile as it is in files. */
    public static Colours.Profiled of(ColourPrimaries primaries, TransferCurve transfer) {
        double[][] columns = adapted(primaries);
        List<String> tags = List.of("desc", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC");
        int data = HEADER + 4 + TAG * tags.size();
        int curve = data + TEXT + 4 * XYZ;
        ByteBuffer profile = ByteBuffer.allocate(curve + CURVE);
        putHeader(profile, tags.size());
        for (int i = 0; i < tags.size(); i++) {
            boolean isXyz = i >= 1 && i <= 4;
            int at = i == 0 ? data : isXyz ? data + TEXT + (i - 1) * XYZ : curve;
            put(profile, tags.get(i)).putInt(at).putInt(i == 0 ? TEXT : isXyz ? XYZ : CURVE);
        }
        putText(profile);
        putXyz(profile, D50);
        for (double[] column : columns) {
            putXyz(profile, column);
        }
        putCurve(profile, transfer);
        return new Colours.Profiled(Bytes.of(profile.array()));
    }

    private static void putHeader(ByteBuffer profile, int tags) {
        profile.putInt(profile.capacity()).putInt(0).putInt(0x0240_0000);
        put(put(put(profile, "mntr"), "RGB "), "XYZ ");
        put(profile.position(36), "acsp").position(68);
        putNumbers(profile, D50);
        profile.position(HEADER).putInt(tags);
    }

    private static void putText(ByteBuffer profile) {
        int from = profile.position();
        put(put(profile, "desc").putInt(0).putInt(5), "made").put((byte) 0);
        profile.position(from + TEXT);
    }

    private static void putXyz(ByteBuffer profile, double[] numbers) {
        putNumbers(put(profile, "XYZ ").putInt(0), numbers);
    }

    /** Writes fixed-point numbers with 16 fractional bits. */
    private static void putNumbers(ByteBuffer profile, double[] numbers) {
        for (double number : numbers) {
            profile.putInt((int) Math.round(number * 65536));
        }
    }

    private static void putCurve(ByteBuffer profile, TransferCurve transfer) {
        put(profile, "curv").putInt(0).putInt(CURVE_POINTS);
        for (int i = 0; i < CURVE_POINTS; i++) {
            profile.putShort((short) Math.round(transfer.light((double) i / (CURVE_POINTS - 1)) * 65535));
        }
    }

    private static ByteBuffer put(ByteBuffer profile, String tag) {
        return profile.put(tag.getBytes(StandardCharsets.US_ASCII));
    }

    /** Returns red, green and blue in XYZ, adapted to the illuminant of ICC profiles. */
    private static double[][] adapted(ColourPrimaries primaries) {
        double[] white = xyz(primaries.white());
        double[][] columns = {xyz(primaries.red()), xyz(primaries.green()), xyz(primaries.blue())};
        double[] amounts = solved(columns, white);
        double[] cones = times(CONES, white);
        double[] cones50 = times(CONES, D50);
        double[][] coneColumns = {column(0), column(1), column(2)};
        for (int i = 0; i < 3; i++) {
            double[] seen = times(CONES, columns[i]);
            for (int k = 0; k < 3; k++) {
                seen[k] *= amounts[i] * cones50[k] / cones[k];
            }
            columns[i] = solved(coneColumns, seen);
        }
        return columns;
    }

    private static double[] xyz(ColourPrimaries.Point point) {
        return new double[] {point.x() / point.y(), 1, (1 - point.x() - point.y()) / point.y()};
    }

    private static double[] column(int i) {
        return new double[] {CONES[0][i], CONES[1][i], CONES[2][i]};
    }

    private static double[] times(double[][] rows, double[] vector) {
        double[] product = new double[3];
        for (int i = 0; i < 3; i++) {
            product[i] = rows[i][0] * vector[0] + rows[i][1] * vector[1] + rows[i][2] * vector[2];
        }
        return product;
    }

    /** Solves for the share of each column in the sum, by Cramer's rule. */
    private static double[] solved(double[][] columns, double[] sum) {
        double all = determinant(columns[0], columns[1], columns[2]);
        return new double[] {
            determinant(sum, columns[1], columns[2]) / all,
            determinant(columns[0], sum, columns[2]) / all,
            determinant(columns[0], columns[1], sum) / all
        };
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - b[0] * (a[1] * c[2] - a[2] * c[1])
                + c[0] * (a[1] * b[2] - a[2] * b[1]);
    }
}
