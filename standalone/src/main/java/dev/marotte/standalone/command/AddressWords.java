package dev.marotte.standalone.command;

import java.util.regex.Pattern;

/** Addresses as they may be shown: passwords, stream keys and passphrases in them are somebody's secrets. */
final class AddressWords {
    private static final Pattern USER = Pattern.compile("//[^/@]*@");
    private static final Pattern QUERY = Pattern.compile("\\?.*");

    private AddressWords() {}

    static String withoutSecrets(String address) {
        return QUERY.matcher(USER.matcher(address).replaceFirst("//***@")).replaceFirst("?***");
    }
}
