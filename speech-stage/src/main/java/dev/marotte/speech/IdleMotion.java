package dev.marotte.speech;

import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import java.util.Random;

/**
 * Idle motion of a face while it speaks or listens: it blinks every few seconds and sways a little. It is random, but the same for the same session, so
 * that a process that resumes a session makes the same frames. Must be called with rising times; one thread.
 */
final class IdleMotion {
    private static final double SHORTEST_BLINK_PAUSE = 2.2;
    private static final double FURTHER_BLINK_PAUSE = 3.2;
    private static final double CLOSING_SECONDS = 0.08;
    private static final double OPENING_SECONDS = 0.2;
    private static final double SHUT_SECONDS = 0.03;
    private static final double FADE_SECONDS = 1.5;

    private static final double YAW_DEGREES = 3.2;
    private static final double PITCH_DEGREES = 1.8;
    private static final double ROLL_DEGREES = 1.4;

    private final Random chance;
    private final Wander yaw;
    private final Wander pitch;
    private final Wander roll;
    private double blinkAt;

    IdleMotion(SessionId session) {
        // Both are specified to the bit, on every machine.
        chance = new Random(session.value().hashCode());
        yaw = Wander.near(3.6, chance);
        pitch = Wander.near(2.9, chance);
        roll = Wander.near(4.3, chance);
        blinkAt = 1 + FURTHER_BLINK_PAUSE * chance.nextDouble();
    }

    /** Returns how far the lids are shut, 0…1. */
    double blink(Pts pts) {
        while (pts.seconds() - blinkAt > SHUT_SECONDS + OPENING_SECONDS) {
            blinkAt += SHORTEST_BLINK_PAUSE + FURTHER_BLINK_PAUSE * chance.nextDouble();
        }
        double since = pts.seconds() - blinkAt;
        double closing = Math.clamp(since / CLOSING_SECONDS + 1, 0, 1);
        double opening = Math.clamp(1 - (since - SHUT_SECONDS) / OPENING_SECONDS, 0, 1);
        return closing * opening * opening * (3 - 2 * opening);
    }

    /** Returns the head's pose; it begins without rotation. */
    HeadPose pose(Pts pts, double strength) {
        double share = strength * Math.clamp(pts.seconds() / FADE_SECONDS, 0, 1);
        return new HeadPose(
                (float) (share * YAW_DEGREES * yaw.at(pts)), (float) (share * PITCH_DEGREES * pitch.at(pts)), (float)
                        (share * ROLL_DEGREES * roll.at(pts)));
    }

    /** A smooth curve around 0 that seldom leaves -1…1: three sines with random phases. */
    private record Wander(double period, double first, double second, double third) {
        private static Wander near(double period, Random chance) {
            return new Wander(period, chance.nextDouble(), chance.nextDouble(), chance.nextDouble());
        }

        private double at(Pts pts) {
            double turns = pts.seconds() / period;
            return (sine(turns / 1.9 + first) + 0.7 * sine(turns + second) + 0.3 * sine(turns / 0.53 + third)) / 1.6;
        }

        private static double sine(double turns) {
            return StrictMath.sin(2 * Math.PI * turns);
        }
    }
}
