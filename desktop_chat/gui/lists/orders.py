"""What a person orders the host to do by menu: each asks for what it still needs, and sends the command. No Tk."""

from collections.abc import Callable

from desktop_chat.core.client.knowledge import Knowledge
from desktop_chat.gui.lists.powers import Powers
from desktop_chat.gui.ports import SendCommand
from desktop_chat.gui.safe_text import shown_name
from desktop_chat.gui.sheets.pickers import ChannelPicker, PeoplePicker
from desktop_chat.gui.sheets.sheet_forms import AskForm
from desktop_chat.gui.sheets.sheets import Sheets
from desktop_chat.i18n import tr


class Orders:
    """One method for each thing that can be ordered.

    Args:
        known: Gives the room.
        sheets: Ask for texts, show lists.
        command: Sends a command of IRC to the host.
    """

    def __init__(self, *, known: Callable[[], Knowledge], sheets: Sheets, command: SendCommand) -> None:
        self._known, self._sheets, self._command = known, sheets, command

    def join(self, channel: str) -> None:
        """Enter a channel."""
        self._command("JOIN", channel)

    def change_mode(self, channel: str, change: str, nick: str) -> None:
        """Give or take a rank."""
        self._command("MODE", channel, change, nick)

    def describe(self, nick: str) -> None:
        """Show who somebody is."""
        self._sheets.describe(nick)

    def show_settings(self, channel: str) -> None:
        """Show how a channel is."""
        self._sheets.settings(channel)

    def show_bans(self, channel: str) -> None:
        """Show who is banned."""
        self._sheets.show_bans(channel, may_change=Powers(self._known(), channel).helps)

    def ask_topic(self, channel: str) -> None:
        """Change what a channel is about; nothing takes the topic away."""
        there = self._known().channel(channel)
        form = AskForm(tr("The topic of {name}", name=shown_name(channel)), tr("Topic"), tr("Change"), text=there.topic if there else "")
        self._sheets.ask(form, lambda text: self._command("TOPIC", channel, text))

    def ask_name(self, channel: str) -> None:
        """Give a channel another name."""
        form = AskForm(
            tr("Another name for {name}", name=shown_name(channel)),
            tr("Name"),
            tr("Rename"),
            text=channel,
            explanation=tr("Members, topic and history stay as they are."),
        )
        self._sheets.ask(form, lambda text: self._command("RENAME", channel, text) if text != channel else None)

    def pick_guest(self, channel: str) -> None:
        """Invite somebody who is not in a channel."""
        known = self._known()
        there = known.channel(channel)
        title = tr("Invite to {name}", name=shown_name(channel))
        picker = PeoplePicker(
            known, title, choose=lambda nick: self._command("INVITE", nick, channel), without=frozenset(there.members if there else ())
        )
        self._sheets.pick(picker)

    def pick_channel_for(self, nick: str) -> None:
        """Invite somebody to one of our channels."""
        known = self._known()
        there = {one.name for one in known.channels.values() if known.features.fold(nick) in one.members}
        channels = [one.name for one in known.channels.values() if one.name not in there and Powers(known, one.name).invites]
        title = tr("Invite {nick}", nick=shown_name(nick))
        self._sheets.pick(ChannelPicker(title, choose=lambda channel: self._command("INVITE", nick, channel), channels=channels))

    def ask_kick(self, channel: str, nick: str) -> None:
        """Put somebody out of a channel."""
        form = self._reason_form(tr("Put {nick} out of {channel}", nick=shown_name(nick), channel=shown_name(channel)), tr("Put out"))
        self._sheets.ask(form, lambda reason: self._kick(channel, nick, reason))

    def ask_ban(self, channel: str, nick: str) -> None:
        """Ban somebody, by their name unless another mask is typed."""
        form = AskForm(
            tr("Ban {nick} from {channel}", nick=shown_name(nick), channel=shown_name(channel)),
            tr("Who is meant"),
            tr("Ban"),
            text=f"{nick}!*@*",
            explanation=tr("name!user@address; * stands for anything. Whoever fits can neither come in nor speak."),
            is_harsh=True,
        )
        self._sheets.ask(form, lambda mask: self._command("MODE", channel, "+b", mask) if mask else None)

    def ask_kick_ban(self, channel: str, nick: str) -> None:
        """Ban somebody by their name, and put them out."""
        title = tr("Ban {nick} from {channel} and put them out", nick=shown_name(nick), channel=shown_name(channel))

        def put_out(reason: str) -> None:
            self._command("MODE", channel, "+b", f"{nick}!*@*")
            self._kick(channel, nick, reason)

        self._sheets.ask(self._reason_form(title, tr("Ban and put out")), put_out)

    def ask_kill(self, nick: str) -> None:
        """End somebody's connection to the room."""
        form = self._reason_form(tr("Throw {nick} out of the room", nick=shown_name(nick)), tr("Throw out"))
        self._sheets.ask(form, lambda reason: self._command("KILL", nick, *([reason] if reason else [])))

    def _kick(self, channel: str, nick: str, reason: str) -> None:
        self._command("KICK", channel, nick, *([reason] if reason else []))

    @staticmethod
    def _reason_form(title: str, button: str) -> AskForm:
        return AskForm(title, tr("Reason (everybody reads it)"), button, is_harsh=True)
