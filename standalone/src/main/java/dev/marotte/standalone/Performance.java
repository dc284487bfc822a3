package dev.marotte.standalone;

import dev.marotte.sink.Output;
import picocli.CommandLine.Model.CommandSpec;

/** A job as the user sees it: progress while it runs, the way to the result at its end; how to go on after Ctrl-C. */
final class Performance {
    private final CommandSpec spec;
    private final DataFolder data;
    private final Generation generation;

    Performance(CommandSpec spec, DataFolder data, Generation generation) {
        this.spec = spec;
        this.data = data;
        this.generation = generation;
    }

    /** The exit code. */
    int of(AnimateRequest request) {
        try (var screen = new Screen(spec.commandLine().getErr(), System.console())) {
            AnimationReport report = new Animation(data, generation, Instruments.NONE).run(request, screen::watch);
            screen.close();
            spec.commandLine().getOut().println(Screen.goodbye(report));
            return 0;
        } catch (InterruptedException e) {
            spec.commandLine().getErr().println("marotte: stopped; " + whatNow(request.out()));
            return PlainErrors.BROKEN;
        }
    }

    /** In the last moment the result may stand already, and the same command again would be refused. */
    private static String whatNow(Output output) {
        return !output.overwrite() && output.exists()
                ? output.path() + " is complete"
                : "the same command again goes on from here";
    }
}
