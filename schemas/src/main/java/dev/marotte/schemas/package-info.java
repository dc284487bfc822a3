/**
 * What the stages say to each other. A message is a record of ours, a topic is a {@link dev.marotte.schemas.Topic} that
 * carries key, serdes and retention; Avro stays inside this package.
 *
 * <p>Whatever stands in a topic decodes to a value, {@link dev.marotte.schemas.Decoded.Readable} or {@link
 * dev.marotte.schemas.Decoded.Unreadable}. A frame is known by its {@link dev.marotte.schemas.FrameStamp}, and a {@link
 * dev.marotte.schemas.Session} says all that a stage has to know of it.
 */
@NullMarked
package dev.marotte.schemas;

import org.jspecify.annotations.NullMarked;
