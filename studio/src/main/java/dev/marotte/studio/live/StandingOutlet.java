package dev.marotte.studio.live;

import dev.marotte.ingest.ForwardingOutlet;
import dev.marotte.ingest.Outlet;
import dev.marotte.runtime.sessions.StageReporter.Standing;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionSource.VoiceSource;
import java.util.function.Consumer;

/**
 * An outlet that reports how far the session is with each frame that is sent; for a voice, which has no frames, with each unit of sound.
 *
 * @param outlet closed with this
 * @param voice whether sound alone drives the session
 */
record StandingOutlet(Outlet outlet, boolean voice, Consumer<Standing> listener) implements ForwardingOutlet {
    @Override
    public void send(FrameMessage message) {
        outlet.send(message);
        listener.accept(
                Standing.of(message.stamp().index() + 1, 0, message.stamp().pts()));
    }

    @Override
    public void send(AudioMessage message) {
        outlet.send(message);
        note(message);
    }

    @Override
    public void sendInterrupting(AudioUnit unit) {
        outlet.sendInterrupting(unit);
        note(unit);
    }

    private void note(AudioMessage message) {
        if (voice && message instanceof AudioUnit unit) {
            Pts end = new Pts(unit.pts().micros() + unit.durationMicros());
            listener.accept(Standing.of(Math.max(0, VoiceSource.RATE.tickAt(end)), 0, end));
        }
    }
}
