"""What the typeset contracts say: one module per contract, printed and turned into gold."""
