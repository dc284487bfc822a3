package dev.marotte.broker.testing;

/** What can befall a broker for a while. The first two need a process, the others a container. */
public enum BrokerFault {
    /** SIGKILL, and started again when it is over. */
    KILLED,
    /** SIGSTOP: its connections stay, and nobody answers. */
    SUSPENDED,
    /** Other brokers reach it, clients do not. */
    CUT_OFF_FROM_CLIENTS,
    /** Clients reach it, other brokers and controllers do not. */
    CUT_OFF_FROM_BROKERS,
    /** No byte is left where its records are; it ends by itself at the next one, and is started again when there is room. */
    DISK_FULL,
    /** What it sends goes through a link of half a megabit a second. */
    SLOWED
}
