"""What each `/command` does, in a few words. No Tk."""

from desktop_chat.core.client.commands import INPUT_COMMANDS
from desktop_chat.i18n import tr

OWN_FORMS = {"help": "/help", "query": "/query name"}
"""Commands that need no host, and how they are typed."""


def command_forms() -> dict[str, str]:
    """Return how each command is typed, by its name, in the order of the alphabet."""
    return dict(sorted(({name: command.form for name, command in INPUT_COMMANDS.items()} | OWN_FORMS).items()))


def command_text(name: str) -> str:
    """Say what a command does."""
    return {**_about_oneself(), **_about_channels(), **_about_others()}.get(name, "")


def _about_oneself() -> dict[str, str]:
    return {
        "away": tr("Say that you are away, or back again"),
        "help": tr("Show all commands"),
        "me": tr("Say what you are doing"),
        "motd": tr("Show the host's message of the day"),
        "msg": tr("Write to a person"),
        "nick": tr("Take another name"),
        "notice": tr("Write to a person without asking for an answer"),
        "query": tr("Open a talk with a person"),
        "quit": tr("Leave the room"),
        "raw": tr("Send a line of IRC as it is"),
    }


def _about_channels() -> dict[str, str]:
    return {
        "invite": tr("Invite a person to the channel"),
        "join": tr("Go into a channel, or make one"),
        "list": tr("Show the channels of the room"),
        "mode": tr("Show or change the rules of the channel"),
        "names": tr("Show who is in the channel"),
        "part": tr("Leave the channel"),
        "topic": tr("Show or change the topic"),
    }


def _about_others() -> dict[str, str]:
    return {
        "ban": tr("Keep a person out of the channel"),
        "deop": tr("Take the operator's rights away"),
        "devoice": tr("Take the voice away"),
        "kick": tr("Put a person out of the channel"),
        "op": tr("Make a person an operator"),
        "unban": tr("Let a person in again"),
        "voice": tr("Let a person speak where not everybody may"),
        "who": tr("Show people by name"),
        "whois": tr("Show what is known of a person"),
    }
