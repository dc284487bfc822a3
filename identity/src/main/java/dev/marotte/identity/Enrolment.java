package dev.marotte.identity;

import dev.marotte.face.FaceFinder;
import dev.marotte.face.Pixels;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.FaceLandmarks;
import java.util.ArrayList;
import java.util.List;

/** Makes an identity from source pictures: read → find the face → crop → encode. For use by one thread at a time. */
final class Enrolment {
    /** Smallest usable face: a smaller one has far fewer pixels than the mesh looks at, and its drawing is a blur. */
    private static final int SMALLEST_FACE = 40;

    private final LoadedGenerator generator;
    private final Encoder encoder;
    private final FaceFinder finder;
    private final SourcePictureReader portraits;

    Enrolment(LoadedGenerator generator, Encoder encoder, FaceFinder finder, SourcePictureReader portraits) {
        this.generator = generator;
        this.encoder = encoder;
        this.finder = finder;
        this.portraits = portraits;
    }

    /**
     * Makes an identity.
     *
     * @param pictures of one person; the first is the portrait, whose framing the output has. If a picture shows several people, the largest face is used
     * @throws BadInputException if a picture cannot be used; the message says which and why
     */
    EnrolledIdentity enrol(List<SourcePicture> pictures) {
        if (pictures.isEmpty() || pictures.size() > generator.maxSources()) {
            throw new BadInputException("this generator makes an identity of " + upTo(generator.maxSources())
                    + ", not of " + pictures.size());
        }
        List<LocatedFace> faces = new ArrayList<>();
        for (SourcePicture picture : pictures) {
            faces.add(locate(picture));
        }
        return identity(faces);
    }

    private static String upTo(int pictures) {
        return pictures == 1 ? "one picture" : "1 to " + pictures + " pictures";
    }

    /** @throws BadInputException if the picture cannot be used; the message says why */
    void check(SourcePicture picture) {
        LocatedFace _ = locate(picture);
    }

    private LocatedFace locate(SourcePicture picture) {
        Pixels pixels = portraits.read(picture);
        FaceLandmarks face = finder.find(pixels, new FaceChoice.LargestFace())
                .orElseThrow(() -> new BadInputException("no face was found in " + picture.name()))
                .landmarks();
        int size = Math.round(FaceBox.of(face).size());
        if (size < SMALLEST_FACE) {
            throw new BadInputException("the face in " + picture.name() + " is too small: " + size
                    + " pixels, at least " + SMALLEST_FACE + " are needed");
        }
        return new LocatedFace(pixels, face);
    }

    private EnrolledIdentity identity(List<LocatedFace> faces) {
        LocatedFace first = faces.getFirst();
        Pixels portrait = first.pixels();
        Crop crop = generator.crop(first.face(), portrait.width(), portrait.height());
        List<Encoder.Source> sources = new ArrayList<>();
        sources.add(source(first, crop));
        for (LocatedFace further : faces.subList(1, faces.size())) {
            sources.add(source(further, crop.alike(further.face(), first.face())));
        }
        return new EnrolledIdentity(
                generator.drawnBy(),
                portraits.code(portrait),
                crop,
                crop.toCrop(first.face()),
                encoder.encode(sources, crop.size()));
    }

    private Encoder.Source source(LocatedFace located, Crop crop) {
        return new Encoder.Source(portraits.cut(located.pixels(), crop), crop.toCrop(located.face()));
    }

    /** A face, and the picture that it was found in. */
    private record LocatedFace(Pixels pixels, FaceLandmarks face) {}
}
