"""A member in a process of its own, to be stopped or killed: hears numbered lines and tells whether any was lost.

    python -m tests.support.member PORT NICK CHANNEL

Prints `in` when it is in the channel, `heard N` for `PRIVMSG … :end` after the lines 0 to N-1, and `sent away after N: ERROR …`
when the host ends the connection.
"""

import sys

from tests.support.person import Person


def tell(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(port: int, nick: str, channel: str) -> None:
    """Listen until the end."""
    heard = 0
    with Person(port, nick, channel=channel) as person:
        person.socket.settimeout(None)
        tell("in")
        while line := person.line():
            text = line.partition(" :")[2]
            if " PRIVMSG " in line and text == "end":
                tell(f"heard {heard}")
            elif " PRIVMSG " in line:
                assert int(text.split()[0]) == heard, f"after {heard - 1} came {line}"
                heard += 1
            elif line.startswith("ERROR"):
                tell(f"sent away after {heard}: {line}")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
