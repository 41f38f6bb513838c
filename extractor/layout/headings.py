"""Which blocks are headings, and how high they rank."""

from extractor.layout.blocks import Block

MAX_LENGTH = 220


def heading_rank(block: Block, body_size: float) -> float:
    """0 for running text; the larger (then bolder) the higher.

    A heading is short, without a bullet, and larger than the text or bold, or all capitals.
    """
    if block.marker or len(block.text) > MAX_LENGTH or not any(c.isalpha() for c in block.text):
        return 0.0
    larger = block.style.size > body_size + 0.8
    capitals = block.text.isupper() and len(block.text) > 3
    if not (larger or block.bold or capitals):
        return 0.0
    return block.style.size + (0.5 if block.bold else 0.0) + (0.25 if capitals else 0.0)
