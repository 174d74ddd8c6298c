"""Clients that people already have, as programs that a test drives."""

from pathlib import Path
from typing import TextIO

from tests.support.processes import Program

IRSSI_CONFIG = """
servers = ( { address = "127.0.0.1"; port = "%d"; chatnet = "room"; autoconnect = "yes"; %s } );
chatnets = { room = { type = "IRC"; %s }; };
settings = {
  core = { nick = "%s"; user_name = "irssi"; real_name = "irssi"; };
  "irc/core" = { cmd_queue_speed = "0"; };
  "fe-common/core" = { term_charset = "UTF-8"; };
};
"""
WEECHAT_SHOWN = r"${raw:${buffer.short_name}: ${tg_prefix_nocolor} ${tg_message_nocolor}}\n"
"""Each line as WeeChat would show it, beside the name of its window."""


class OtherClient(Program):
    """A client that is no more if it did not get in."""

    def until_in(self, part: str) -> None:
        """Wait until it shows the end of the welcome."""
        try:
            self.until(part)
        except BaseException:
            self.close()
            raise


class WeeChat(OtherClient):
    """`weechat-headless`: what it would show comes out, what is typed goes in by its named pipe.

    Args:
        binary: Where it is.
        folder: For its settings.
        port: Of the room.
        nick: Who types.
        settings: Of its server, such as `sasl_mechanism plain`; with any it speaks TLS.
    """

    _keyboard: TextIO | None = None

    def __init__(self, binary: str, folder: Path, port: int, nick: str, *settings: str) -> None:
        folder.mkdir()
        tls = ("ssl on", "tls on", "ssl_verify off", "tls_verify off") if settings else ()
        commands = (
            f'/trigger add shown print "" "" "" "/print -stdout {WEECHAT_SHOWN}"',
            "/set irc.server_default.anti_flood_prio_high 0",
            f"/set fifo.file.path {folder}/keyboard",
            f"/server add room 127.0.0.1/{port} -notls -nicks={nick} -username=weechat",
            *(f"/set irc.server.room.{setting}" for setting in (*tls, *settings)),
            "/connect room",
        )
        super().__init__([binary, "-d", folder, *(word for command in commands for word in ("-r", command))])
        self.until_in("room: -- MOTD File is missing")
        self._keyboard = (folder / "keyboard").open("w", encoding="utf-8", buffering=1)

    def type(self, text: str, *, window: str = "server.room") -> None:
        """Type a line in one of its windows."""
        assert self._keyboard is not None
        self._keyboard.write(f"irc.{window} *{text}\n")

    def close(self) -> None:
        """End it."""
        if self._keyboard is not None:
            self._keyboard.close()
        super().close()


class Irssi(OtherClient):
    """`irssi` on a terminal: what is typed is typed, what it shows is read from the screen.

    Args:
        binary: Where it is.
        folder: For its settings.
        port: Of the room.
        nick: Who types.
        server: Settings of its server, as in its configuration.
        network: Settings of its network.
    """

    def __init__(self, binary: str, folder: Path, port: int, nick: str, *, server: str = "", network: str = "") -> None:
        folder.mkdir()
        (folder / "config").write_text(IRSSI_CONFIG % (port, server, network, nick), encoding="utf-8")
        super().__init__([binary, f"--home={folder}"], on_terminal=True)
        self.until_in("MOTD File is missing")
