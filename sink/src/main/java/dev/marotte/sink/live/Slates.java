package dev.marotte.sink.live;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The slate of a session: the portrait of its identity, at rest, or a dark grey picture if there is none. Portraits are looked up on a separate thread,
 * because the play-out must not wait. Otherwise one thread.
 */
final class Slates {
    private static final Logger LOG = LoggerFactory.getLogger(Slates.class);
    private static final int PLAIN_SIDE = 512;
    private static final byte PLAIN_GREY = 24;

    private final Function<IdentityRef, Optional<Picture>> portraits;
    private final AtomicReference<Optional<Picture>> found = new AtomicReference<>(Optional.empty());
    private final CompletableFuture<Picture> first;
    private IdentityRef wanted;

    /**
     * Starts looking for the first slate.
     *
     * @param portraits may take a while; called on any thread
     */
    Slates(IdentityRef identity, Function<IdentityRef, Optional<Picture>> portraits) {
        this.portraits = portraits;
        wanted = identity;
        first = CompletableFuture.supplyAsync(
                () -> portraitOrPlain(identity),
                lookup -> Thread.ofVirtual().name("sink-slate").start(lookup));
    }

    /** The first slate, whose size becomes the output's; waits until it is looked up. */
    Picture first() throws InterruptedException {
        try {
            return first.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the slate could not be looked up", failed.getCause());
        }
    }

    private Picture portraitOrPlain(IdentityRef identity) {
        return portraits.apply(identity).orElseGet(Slates::plain);
    }

    /** Starts looking for another slate if the identity has changed. */
    void want(IdentityRef identity) {
        if (!identity.equals(wanted)) {
            wanted = identity;
            Thread.ofVirtual().name("sink-slate").start(() -> lookUp(identity));
        }
    }

    private void lookUp(IdentityRef identity) {
        try {
            found.set(Optional.of(portraitOrPlain(identity)));
        } catch (RuntimeException unreachable) {
            LOG.atInfo().setCause(unreachable).log("A slate could not be looked up");
        }
    }

    /** Takes a new slate found since the last call. */
    Optional<Picture> takeFound() {
        return found.getAndSet(Optional.empty());
    }

    /** A slate that shows nobody. */
    static Picture plain() {
        byte[] pixels = new byte[PLAIN_SIDE * PLAIN_SIDE * 3];
        Arrays.fill(pixels, PLAIN_GREY);
        return new Picture(PictureCodec.RAW_BGR, PLAIN_SIDE, PLAIN_SIDE, Bytes.of(pixels));
    }
}
