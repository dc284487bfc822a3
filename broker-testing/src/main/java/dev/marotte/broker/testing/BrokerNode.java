package dev.marotte.broker.testing;

import java.io.IOException;

/** One broker of a {@link BrokerCluster}, in a process or a container of its own, that can be killed, stopped and started again. One thread. */
public sealed interface BrokerNode extends AutoCloseable permits BrokerProcess, BrokerContainer {
    boolean isAlive();

    /** Ends it as SIGKILL does; returns when it is gone. */
    void kill() throws InterruptedException;

    /** Starts a broker that was killed again, on its folder. */
    void restart();

    /** Stops it as SIGSTOP does: its connections stay, and nobody answers. */
    void suspend() throws IOException, InterruptedException;

    void resume() throws IOException, InterruptedException;

    /** Ends it for good. */
    @Override
    void close();
}
