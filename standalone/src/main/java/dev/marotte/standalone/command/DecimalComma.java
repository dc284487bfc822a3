package dev.marotte.standalone.command;

import java.util.regex.Pattern;

/** The comma that many languages write where Marotte reads a point. */
final class DecimalComma {
    private static final Pattern WITH_COMMA = Pattern.compile("[+-]?\\d*,\\d+");

    private DecimalComma() {}

    /** Ends a sentence on a number that cannot be read: how it is written, where a comma is all that is wrong. */
    static String advice(String number) {
        return WITH_COMMA.matcher(number).matches() ? "; write " + number.replace(',', '.') : "";
    }
}
