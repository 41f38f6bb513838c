"""Pages of the documentation that are made from the code: each module returns one as Markdown."""
