/** What the stages say to each other: stamps, messages, topics and serdes. Domain types are records; Avro stays inside this module. */
@NullMarked
package dev.marotte.schemas;

import org.jspecify.annotations.NullMarked;
