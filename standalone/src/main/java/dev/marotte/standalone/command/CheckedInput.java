package dev.marotte.standalone.command;

import dev.marotte.schemas.BadInputException;
import java.util.function.Supplier;

/** Values that the user typed. The records that hold them validate themselves; their messages are meant for the user. */
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
