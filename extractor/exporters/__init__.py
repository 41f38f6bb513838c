"""Documents of a store → files for other programs and people, one module per format."""
