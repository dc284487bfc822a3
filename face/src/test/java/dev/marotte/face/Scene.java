package dev.marotte.face;

import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Pictures put together from public-domain portraits: Eileen Collins (NASA), Grace Hopper (US Navy). */
public final class Scene {
    /** Where the faces lie in the portraits: the middle between eyes and mouth, and the height from brow to chin. */
    public enum Portrait {
        COLLINS("collins", 224, 125, 110),
        HOPPER("hopper", 262, 235, 210);

        private final BufferedImage picture;
        private final int x;
        private final int y;
        private final int height;

        Portrait(String name, int x, int y, int height) {
            this.picture = read("/dev/marotte/face/portraits/" + name + ".jpg");
            this.x = x;
            this.y = y;
            this.height = height;
        }
    }

    private final BufferedImage canvas;

    private Scene(BufferedImage canvas) {
        this.canvas = canvas;
    }

    /** Nobody is there: a grey wall. */
    public static Scene empty(int width, int height) {
        BufferedImage canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = canvas.createGraphics();
        graphics.setColor(new Color(120, 125, 130));
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return new Scene(canvas);
    }

    /** A stored picture as it is. */
    public static Scene of(String resource) {
        return new Scene(read(resource));
    }

    /** Puts a head with its shoulders so that its face is {@code size} pixels high and centred at (x, y), turned clockwise. */
    public Scene with(Portrait portrait, double x, double y, double size, double degrees) {
        double scale = size / portrait.height;
        AffineTransform transform = AffineTransform.getTranslateInstance(x, y);
        transform.rotate(Math.toRadians(degrees));
        transform.scale(scale, scale);
        transform.translate(-portrait.x, -portrait.y);
        Graphics2D graphics = canvas.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setClip(transform.createTransformedShape(new Rectangle(
                portrait.x - portrait.height, portrait.y - portrait.height, 2 * portrait.height, 2 * portrait.height)));
        graphics.drawImage(portrait.picture, transform, null);
        graphics.dispose();
        return this;
    }

    public Pixels pixels() {
        BufferedImage bgr = new BufferedImage(canvas.getWidth(), canvas.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        bgr.createGraphics().drawImage(canvas, 0, 0, null);
        return Pixels.of(
                canvas.getWidth(),
                canvas.getHeight(),
                ((DataBufferByte) bgr.getRaster().getDataBuffer()).getData());
    }

    public Picture jpeg() {
        return coded("jpg", PictureCodec.JPEG);
    }

    public Picture png() {
        return coded("png", PictureCodec.PNG);
    }

    private Picture coded(String format, PictureCodec codec) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(canvas, format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Picture(codec, canvas.getWidth(), canvas.getHeight(), Bytes.of(bytes.toByteArray()));
    }

    private static BufferedImage read(String resource) {
        try (InputStream picture = Objects.requireNonNull(Scene.class.getResourceAsStream(resource), resource)) {
            return ImageIO.read(picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
