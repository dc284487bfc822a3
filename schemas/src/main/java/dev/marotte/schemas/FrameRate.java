package dev.marotte.schemas;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Frames per second as a fraction: 30000/1001 is not 29.97. */
public record FrameRate(int numerator, int denominator) {
    private static final List<FrameRate> COMMON = List.of(
            of(5),
            of(8),
            of(10),
            of(12),
            of(15),
            new FrameRate(24_000, 1001),
            of(24),
            of(25),
            new FrameRate(30_000, 1001),
            of(30),
            of(48),
            of(50),
            new FrameRate(60_000, 1001),
            of(60),
            of(90),
            of(100),
            of(120));
    /** Further rates that a container may declare; too close to others to be told apart by millisecond timestamps. */
    private static final List<FrameRate> TELEVISION = List.of(
            new FrameRate(12_000, 1001),
            new FrameRate(15_000, 1001),
            new FrameRate(48_000, 1001),
            new FrameRate(120_000, 1001),
            new FrameRate(240_000, 1001));

    /** Greatest distance at which a measured rate snaps to a common one. */
    private static final double SNAP = 0.02;

    /** The same for a rate typed by a user: 23.98 is 24000/1001, and 24 is not. */
    private static final double TYPED_SNAP = 0.0003;

    private static final Pattern FRACTION = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

    private static final int FASTEST = 240;

    public FrameRate {
        if (numerator <= 0 || denominator <= 0 || numerator > (long) FASTEST * denominator) {
            throw new IllegalArgumentException(
                    "frames per second are above 0 and at most " + FASTEST + ", not " + numerator + "/" + denominator);
        }
    }

    public static FrameRate of(int framesPerSecond) {
        return new FrameRate(framesPerSecond, 1);
    }

    /** The common rate nearest to {@code framesPerSecond}, or that value to a thousandth. */
    public static FrameRate near(double framesPerSecond) {
        return near(framesPerSecond, SNAP);
    }

    /**
     * Parses a rate as users write it: {@code 25}, {@code 29.97}, {@code 30000/1001}.
     *
     * @throws BadInputException if it is not a rate from 1 to 240
     */
    public static FrameRate named(String text) {
        Matcher fraction = FRACTION.matcher(text);
        try {
            double perSecond = fraction.matches() ? quotient(fraction) : Double.parseDouble(text);
            if (!(perSecond >= 1 && perSecond <= FASTEST)) {
                throw noRate(text);
            }
            return fraction.matches()
                    ? new FrameRate(Integer.parseInt(fraction.group(1)), Integer.parseInt(fraction.group(2)))
                    : near(perSecond, TYPED_SNAP);
        } catch (NumberFormatException e) {
            throw noRate(text);
        }
    }

    private static double quotient(Matcher fraction) {
        return Double.parseDouble(fraction.group(1)) / Double.parseDouble(fraction.group(2));
    }

    private static BadInputException noRate(String text) {
        String advice = text.matches("[0-9]+,[0-9]+") ? "; write " + text.replace(',', '.') : "";
        return new BadInputException("a rate is a number from 1 to " + FASTEST
                + " or a fraction such as 30000/1001, not '" + text + "'" + advice);
    }

    private static FrameRate near(double framesPerSecond, double snap) {
        return nearest(COMMON.stream(), framesPerSecond)
                .filter(rate -> rate.distance(framesPerSecond) <= snap)
                .orElseGet(() -> new FrameRate((int) Math.round(Math.clamp(framesPerSecond, 1, FASTEST) * 1000), 1000));
    }

    private static Optional<FrameRate> nearest(Stream<FrameRate> rates, double framesPerSecond) {
        return rates.min(Comparator.comparingDouble(rate -> rate.distance(framesPerSecond)));
    }

    /** The rate that a container gives as a decimal; empty if no clip can be written at it. */
    public static Optional<FrameRate> declared(double framesPerSecond) {
        if (!(framesPerSecond >= 1 && framesPerSecond <= FASTEST)) {
            return Optional.empty();
        }
        return nearest(Stream.concat(COMMON.stream(), TELEVISION.stream()), framesPerSecond)
                .filter(rate -> rate.distance(framesPerSecond) <= TYPED_SNAP)
                .or(() -> Optional.of(near(framesPerSecond, 0)));
    }

    boolean isUsual() {
        return COMMON.contains(this) || TELEVISION.contains(this);
    }

    /** The rate of a clip whose frames have these times, at least two and increasing, if nothing else is known about it. */
    public static FrameRate of(List<Pts> times) {
        return near(1 / FrameSteps.of(times).mean());
    }

    double distance(double framesPerSecond) {
        return Math.abs(perSecond() / framesPerSecond - 1);
    }

    public double perSecond() {
        return (double) numerator / denominator;
    }

    /** The tick nearest to {@code pts}: the error is at most half a frame, and does not accumulate. */
    public long tickAt(Pts pts) {
        return Math.round(pts.micros() * (double) numerator / (denominator * 1e6));
    }

    public Pts timeOf(long tick) {
        return new Pts(Math.round(tick * 1e6 * denominator / numerator));
    }
}
