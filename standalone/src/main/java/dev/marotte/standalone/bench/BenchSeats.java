package dev.marotte.standalone.bench;

import dev.marotte.schemas.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The places of a bench's sessions: when one has ended the next one takes its seat. One thread. */
final class BenchSeats {
    /** How many sessions start at the same time: a start costs more than what follows, and what follows is measured. */
    private static final int STARTING = 2;
    /** For a session's first frame; it counts as late when this has passed. */
    private static final Duration START = Duration.ofSeconds(30);

    private final SeatWatch watch;
    private final InstantSource clock;
    private final Supplier<SessionId> opening;
    private final List<Seat> seats = new ArrayList<>();

    /** @param opening opens a session */
    BenchSeats(SeatWatch watch, InstantSource clock, Supplier<SessionId> opening) {
        this.watch = watch;
        this.clock = clock;
        this.opening = opening;
    }

    /** Opens sessions, a few at a time, and returns when each has its first frame or has been waited for. */
    void fill(int count) {
        for (int seat = 0; seat < count; seat++) {
            seats.add(new Seat());
            awaitStarts(STARTING - 1);
        }
        awaitStarts(0);
    }

    private void awaitStarts(int others) {
        Instant deadline = clock.instant().plus(START);
        while (seats.stream().filter(seat -> !seat.tally.hasBegun()).count() > others
                && clock.instant().isBefore(deadline)) {
            watch.look();
        }
    }

    /** Forgets what was counted so far. */
    void countAnew() {
        seats.forEach(Seat::countAnew);
    }

    /** Keeps the seats taken until {@code end}. */
    void keepTaken(Instant end) {
        while (clock.instant().isBefore(end)) {
            watch.look();
            seats.stream().filter(Seat::isFree).forEach(Seat::take);
        }
    }

    List<SeatTally> tallies() {
        return seats.stream().map(seat -> seat.tally).toList();
    }

    /** Sessions whose last frame has not come. */
    Stream<SessionId> running() {
        return seats.stream().filter(seat -> !seat.isFree()).map(seat -> seat.session);
    }

    /** Returns when the sessions have had their last frames, or at {@code deadline}. */
    void awaitEnds(Instant deadline) {
        while (running().findAny().isPresent() && clock.instant().isBefore(deadline)) {
            watch.look();
        }
    }

    private final class Seat {
        private SeatTally tally = new SeatTally();
        private SessionId session = opening.get();

        private Seat() {
            watch.seat(session, tally);
        }

        private void take() {
            session = opening.get();
            watch.seat(session, tally);
        }

        private void countAnew() {
            tally = new SeatTally();
            watch.seat(session, tally);
        }

        private boolean isFree() {
            return watch.hasEnded(session);
        }
    }
}
