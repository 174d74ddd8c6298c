"""All colours of the window: dark, light, and of high contrast. No Tk.

Contrasts are those of WCAG 2.1 AA: 4.5:1 for text, 3:1 for the borders of controls; of high contrast AAA, 7:1 for text.
"""

from dataclasses import dataclass
from typing import Final

from desktop_chat.gui.rows import Presence, Tone


@dataclass(frozen=True, slots=True)
class CodeColours:
    """What code is drawn in: its ground, and the kinds of words in it."""

    ground: str
    plain: str
    keyword: str
    string: str
    number: str
    comment: str
    name: str
    """Functions and classes where they are defined, and what is built in."""


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours, by what they are for."""

    name: str
    """As in the setting `theme`."""
    bg: str
    side: str
    panel: str
    raised: str
    hover: str
    selected: str
    fg: str
    dim: str
    faint: str
    line: str
    border: str
    disabled: str
    """Behind what cannot be pressed."""
    accent: str
    accent_hover: str
    accent_text: str
    on_accent: str
    link: str
    good: str
    warn: str
    danger: str
    danger_hover: str
    danger_text: str
    mention: str
    """Behind a line that names the person at this window."""
    found: str
    """Behind words that were looked for."""
    selection: str
    """Behind text that is selected in the timeline."""
    bubble: str
    own_bubble: str
    own_dim: str
    """Quieter than `on_accent`, on `own_bubble`."""
    own_code: str
    """Behind a word of code on `own_bubble`."""
    own_selection: str
    people: tuple[str, ...]
    """Names of people; as many as `people.PERSON_COLOURS`, each readable on `bg` and `panel`."""
    faces: tuple[str, ...]
    """The same behind letters of `on_accent`."""
    code: CodeColours
    edge: int = 1
    """How thick edges are, in pixels of the design."""

    def tone(self, tone: Tone) -> str:
        """Return the colour of a state."""
        return {Tone.GOOD: self.good, Tone.WAITING: self.warn, Tone.BAD: self.danger_text}[tone]

    def presence(self, presence: Presence) -> str:
        """Return the colour of the sign that says whether somebody is there; its shape says the same."""
        return {Presence.HERE: self.good, Presence.AWAY: self.warn, Presence.GONE: self.faint}[presence]


FACES: Final = ("#2f6fd0", "#b8437c", "#a85a10", "#23796f", "#7a52d6", "#a63f3f", "#4d7a1f", "#5a6472")

DARK: Final = Palette(
    name="dark",
    bg="#16181d",
    side="#111317",
    panel="#1b1e24",
    raised="#22262e",
    hover="#1d2027",
    selected="#2d2853",
    fg="#e7e9ee",
    dim="#9aa1ae",
    faint="#8a92a0",
    line="#2a2e37",
    border="#6b7280",
    disabled="#262a31",
    accent="#6a58f0",
    accent_hover="#5b4be0",
    accent_text="#a99cff",
    on_accent="#ffffff",
    link="#8ab4ff",
    good="#3ecf8e",
    warn="#f2b84b",
    danger="#cf3f3f",
    danger_hover="#b53232",
    danger_text="#ff7b7b",
    mention="#2b2617",
    found="#5c4a10",
    selection="#2f4070",
    bubble="#232730",
    own_bubble="#5b4be0",
    own_dim="#e4e0ff",
    own_code="#4437b8",
    own_selection="#352a96",
    people=("#8ab4ff", "#f08cc0", "#f0a35e", "#5fd0c1", "#b79bff", "#ff8f8f", "#a5d36b", "#b6bfcd"),
    faces=FACES,
    code=CodeColours(
        ground="#12141a",
        plain="#d7dae2",
        keyword="#c792ff",
        string="#9bd17a",
        number="#f2a36b",
        comment="#8a92a0",
        name="#7cc0ff",
    ),
)
LIGHT: Final = Palette(
    name="light",
    bg="#ffffff",
    side="#f4f5f8",
    panel="#fafbfc",
    raised="#ffffff",
    hover="#eceef3",
    selected="#e4e1fb",
    fg="#1b1e25",
    dim="#5c6471",
    faint="#656d7b",
    line="#e5e7ec",
    border="#858d9b",
    disabled="#eef0f4",
    accent="#5b4be0",
    accent_hover="#4a3bc8",
    accent_text="#5140d8",
    on_accent="#ffffff",
    link="#2457d6",
    good="#15803d",
    warn="#8a5a00",
    danger="#cf3f3f",
    danger_hover="#b53232",
    danger_text="#b92f2f",
    mention="#fff4d6",
    found="#ffe08a",
    selection="#d8e0ff",
    bubble="#f0f1f5",
    own_bubble="#5b4be0",
    own_dim="#e4e0ff",
    own_code="#4437b8",
    own_selection="#352a96",
    people=("#2457d6", "#a8316c", "#97500c", "#0f6e63", "#6a3fd0", "#a83232", "#47711a", "#4d5766"),
    faces=FACES,
    code=CodeColours(
        ground="#f4f5f8",
        plain="#2b2f3a",
        keyword="#8430ce",
        string="#23691f",
        number="#9c4a00",
        comment="#656d7b",
        name="#1f5fc4",
    ),
)
CONTRAST: Final = Palette(
    name="contrast",
    bg="#000000",
    side="#000000",
    panel="#000000",
    raised="#000000",
    hover="#2b2b00",
    selected="#3d3d00",
    fg="#ffffff",
    dim="#e8e8e8",
    faint="#d6d6d6",
    line="#ffffff",
    border="#ffffff",
    disabled="#262626",
    accent="#ffe14d",
    accent_hover="#fff2a8",
    accent_text="#ffe14d",
    on_accent="#000000",
    link="#8fdcff",
    good="#5cff8f",
    warn="#ffd24d",
    danger="#ff9b9b",
    danger_hover="#ffb8b8",
    danger_text="#ff9b9b",
    mention="#2b2b00",
    found="#4a3800",
    selection="#003a66",
    bubble="#1c1c1c",
    own_bubble="#ffe14d",
    own_dim="#1f1a00",
    own_code="#fff2a8",
    own_selection="#ffffff",
    people=("#8fdcff", "#ffb0dc", "#ffc48a", "#7df0de", "#d3bcff", "#ffb3b3", "#c6f28c", "#e0e6ef"),
    faces=("#8fdcff", "#ffb0dc", "#ffc48a", "#7df0de", "#d3bcff", "#ffb3b3", "#c6f28c", "#e0e6ef"),
    code=CodeColours(
        ground="#000000",
        plain="#ffffff",
        keyword="#e0b8ff",
        string="#b8f29b",
        number="#ffc48a",
        comment="#d6d6d6",
        name="#8fdcff",
    ),
    edge=2,
)
PALETTES: Final = {palette.name: palette for palette in (DARK, LIGHT, CONTRAST)}
