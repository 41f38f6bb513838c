"""Texts that name the same thing: comparison beyond spelling."""
