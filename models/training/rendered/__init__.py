"""Clips of people who do not exist: MakeHuman's heads, talking, rendered."""
