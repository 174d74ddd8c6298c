"""Asks where a conversation is to be written, and in what form."""

import re
import tkinter as tk
from pathlib import Path
from tkinter import filedialog

from desktop_chat.core.client.export import ExportFormat
from desktop_chat.i18n import tr

UNFIT = re.compile(r'[\x00-\x1f<>:"/\\|?*#]')
"""What a file's name cannot hold on one of the systems, and the # of a channel."""


def ask_export_file(parent: tk.Misc, conversation: str) -> tuple[ExportFormat, Path] | None:
    """Return the form and the file that the person chose, by its ending; None if they thought better of it."""
    names = {ExportFormat.TEXT: tr("Text"), ExportFormat.HTML: tr("Web page (HTML)"), ExportFormat.JSON: tr("JSON, for programs")}
    chosen = filedialog.asksaveasfilename(
        parent=parent,
        title=tr("Save {name} as", name=conversation),
        initialfile=f"{UNFIT.sub('', conversation) or 'chat'}.{ExportFormat.TEXT}",
        defaultextension=f".{ExportFormat.TEXT}",
        filetypes=[(name, f"*.{kind}") for kind, name in names.items()],
    )
    if not chosen:
        return None
    file = Path(chosen)
    ending = file.suffix.removeprefix(".").lower()
    return next((kind for kind in ExportFormat if kind.value == ending), ExportFormat.TEXT), file
