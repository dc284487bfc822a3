package dev.marotte.studio.web;

import dev.marotte.schemas.Session;
import dev.marotte.studio.access.AccessToken;
import dev.marotte.studio.access.TokenSigner;
import dev.marotte.studio.live.LiveDesk;
import dev.marotte.studio.sessions.SessionBoard;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/**
 * What all live sockets share.
 *
 * @param shown receives the microseconds from a frame's capture to when a viewer saw it
 */
record SocketDesk(
        SessionBoard board,
        LiveDesk live,
        TokenSigner signer,
        SameOrigin origin,
        int framesPerSecond,
        LongConsumer shown,
        InstantSource clock) {
    /** A key frame of 640 × 480 has some 60 kB. */
    static final int LARGEST_MEDIA = 1 << 20;

    static final int LARGEST_WORDS = 8 << 10;

    boolean mayDrive(AccessToken caller, Session session) {
        return LiveSocket.mayDrive(caller, session);
    }
}
