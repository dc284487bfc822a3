"""Builds the generator `marotte-neural`: the landmark warp, and a trained network that corrects what it drew."""
