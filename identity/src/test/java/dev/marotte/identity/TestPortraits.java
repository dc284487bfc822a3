package dev.marotte.identity;

import dev.marotte.schemas.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Pictures of Grace Hopper (US Navy) and Eileen Collins (NASA), both in the public domain, as files of all kinds. */
public final class TestPortraits {
    private TestPortraits() {}

    public static SourcePicture picture(String name) {
        return new SourcePicture(name, file(name));
    }

    public static Bytes file(String name) {
        try (InputStream in = TestPortraits.class.getResourceAsStream("/portraits/" + name)) {
            if (in == null) {
                throw new IllegalArgumentException("no test portrait " + name);
            }
            return Bytes.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
