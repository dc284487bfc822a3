package dev.marotte.standalone.command;

import java.util.regex.Pattern;

/** The decimal comma of many languages, where Marotte expects a point. */
final class DecimalComma {
    private static final Pattern WITH_COMMA = Pattern.compile("[+-]?\\d*,\\d+");

    private DecimalComma() {}

    /** Ends a message on an unreadable number with the right spelling, if only the comma is wrong. */
    static String advice(String number) {
        return WITH_COMMA.matcher(number).matches() ? "; write " + number.replace(',', '.') : "";
    }
}
