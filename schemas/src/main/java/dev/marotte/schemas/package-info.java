/**
 * The messages between the stages. A message is a Java record of ours, a topic is a {@link dev.marotte.schemas.Topic}
 * that carries key, serdes and retention; Avro stays inside this package.
 *
 * <p>Any record in a topic decodes to a value, {@link dev.marotte.schemas.Decoded.Readable} or
 * {@link dev.marotte.schemas.Decoded.Unreadable}. A frame is identified by its {@link dev.marotte.schemas.FrameStamp},
 * and a {@link dev.marotte.schemas.Session} holds everything that a stage must know about a session.
 */
@NullMarked
package dev.marotte.schemas;

import org.jspecify.annotations.NullMarked;
