package dev.marotte.render;

import dev.marotte.render.IdentityCache.Presence;
import dev.marotte.render.IdentityCache.Resident;
import dev.marotte.schemas.DropReason;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.MotionSettings;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides what becomes of a frame, before any pixel is touched. One thread. */
final class Planner {
    private static final int REMEMBERED = 256;

    private final IdentityCache identities;
    private final Neutrals neutrals;
    private final Punctuality punctuality;
    private final Patience patience;
    private final Recent<Motion, Retargeting> retargetings = new Recent<>(REMEMBERED);
    /** What was waited for in vain is not waited for again: one bad session must not slow down the others. */
    private final Recent<Object, Boolean> givenUp = new Recent<>(REMEMBERED);

    Planner(IdentityCache identities, Neutrals neutrals, Punctuality punctuality, Patience patience) {
        this.identities = identities;
        this.neutrals = neutrals;
        this.punctuality = punctuality;
        this.patience = patience;
    }

    Plan plan(LandmarksMessage message) {
        return switch (message) {
            case EndOfLandmarks(var stamp) -> new Plan.Say(new EndOfRendered(stamp));
            case Tracked tracked when punctuality.isLate(tracked.captureMicros()) -> dropped(tracked, DropReason.LATE);
            case Tracked tracked -> follow(tracked);
            case Untracked untracked
            when untracked.everTracked() -> new Plan.Say(new Held(untracked.stamp(), untracked.captureMicros()));
            case Untracked untracked -> showAtRest(untracked);
        };
    }

    private Plan follow(Tracked tracked) {
        Optional<Resident> resident = resident(tracked.identity());
        if (resident.isEmpty()) {
            return dropped(tracked, DropReason.NO_IDENTITY);
        }
        Instant start = patience.clock().instant();
        return retargeting(tracked, resident.get())
                .<Plan>map(retargeting -> draw(tracked, resident.get(), retargeting.target(tracked.landmarks()), start))
                .orElseGet(() -> dropped(tracked, DropReason.UNREADABLE));
    }

    private Plan draw(Tracked tracked, Resident resident, FaceLandmarks target, Instant start) {
        long micros = Duration.between(start, patience.clock().instant()).toNanos() / 1_000;
        return new Plan.Draw(
                tracked.stamp(), tracked.captureMicros(), tracked.settings(), resident, target, micros, false);
    }

    private static Plan dropped(Tracked tracked, DropReason reason) {
        return new Plan.Say(new Dropped(tracked.stamp(), tracked.captureMicros(), reason));
    }

    private Plan showAtRest(Untracked untracked) {
        return resident(untracked.identity())
                .<Plan>map(resident -> new Plan.Draw(
                        untracked.stamp(),
                        untracked.captureMicros(),
                        untracked.settings(),
                        resident,
                        resident.rest(),
                        0,
                        true))
                .orElseGet(() -> new Plan.Say(
                        new Dropped(untracked.stamp(), untracked.captureMicros(), DropReason.NO_IDENTITY)));
    }

    private Optional<Resident> resident(IdentityRef ref) {
        return awaitOnce(ref, () -> identities.find(ref)).flatMap(presence -> switch (presence) {
            case Presence.Here(Resident resident) -> Optional.of(resident);
            case Presence.Gone() -> Optional.empty();
        });
    }

    private Optional<Retargeting> retargeting(Tracked tracked, Resident resident) {
        Rest rest = new Rest(tracked.stamp().session(), tracked.neutralIndex());
        Motion motion = new Motion(rest, tracked.identity(), tracked.settings().motion());
        return retargetings.find(motion).or(() -> {
            Optional<Retargeting> made = awaitOnce(rest, () -> neutrals.find(rest.session(), rest.index()))
                    .map(neutral -> Retargeting.of(resident.rest(), resident.side(), neutral, motion.settings()));
            made.ifPresent(each -> retargetings.remember(motion, each));
            return made;
        });
    }

    private <T> Optional<T> awaitOnce(Object thing, Supplier<Optional<T>> question) {
        Optional<T> answer = givenUp.find(thing).isPresent() ? question.get() : patience.await(question);
        if (answer.isPresent()) {
            givenUp.forget(thing);
        } else {
            givenUp.remember(thing, true);
        }
        return answer;
    }

    /** Whose rest a motion is measured against. */
    private record Rest(SessionId session, long index) {}

    /** All that a retargeting depends on. */
    private record Motion(Rest rest, IdentityRef identity, MotionSettings settings) {}
}
