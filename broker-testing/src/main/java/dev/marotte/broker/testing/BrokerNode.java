package dev.marotte.broker.testing;

import java.io.IOException;
import java.util.List;

/** One broker of a {@link BrokerCluster}, in a process or a container of its own, that can be killed, started again and disturbed otherwise. One thread. */
public sealed interface BrokerNode extends AutoCloseable permits BrokerProcess, BrokerContainer {
    boolean isAlive();

    /** Ends it as SIGKILL does; returns when it is gone. */
    void kill() throws InterruptedException;

    /** Starts a broker that has ended again, on its folder. */
    void restart();

    /** What can befall it. */
    List<BrokerFault> faults();

    /** @param fault one of {@link #faults}; no other lasts at the time */
    void begin(BrokerFault fault) throws IOException, InterruptedException;

    /** Ends what was begun; the broker runs again when this returns. */
    void end(BrokerFault fault) throws IOException, InterruptedException;

    /** Ends it for good. */
    @Override
    void close();
}
