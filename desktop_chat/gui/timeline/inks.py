"""Which colours words have, on each of the grounds that they stand on. No Tk."""

from dataclasses import dataclass, replace

from desktop_chat.gui.look.palette import Palette
from desktop_chat.gui.look.typesetter import Typeface
from desktop_chat.gui.timeline.lines import Style
from desktop_chat.gui.timeline.markup import Kind, Run


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours of words on one ground."""

    ground: str
    plain: str
    dim: str
    link: str
    code: str
    code_ground: str
    mention: str
    mention_ground: str
    selection: str
    face: Typeface = Typeface.BODY

    def style(self, run: Run) -> Style:
        """Return how a run is drawn."""
        kind = run.kind
        if kind & Kind.EMOJI:
            return Style(self.face, self.plain, is_emoji=True)
        if kind & Kind.CODE:
            return Style(Typeface.CODE, self.code, self.code_ground)
        face = self._face(kind)
        if kind & Kind.LINK:
            return Style(face, self.link, underline=True, url=run.url)
        if kind & Kind.MENTION:
            return Style(face, self.mention, self.mention_ground)
        return Style(face, self.plain)

    def _face(self, kind: Kind) -> Typeface:
        if self.face is not Typeface.BODY:
            return self.face
        if kind & Kind.BOLD:
            return Typeface.BOLD_ITALIC if kind & Kind.ITALIC else Typeface.BOLD
        return Typeface.ITALIC if kind & Kind.ITALIC else Typeface.BODY

    def quiet(self) -> "Inks":
        """Return the same, all in the quieter colour."""
        return replace(self, plain=self.dim)


def page_inks(palette: Palette, *, ground: str = "") -> Inks:
    """Return the colours of talk on the page, or on another ground that is nearly as light or dark."""
    return Inks(
        ground=ground or palette.bg,
        plain=palette.fg,
        dim=palette.dim,
        link=palette.link,
        code=palette.code.plain,
        code_ground=palette.code.ground if ground else palette.bubble,
        mention=palette.accent_text,
        mention_ground=palette.selected,
        selection=palette.selection,
    )


def own_inks(palette: Palette) -> Inks:
    """Return the colours of talk in a bubble of one's own."""
    return Inks(
        ground=palette.own_bubble,
        plain=palette.on_accent,
        dim=palette.own_dim,
        link=palette.own_dim,
        code=palette.on_accent,
        code_ground=palette.own_code,
        mention=palette.on_accent,
        mention_ground=palette.own_code,
        selection=palette.own_selection,
    )


def small_inks(palette: Palette, colour: str) -> Inks:
    """Return the colours of what is not talk: small, and all of one colour but for addresses."""
    return replace(page_inks(palette), plain=colour, dim=colour, face=Typeface.META)
