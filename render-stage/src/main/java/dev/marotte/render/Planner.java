package dev.marotte.render;

import dev.marotte.render.Identities.Standing;
import dev.marotte.render.LoopIdentities.Presence;
import dev.marotte.render.LoopIdentities.Resident;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Decides what becomes of a frame, before any pixel is processed. One thread. */
final class Planner {
    private static final int REMEMBERED = 256;
    private static final FrameStamp NO_FRAME = new FrameStamp(new SessionId("rehearsal"), 0, Pts.ZERO);

    private final LoopIdentities identities;
    private final Neutrals neutrals;
    private final TableWait wait;
    private final InstantSource clock;
    private final MeshGeometry mesh = MeshGeometry.load();
    private final LeastRecentlyUsed<Motion, MotionTransfer> transfers = new LeastRecentlyUsed<>(REMEMBERED);

    Planner(LoopIdentities identities, Neutrals neutrals, TableWait wait, InstantSource clock) {
        this.identities = identities;
        this.neutrals = neutrals;
        this.wait = wait;
        this.clock = clock;
    }

    Plan plan(LandmarksMessage message) {
        return switch (message) {
            case EndOfLandmarks(FrameStamp stamp, var _) -> new Plan.Say(new EndOfRendered(stamp));
            case Tracked tracked -> isLate(tracked.timing()) ? giveUp(tracked) : follow(tracked);
            case Untracked untracked
            when untracked.reason() == UntrackedReason.LATE -> dropped(Frame.of(untracked), DropReason.LATE);
            case Untracked untracked
            when untracked.everTracked() -> new Plan.Say(new Held(untracked.stamp(), untracked.timing()));
            case Untracked untracked -> isLate(untracked.timing()) ? giveUp(untracked) : showAtRest(untracked);
        };
    }

    /** Tells whether {@link #plan} would still let a message wait that it let wait before. Reads no identity, so it may be called often. */
    boolean isAwaited(LandmarksMessage message) {
        return switch (message) {
            case EndOfLandmarks _ -> false;
            case Tracked tracked ->
                !isLate(tracked.timing())
                        && missing(tracked)
                                .filter(thing -> !wait.isOver(thing, tracked.timing()))
                                .isPresent();
            case Untracked untracked ->
                !isLate(untracked.timing())
                        && isUnknown(untracked.identity())
                        && !wait.isOver(untracked.identity(), untracked.timing());
        };
    }

    private Optional<Object> missing(Tracked tracked) {
        Rest rest = Rest.of(tracked);
        return switch (identities.standing(tracked.identity())) {
            case UNKNOWN -> Optional.of(tracked.identity());
            case REVOKED -> Optional.empty();
            case ENROLLED -> isKnown(rest) ? Optional.empty() : Optional.of(rest);
        };
    }

    boolean isUnknown(IdentityRef identity) {
        return identities.standing(identity) == Standing.UNKNOWN;
    }

    private boolean isKnown(Rest rest) {
        return neutrals.find(rest.session(), rest.index()).isPresent();
    }

    /** Plans an identity at rest, outside any session; empty if it cannot be drawn, or is ready already. */
    Optional<Plan.Draw> atRest(IdentityRef identity, RenderSettings settings) {
        if (identities.isResident(identity)) {
            return Optional.empty();
        }
        FrameTiming timing = FrameTiming.unhurried(clock.instant());
        return identities.find(identity).flatMap(presence -> switch (presence) {
            case Presence.Here(Resident resident) ->
                Optional.of(
                        new Plan.Draw(NO_FRAME, timing, settings, resident, MotionTransfer.atRest(resident), 0, true));
            case Presence.Gone() -> Optional.empty();
        });
    }

    private boolean isLate(FrameTiming timing) {
        return timing.isLate(clock.instant());
    }

    private Plan giveUp(Tracked tracked) {
        Frame frame = Frame.of(tracked);
        Rest rest = Rest.of(tracked);
        if (isUnknown(frame.identity())) {
            return dropped(frame, DropReason.NO_IDENTITY);
        }
        return dropped(frame, isKnown(rest) ? DropReason.LATE : DropReason.UNREADABLE);
    }

    private Plan giveUp(Untracked untracked) {
        Frame frame = Frame.of(untracked);
        return dropped(frame, isUnknown(frame.identity()) ? DropReason.NO_IDENTITY : DropReason.LATE);
    }

    private Plan follow(Tracked tracked) {
        Frame frame = Frame.of(tracked);
        return withResident(
                frame,
                resident -> tracked.motion().fits(resident.generator().motion())
                        ? follow(tracked, frame, resident)
                        : dropped(frame, DropReason.UNREADABLE));
    }

    private Plan follow(Tracked tracked, Frame frame, Resident resident) {
        Instant start = clock.instant();
        return transfer(tracked, resident)
                .<Plan>map(transfer -> follow(tracked, frame, resident, transfer, start))
                .orElseGet(() -> missing(frame, Rest.of(tracked), DropReason.UNREADABLE));
    }

    private Plan follow(Tracked tracked, Frame frame, Resident resident, MotionTransfer transfer, Instant start) {
        DrawTarget target = transfer.target(tracked);
        long micros = Duration.between(start, clock.instant()).toNanos() / 1_000;
        return new Plan.Draw(frame.stamp(), frame.timing(), frame.settings(), resident, target, micros, false);
    }

    private Plan showAtRest(Untracked untracked) {
        Frame frame = Frame.of(untracked);
        return withResident(
                frame,
                resident -> new Plan.Draw(
                        frame.stamp(),
                        frame.timing(),
                        frame.settings(),
                        resident,
                        MotionTransfer.atRest(resident),
                        0,
                        true));
    }

    private Plan withResident(Frame frame, Function<Resident, Plan> next) {
        Optional<Presence> presence = identities.find(frame.identity());
        if (presence.isEmpty()) {
            return missing(frame, frame.identity(), DropReason.NO_IDENTITY);
        }
        wait.found(frame.identity());
        return switch (presence.get()) {
            case Presence.Here(Resident resident) -> next.apply(resident);
            case Presence.Gone() -> dropped(frame, DropReason.NO_IDENTITY);
        };
    }

    private Plan missing(Frame frame, Object thing, DropReason reason) {
        return wait.isOver(thing, frame.timing()) ? dropped(frame, reason) : new Plan.Await();
    }

    private static Plan dropped(Frame frame, DropReason reason) {
        return new Plan.Say(new Dropped(frame.stamp(), frame.timing(), reason));
    }

    private Optional<MotionTransfer> transfer(Tracked tracked, Resident resident) {
        Rest rest = Rest.of(tracked);
        Motion motion = new Motion(rest, tracked.identity(), tracked.settings().motion());
        return transfers.find(motion).or(() -> {
            Optional<MotionTransfer> made = neutrals.find(rest.session(), rest.index())
                    .filter(neutral ->
                            neutral.motion().fits(resident.generator().motion()))
                    .map(neutral -> MotionTransfer.of(mesh, resident, neutral, motion.settings()));
            made.ifPresent(each -> {
                transfers.remember(motion, each);
                wait.found(rest);
            });
            return made;
        });
    }

    /** The part that all messages with a frame have in common. */
    private record Frame(FrameStamp stamp, FrameTiming timing, IdentityRef identity, RenderSettings settings) {
        static Frame of(Tracked tracked) {
            return new Frame(tracked.stamp(), tracked.timing(), tracked.identity(), tracked.settings());
        }

        static Frame of(Untracked untracked) {
            return new Frame(untracked.stamp(), untracked.timing(), untracked.identity(), untracked.settings());
        }
    }

    /** A driver's neutral frame, against which motion is measured. */
    private record Rest(SessionId session, long index) {
        static Rest of(Tracked tracked) {
            return new Rest(tracked.stamp().session(), tracked.neutralIndex());
        }
    }

    /** Everything that a transfer of motion depends on. */
    private record Motion(Rest rest, IdentityRef identity, MotionSettings settings) {}
}
