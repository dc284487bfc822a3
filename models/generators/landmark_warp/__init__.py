"""Builds the generator `landmark-warp`: a portrait warped by landmarks, without any training."""
