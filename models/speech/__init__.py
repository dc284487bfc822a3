"""The model that infers a mouth's pose from sound, and the shapes that a face's mouth takes."""
