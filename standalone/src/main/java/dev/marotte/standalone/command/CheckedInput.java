package dev.marotte.standalone.command;

import dev.marotte.schemas.BadInputException;
import java.util.function.Supplier;

/** Values that were typed. The records that hold them check themselves; what they say is meant for who typed it. */
final class CheckedInput {
    private CheckedInput() {}

    static <T> T checked(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
    }
}
