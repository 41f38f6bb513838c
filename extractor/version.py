"""The version of the program: of the package, of what it writes, of readings in a database."""

__version__ = "0.1.0"
