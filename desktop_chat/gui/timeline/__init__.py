"""The lines of a conversation on a canvas: what stands where is decided without Tk, and only what is seen is drawn."""
