package dev.marotte.broker.testing;

import java.io.IOException;
import java.util.List;

/** One broker of a {@link BrokerCluster}, in a process or a container of its own, that can be killed, restarted and otherwise disturbed. One thread. */
public sealed interface BrokerNode extends AutoCloseable permits BrokerProcess, BrokerContainer {
    boolean isAlive();

    /** Kills it with SIGKILL; returns when it is gone. */
    void kill() throws InterruptedException;

    /** Restarts an ended broker on its folder. */
    void restart();

    /** The faults that it supports. */
    List<BrokerFault> faults();

    /** @param fault one of {@link #faults}; no other may be in progress */
    void begin(BrokerFault fault) throws IOException, InterruptedException;

    /** Ends the fault; the broker runs again when this returns. */
    void end(BrokerFault fault) throws IOException, InterruptedException;

    /** Ends it for good. */
    @Override
    void close();
}
