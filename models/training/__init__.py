"""Trains `marotte-neural`: preparation of clips, training, evaluation."""
