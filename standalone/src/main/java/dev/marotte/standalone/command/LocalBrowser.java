package dev.marotte.standalone.command;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The browser of the user at this machine, if there is one. */
final class LocalBrowser {
    private LocalBrowser() {}

    /** Opens a page if there is a screen; without one, or without a browser, nothing happens: the address is printed anyway. */
    static void open(String address) {
        List<String> command = command(System.getProperty("os.name", ""), System.getenv(), address);
        if (!command.isEmpty()) {
            try {
                new ProcessBuilder(command)
                        .redirectOutput(Redirect.DISCARD)
                        .redirectError(Redirect.DISCARD)
                        .start();
            } catch (IOException noBrowser) {
                // The address is printed.
            }
        }
    }

    static List<String> command(String system, Map<String, String> environment, String address) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return List.of("open", address);
        }
        if (name.startsWith("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", address);
        }
        boolean screen = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        return screen ? List.of("xdg-open", address) : List.of();
    }
}
