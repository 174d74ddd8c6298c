"""IRC as bytes and values: messages, lines, names, masks, numerics, capabilities, limits."""
