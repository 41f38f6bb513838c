"""Answers as tables for people: titles, notes and headings in French, one module per subject."""
