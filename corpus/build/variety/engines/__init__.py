"""Engines: elements → PDF. Each writes PDF in its own way."""
