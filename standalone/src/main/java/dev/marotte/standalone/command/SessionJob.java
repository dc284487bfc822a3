package dev.marotte.standalone.command;

import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.standalone.run.ClusterAccess;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.AnimateJob;
import dev.marotte.standalone.session.SessionRequest;
import dev.marotte.standalone.session.SessionResult;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;

/** A session as the user of a command sees it: progress while it runs, where the result is at its end, how to resume after Ctrl-C. */
final class SessionJob {
    private final CommandSpec spec;
    private final DataFolder data;
    private final Settings settings;
    private final ClusterOptions cluster;

    SessionJob(CommandSpec spec, DataFolder data, Settings settings, ClusterOptions cluster) {
        this.spec = spec;
        this.data = data;
        this.settings = settings;
        this.cluster = cluster;
    }

    /** Runs the session; returns the exit code. */
    int of(SessionRequest request) {
        SlowNetworks.warn(settings, spec.commandLine().getErr());
        try (var screen = new Screen(spec.commandLine().getErr(), System.console())) {
            SessionResult result = new AnimateJob(data, settings, this::access).run(request, screen);
            screen.close();
            return said(result);
        } catch (InterruptedException e) {
            spec.commandLine().getErr().println("marotte: stopped; the same command again goes on from here");
            return PlainErrors.BROKEN;
        }
    }

    private ClusterAccess access(Consumer<RuntimeException> onFailure) throws InterruptedException {
        return cluster.access(data, settings, onFailure);
    }

    private int said(SessionResult result) {
        return switch (result.ended().reason()) {
            case COMPLETED -> {
                spec.commandLine().getOut().println(Screen.goodbye(result));
                yield 0;
            }
            case REFUSED -> throw new BadInputException(result.ended().sentence());
            case STOPPED, IDLE -> {
                spec.commandLine()
                        .getErr()
                        .println("marotte: the session was ended "
                                + result.ended().sentence());
                yield PlainErrors.BROKEN;
            }
            case FAILED -> throw new IllegalStateException(result.ended().sentence());
        };
    }
}
