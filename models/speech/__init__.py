"""The model that hears how a mouth stands, and the shapes that a face's mouth takes."""
