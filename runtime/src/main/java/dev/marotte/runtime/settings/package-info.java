/**
 * Typed settings. A {@link dev.marotte.runtime.settings.Setting} is one key with its default, range and purpose;
 * {@link dev.marotte.runtime.settings.Settings} are the values in force, of a file, overridden by the environment,
 * overridden by flags. A stage's configuration is a record made from them, checked once, in its constructor.
 */
@NullMarked
package dev.marotte.runtime.settings;

import org.jspecify.annotations.NullMarked;
