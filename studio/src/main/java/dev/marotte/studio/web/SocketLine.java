package dev.marotte.studio.web;

import dev.marotte.studio.live.ViewerLine;
import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends to a client of the live socket; a broken connection is only logged. */
record SocketLine(WsSession session) implements ViewerLine {
    private static final Logger LOG = LoggerFactory.getLogger(SocketLine.class);

    @Override
    public void send(byte[] message) {
        session.send(BufferData.create(message), true);
    }

    @Override
    public void tell(String said) {
        session.send(said, true);
    }

    @Override
    public void close(int code, String reason) {
        try {
            session.close(code, reason);
        } catch (RuntimeException gone) {
            LOG.debug("Live socket was gone already", gone);
        }
    }
}
