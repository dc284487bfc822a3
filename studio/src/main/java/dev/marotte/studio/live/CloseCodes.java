package dev.marotte.studio.live;

/** Why the server ends a live socket, as WebSocket close codes of the private range. */
public final class CloseCodes {
    /** The session has ended: there is no reason to reconnect. */
    public static final int ENDED = 4000;
    /** Another client drives the session now. */
    public static final int TAKEN_OVER = 4001;
    /** The client sent something that is no message of this protocol. */
    public static final int MALFORMED = 4002;
    /** Something broke here: reconnecting may help. */
    public static final int BROKEN = 4003;

    private CloseCodes() {}
}
