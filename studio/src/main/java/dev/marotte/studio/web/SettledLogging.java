package dev.marotte.studio.web;

import io.helidon.logging.common.spi.LoggingProvider;

/** Leaves logging as the process has set it up. Without any provider, Helidon writes a line about that to standard error at each start. */
public final class SettledLogging implements LoggingProvider {
    @Override
    public void initialization() {}

    @Override
    public void runTime() {}
}
