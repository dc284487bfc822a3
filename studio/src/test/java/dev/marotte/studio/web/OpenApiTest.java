package dev.marotte.studio.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OpenApiTest {
    private static final Pattern PATH = Pattern.compile("  (/\\S+):");
    private static final Pattern METHOD = Pattern.compile("    (get|post|put|patch|delete):");

    @TempDir
    private Path folder;

    @Test
    void describesEveryRouteAndNoOther() throws IOException {
        Set<String> routes = OfflineStudio.parts(folder).routes().stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described()).isEqualTo(routes).hasSizeGreaterThan(15);
    }

    @Test
    void saysOfEveryOpenRouteThatItNeedsNoToken() throws IOException {
        long open = OfflineStudio.parts(folder).routes().stream()
                .filter(route -> route.least().isEmpty())
                .count();

        assertThat(text().lines()
                        .filter(line -> line.equals("      security: []"))
                        .count())
                .isEqualTo(open);
    }

    private static Set<String> described() throws IOException {
        Set<String> operations = new TreeSet<>();
        String path = "";
        for (String line : text().lines().toList()) {
            Matcher named = PATH.matcher(line);
            Matcher method = METHOD.matcher(line);
            if (named.matches()) {
                path = named.group(1);
            } else if (method.matches()) {
                operations.add(method.group(1).toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return operations;
    }

    private static String text() throws IOException {
        try (InputStream file = OpenApiTest.class.getResourceAsStream("/dev/marotte/studio/page/openapi.yaml")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
