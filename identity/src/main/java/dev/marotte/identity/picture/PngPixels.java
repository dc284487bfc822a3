package dev.marotte.identity.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Checks the compressed pixels of a PNG by unpacking them without keeping the result: every row must be there and begin with a filter that exists. */
final class PngPixels {
    private static final int LAST_FILTER = 4;
    /** First column and row, and steps between columns and rows, of the seven passes of an interlaced picture. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] WHOLE = {{0, 0, 1, 1}};

    /** Runs of rows that are still to come: the number of rows, and the bytes of each row with its filter. */
    private final List<long[]> rows = new ArrayList<>();

    private final List<Part> parts = new ArrayList<>();
    private final Inflater inflater = new Inflater();
    private final byte[] unpacked = new byte[1 << 16];
    private long leftOfRow;

    /** A range of the file with compressed pixels. */
    record Part(byte[] file, int from, int length) {}

    PngPixels(PngHeader header) {
        for (int[] pass : header.interlaced() ? PASSES : WHOLE) {
            long columns = Math.ceilDiv(header.width() - pass[0], pass[2]);
            long lines = Math.ceilDiv(header.height() - pass[1], pass[3]);
            if (columns > 0 && lines > 0) {
                rows.add(new long[] {lines, header.rowBytes(columns) + 1});
            }
        }
    }

    /** Takes the next run. Anything after the last row is left out. */
    void take(byte[] file, int from, int length) {
        if (inflater.finished()) {
            return;
        }
        long before = inflater.getBytesRead();
        inflater.setInput(file, from, length);
        try {
            unpack();
        } catch (DataFormatException e) {
            throw PictureFault.damaged();
        }
        parts.add(new Part(file, from, (int) (inflater.getBytesRead() - before)));
    }

    private void unpack() throws DataFormatException {
        int length = inflater.inflate(unpacked);
        while (length > 0) {
            check(length);
            length = inflater.inflate(unpacked);
        }
        if (inflater.needsDictionary()) {
            throw PictureFault.damaged();
        }
    }

    private void check(int length) {
        int at = 0;
        while (at < length) {
            if (leftOfRow == 0) {
                leftOfRow = nextRow(unpacked[at]);
            }
            int step = (int) Math.min(leftOfRow, length - at);
            leftOfRow -= step;
            at += step;
        }
    }

    private long nextRow(int filter) {
        if (rows.isEmpty() || filter < 0 || filter > LAST_FILTER) {
            throw PictureFault.damaged();
        }
        long[] run = rows.getFirst();
        if (--run[0] == 0) {
            rows.removeFirst();
        }
        return run[1];
    }

    void end() {
        boolean whole = inflater.finished() && rows.isEmpty() && leftOfRow == 0;
        inflater.end();
        if (!whole) {
            throw PictureFault.damaged();
        }
    }

    List<Part> parts() {
        return parts;
    }

    int coded() {
        return parts.stream().mapToInt(Part::length).sum();
    }
}
