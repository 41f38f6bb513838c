"""The variety set: seeded contracts typeset in many styles, each with its gold.

    style + frame + actions + vocabulary  → Contract   compose
    Contract                              → elements   book, plan, shapes
    elements                              → PDF        engines
    Contract + PDF                        → gold       measure, gold

What a contract says and how it looks are independent: `docs/variety.md`.
"""
