package dev.marotte.studio.people;

import dev.marotte.identity.SourcePicture;
import dev.marotte.schemas.BadInputException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Uploaded pictures that wait for an enrolment: in memory only, a few for each token, and not for long. Any thread. */
public final class PictureTray {
    private static final int MOST_OF_ONE = 16;
    private static final int MOST = 64;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final InstantSource clock;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(SourcePicture picture, String owner, Instant until) {}

    public PictureTray(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Keeps a picture.
     *
     * @param owner the token that uploaded it; no other may use it
     * @throws BadInputException if too many wait
     */
    public synchronized String put(SourcePicture picture, String owner) {
        Instant now = clock.instant();
        waiting.values().removeIf(each -> each.until().isBefore(now));
        long ofOwner = waiting.values().stream()
                .filter(each -> each.owner().equals(owner))
                .count();
        if (ofOwner >= MOST_OF_ONE || waiting.size() >= MOST) {
            throw new BadInputException(
                    "too many pictures wait to be enrolled; enrol these first, or try again in half an hour");
        }
        String id = UUID.randomUUID().toString();
        waiting.put(id, new Waiting(picture, owner, now.plus(LONGEST)));
        return id;
    }

    /** @throws BadInputException if one of them is missing, or belongs to another token */
    public synchronized List<SourcePicture> all(List<String> ids, String owner) {
        return ids.stream()
                .map(id -> Optional.ofNullable(waiting.get(id))
                        .filter(each -> each.owner().equals(owner))
                        .orElseThrow(() -> new BadInputException("a picture is not there any more; drop it again"))
                        .picture())
                .toList();
    }

    public synchronized void remove(String id, String owner) {
        Optional.ofNullable(waiting.get(id))
                .filter(each -> each.owner().equals(owner))
                .ifPresent(_ -> waiting.remove(id));
    }
}
