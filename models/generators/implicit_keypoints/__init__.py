"""Tiny stand-ins for the networks of LivePortrait's family."""
