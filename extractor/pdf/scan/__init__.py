"""Pages that are pictures → pages: Tesseract reads the words, rulings are found in the picture.

Nothing here is imported for a document whose pages all have their text.
"""
