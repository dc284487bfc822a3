package dev.marotte.standalone;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** The shipped portrait in all the ways in which pictures come. */
public final class Portraits {
    private static final int NO_INK = 255;

    private Portraits() {}

    /** 512 × 512, the face about 150 pixels wide. */
    static BufferedImage portrait() {
        try (InputStream file = Portraits.class.getResourceAsStream("demo/collins.jpg")) {
            return ImageIO.read(Objects.requireNonNull(file, "the portrait is shipped"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A photographer at his camera, seen from the side, 256 × 256: a part of camera.png of scikit-image, by Lav Varshney, CC0. */
    static byte[] profile() {
        try (InputStream file = Portraits.class.getResourceAsStream("profile.jpg")) {
            return Objects.requireNonNull(file, "the profile is a test resource")
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Paints the portrait into an empty picture, its left upper corner at (x, y), scaled. */
    public static BufferedImage placed(int width, int height, int x, int y, double scale) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.DARK_GRAY);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        int side = (int) Math.round(512 * scale);
        graphics.drawImage(portrait(), x, y, side, side, null);
        graphics.dispose();
        return picture;
    }

    static BufferedImage converted(BufferedImage picture, int type) {
        var converted = new BufferedImage(picture.getWidth(), picture.getHeight(), type);
        Graphics2D graphics = converted.createGraphics();
        graphics.drawImage(picture, 0, 0, null);
        graphics.dispose();
        return converted;
    }

    static BufferedImage turnedLeft(BufferedImage picture) {
        var turned = new BufferedImage(picture.getHeight(), picture.getWidth(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = turned.createGraphics();
        graphics.rotate(-Math.PI / 2);
        graphics.drawImage(picture, -picture.getWidth(), 0, null);
        graphics.dispose();
        return turned;
    }

    public static byte[] coded(BufferedImage picture, String format) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, bytes)) {
                throw new IllegalArgumentException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A JPEG of four colours as print shops have it: with Adobe's marker, and inverted. */
    static byte[] cmyk(BufferedImage picture) {
        WritableRaster raster = Raster.createInterleavedRaster(0, picture.getWidth(), picture.getHeight(), 4, null);
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y);
                raster.setPixel(x, y, new int[] {rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, NO_INK});
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.write(new IIOImage(raster, null, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        byte[] adobe = {(byte) 0xFF, (byte) 0xEE, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};
        return withSegment(bytes.toByteArray(), adobe);
    }

    /** Puts an EXIF segment behind the start of a JPEG; {@code orientation} as in the standard, 6: turn right to see it upright. */
    static byte[] withExifOrientation(byte[] jpeg, int orientation) {
        byte[] exif = {
            (byte) 0xFF,
            (byte) 0xE1,
            0,
            34,
            'E',
            'x',
            'i',
            'f',
            0,
            0,
            'M',
            'M',
            0,
            42,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            (byte) orientation,
            0,
            0,
            0,
            0,
            0,
            0
        };
        return withSegment(jpeg, exif);
    }

    private static byte[] withSegment(byte[] jpeg, byte[] segment) {
        byte[] result = new byte[jpeg.length + segment.length];
        System.arraycopy(jpeg, 0, result, 0, 2);
        System.arraycopy(segment, 0, result, 2, segment.length);
        System.arraycopy(jpeg, 2, result, 2 + segment.length, jpeg.length - 2);
        return result;
    }
}
