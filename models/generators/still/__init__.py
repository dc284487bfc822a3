"""A generator that computes nothing: it leaves the portrait as it is."""
