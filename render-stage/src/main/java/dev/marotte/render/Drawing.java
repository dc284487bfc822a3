package dev.marotte.render;

import java.nio.ByteBuffer;

/**
 * One drawn crop, as long as the generator lends it.
 *
 * @param size side of the square in pixels
 * @param rgb direct, rows of R, G, B from top to bottom
 * @param alpha direct, coverage of the person
 */
public record Drawing(int size, ByteBuffer rgb, ByteBuffer alpha) {}
