"""The variety set: seeded contracts typeset in many styles, each with its gold.

`content` (what a contract says) and `Style` (how it looks) are independent; `compose` joins them
into elements that every engine prints, and `gold` says what a record must hold.
"""
