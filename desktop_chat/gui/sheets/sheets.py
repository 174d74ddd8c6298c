"""What lies over the room: which sheet is open, what it shows, and what comes of the answer. No Tk."""

from collections.abc import Callable

from desktop_chat.core.client.events import ChannelsListed, MasksListed, PersonDescribed
from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.ports import SendCommand
from desktop_chat.gui.safe_text import shown
from desktop_chat.gui.sheets.channel_settings import channel_form, wish_commands, wish_problem
from desktop_chat.gui.sheets.person_card import person_card
from desktop_chat.gui.sheets.pickers import BanList, ChannelBrowser, Pick, Picker
from desktop_chat.gui.sheets.sheet_forms import AskForm, ChannelForm, ChannelWish, PersonCard, PickForm, Sheet
from desktop_chat.gui.view import View

Answer = MasksListed | ChannelsListed | PersonDescribed
"""What the host says to what a sheet asks."""


class Sheets:
    """At most one is open. A person closes it, or it closes with the answer.

    Args:
        view: The window.
        known: Gives the room.
        command: Sends a command of IRC to the host.
        meet: Opens the talk with a person.
    """

    def __init__(self, view: View, *, known: Callable[[], Knowledge], command: SendCommand, meet: Callable[[str], None]) -> None:
        self._view, self._known, self._command, self._meet = view, known, command, meet
        self._sheet: Sheet | None = None
        self._picker: Picker | None = None
        self._picks: list[Pick] = []
        self._typed = ""
        self._at = 0
        self._answer: Callable[[str], None] = _ignore
        self._described = ""
        """The nick of the person on the card."""

    def _show(self, sheet: Sheet | None) -> None:
        self._sheet = sheet
        self._view.set_sheet(sheet)

    def close(self) -> None:
        """Put the sheet away; without one nothing changes."""
        self._picker, self._picks, self._answer = None, [], _ignore
        if self._sheet is not None:
            self._show(None)

    def pick(self, picker: Picker) -> None:
        """Open a list to pick from."""
        self.close()
        self._picker, self._typed, self._at = picker, "", 0
        self._list()

    def type(self, text: str) -> None:
        """Make the list shorter by what stands in the field now."""
        if self._picker is not None and text != self._typed:
            self._typed, self._at = text, 0
            self._list()

    def move(self, by: int) -> None:
        """Go so many entries down the list, or up, round and round."""
        if self._picks:
            self._at = (self._at + by) % len(self._picks)
            self._show_list()

    def choose(self, key: str | None = None) -> None:
        """Take an entry of the list; without a key the one that is reached."""
        reached = self._picks[self._at : self._at + 1]
        chosen = next((pick for pick in self._picks if pick.row.key == key), None) if key is not None else next(iter(reached), None)
        if chosen is None:
            return
        if not isinstance(self._picker, BanList):  # Of bans there is often more than one to lift.
            self.close()
        chosen.run()

    def _list(self) -> None:
        if self._picker is not None:
            self._picks = self._picker.picks(self._typed)
            self._show_list()

    def _show_list(self) -> None:
        picker = self._picker
        if picker is not None:
            rows = tuple(pick.row for pick in self._picks)
            active = rows[self._at].key if self._at < len(rows) else None
            self._show(PickForm(picker.title, picker.hint, rows, picker.sentence, active))

    def ask(self, form: AskForm, answer: Callable[[str], None]) -> None:
        """Ask for a text.

        Args:
            form: The question.
            answer: Given the text, once the person has confirmed it.
        """
        self.close()
        self._answer = answer
        self._show(form)

    def answer(self, text: str) -> None:
        """Take the text that was asked for."""
        answer = self._answer
        self.close()
        answer(text.strip())

    def browse(self, join: Callable[[str], None]) -> None:
        """Show which channels there are; *join* enters one."""
        self.pick(ChannelBrowser(self._known(), join=join))
        self._command("LIST")

    def show_bans(self, channel: str, *, may_change: bool) -> None:
        """Show who is banned from a channel."""
        lift, ban = self._ban_change(channel, "-b"), self._ban_change(channel, "+b")
        self.pick(BanList(channel, may_change=may_change, lift=lift, ban=ban))
        self._command("MODE", channel, "b")

    def _ban_change(self, channel: str, mode: str) -> Callable[[str], None]:
        def change(mask: str) -> None:
            self._command("MODE", channel, mode, mask)
            self._command("MODE", channel, "b")

        return change

    def settings(self, channel: str) -> None:
        """Show how a channel is."""
        known = self._known()
        there = known.channel(channel)
        if there is not None:
            self.close()
            self._show(channel_form(known, there))

    def apply(self, wish: ChannelWish) -> str:
        """Change the channel that is shown; return why that cannot be, or "" with the sheet closed."""
        form = self._sheet
        if not isinstance(form, ChannelForm):
            return ""
        problem = wish_problem(form, wish)
        if problem:
            return shown(problem)
        self.close()
        for command in wish_commands(form, wish):
            self._command(*command)
        return ""

    def describe(self, nick: str) -> None:
        """Ask who somebody is; the answer comes as a card."""
        self._command("WHOIS", nick)

    def message(self) -> None:
        """Write to the person on the card."""
        if isinstance(self._sheet, PersonCard):
            self.close()
            self._meet(self._described)

    def hear(self, event: Answer) -> bool:
        """Take an answer of the host; return whether it was shown here."""
        picker, known = self._picker, self._known()
        match event:
            case PersonDescribed():
                self.close()
                self._described = event.nick
                self._show(person_card(event, known))
            case ChannelsListed(rows) if isinstance(picker, ChannelBrowser):
                picker.listed = rows
                self._list()
            case MasksListed(channel, "b", entries) if isinstance(picker, BanList) and known.features.fold(
                picker.channel
            ) == known.features.fold(channel):
                picker.entries = entries
                self._list()
            case _:
                return False
        return True

    def show_again(self) -> None:
        """Tell a window that was made anew; a list says the same in the language of now."""
        if self._picker is not None:
            self._list()
        else:
            self._view.set_sheet(self._sheet)


def _ignore(_text: str) -> None:
    """Do nothing with an answer that nobody asked for."""
