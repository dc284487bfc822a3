package dev.marotte.studio.live;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The encoder's thread of one session; when it fails, only that session's viewers are disconnected.
 *
 * @param forget is called before that, so that they find another broadcast when they reconnect
 */
record BroadcastThread(Broadcast broadcast, Runnable forget) {
    private static final Logger LOG = LoggerFactory.getLogger(BroadcastThread.class);

    void run() {
        try {
            broadcast.run();
        } catch (InterruptedException e) {
            LOG.debug("Broadcast was told to stop");
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().addKeyValue("session", broadcast.session()).setCause(e).log("Broadcast broke off");
            forget.run();
            broadcast.breakOff();
        }
    }
}
