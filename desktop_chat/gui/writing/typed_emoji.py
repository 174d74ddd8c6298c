"""Keeps emoji out of a field on a screen where the first one would end the program: their names are written instead."""

import tkinter as tk

from desktop_chat.gui.safe_text import draws_emoji, without_emoji


def guard_emoji(text: tk.Text) -> None:
    """Let nothing into *text* that this screen cannot draw, however it comes: by keys, an input method, the clipboard, a draft."""
    if draws_emoji():
        return
    name, inner = str(text), f"{text}-inner"
    # Everything that writes goes through the widget's own Tcl command; Tk's bindings do, too.
    text.tk.call("rename", name, inner)

    def command(*words: str) -> object:
        if words and words[0] in {"insert", "replace"}:
            words = tuple(without_emoji(word) for word in words)
        return text.tk.call(inner, *words)

    text.tk.createcommand(name, command)
    text.bind("<Destroy>", lambda _event: text.tk.deletecommand(name), add=True)
