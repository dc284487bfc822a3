package dev.marotte.broker.testing;

/** A temporary fault of a broker. The first two need a process, the others a container. */
public enum BrokerFault {
    /** SIGKILL, and a restart when the fault is over. */
    KILLED,
    /** SIGSTOP: its connections stay open, but it does not answer. */
    SUSPENDED,
    /** Other brokers reach it, clients do not. */
    CUT_OFF_FROM_CLIENTS,
    /** Clients reach it, other brokers and controllers do not. */
    CUT_OFF_FROM_BROKERS,
    /** Its disk has no byte left; the broker ends by itself at the next write, and is restarted when there is room. */
    DISK_FULL,
    /** Its outgoing traffic goes through a link of half a megabit a second. */
    SLOWED
}
