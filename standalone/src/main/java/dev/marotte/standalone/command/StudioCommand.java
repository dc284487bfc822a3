package dev.marotte.standalone.command;

import dev.marotte.runtime.settings.Settings;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.ServedProcess;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code marotte studio}: everything on one machine, with a page to use it from. */
@Command(
        name = "studio",
        description =
                "Serves the web page: enrol, go live, watch. Runs everything it needs on this machine, or joins the named cluster or the one that runs here.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "The address that it prints lets in once; the page then stays open to this browser for a month.",
            "Example:  marotte studio"
        })
public final class StudioCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the page. Default: the previous one, or any free one.")
    private Optional<Integer> port;

    @Option(names = "--no-browser", description = "Print the address only; do not open a browser.")
    private boolean noBrowser;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private RenderOptions render;

    @Mixin
    private DataOption data;

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> flags = new HashMap<>(render.flags());
        port.ifPresent(chosen -> flags.put("studio.port", chosen.toString()));
        Settings settings = cluster.settings(flags);
        DataFolder folder = data.openForService();
        PrintWriter err = spec.commandLine().getErr();
        SlowNetworks.warn(settings, err);
        ServedProcess.withStudio(folder, settings, this::say)
                .run(onFailure -> cluster.access(folder, settings, onFailure), err::println);
        return 0;
    }

    /** The address goes to standard output alone, where a script can take it from; a log would keep it. */
    private void say(String address) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("The studio is at " + address);
        out.flush();
        if (!noBrowser) {
            LocalBrowser.open(address);
        }
    }
}
