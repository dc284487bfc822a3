package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;

/** An outlet that forwards everything to another one, for outlets that only observe some of it. Closing it closes the other one. */
public interface ForwardingOutlet extends Outlet {
    /** The outlet that everything is forwarded to. */
    Outlet outlet();

    @Override
    default Position resume() {
        return outlet().resume();
    }

    @Override
    default void send(FrameMessage message) {
        outlet().send(message);
    }

    @Override
    default void send(AudioMessage message) {
        outlet().send(message);
    }

    @Override
    default void sendInterrupting(AudioUnit unit) {
        outlet().sendInterrupting(unit);
    }

    @Override
    default void send(LandmarksMessage message) {
        outlet().send(message);
    }

    @Override
    default void send(Neutral message) {
        outlet().send(message);
    }

    @Override
    default void settle() {
        outlet().settle();
    }

    @Override
    default long lastOffset() {
        return outlet().lastOffset();
    }

    @Override
    default void close() {
        outlet().close();
    }
}
