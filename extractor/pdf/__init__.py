"""Bytes → pages: words, rulings, fills, images, links; page furniture recognised."""
