/**
 * Typed settings. A {@link dev.marotte.runtime.settings.Setting} is one key with its default, range and purpose; {@link
 * dev.marotte.runtime.settings.Settings} are the values in force, of a file, over it the environment, over it flags. A
 * stage's configuration is a record made of them, checked once, in its constructor.
 */
@NullMarked
package dev.marotte.runtime.settings;

import org.jspecify.annotations.NullMarked;
