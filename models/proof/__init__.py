"""Proves the converted models against TensorFlow Lite and writes the fixtures that the tests compare with."""
