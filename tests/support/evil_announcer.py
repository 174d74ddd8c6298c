"""Announces what no honest room would, on one address, until a line comes in.

python -m tests.support.evil_announcer ADDRESS
"""

import socket
import sys

from zeroconf import ServiceInfo, Zeroconf

SERVICE = "_ircs._tcp.local."
PROPERTIES: tuple[dict[bytes, bytes | None], ...] = (
    {},
    {b"id": b"\xff" * 200, b"people": b"99999999999999999999", b"locked": b"\x00"},
    {b"people": b"-7", b"plain": None, b"id": b"<script>"},
)
NAMES = ("\u202eevil", "a\u2028b\u200bc", "x" * 63, "%s%n{name}", "<b>bold</b>", "우리 반․ 3 ")


def main(address: str) -> None:
    """Announce."""
    zeroconf = Zeroconf(interfaces=[address])
    for number, name in enumerate(NAMES):
        addresses = [socket.inet_aton(one) for one in ((address,), ("8.8.8.8",), ())[number % 3]]
        properties = PROPERTIES[number % len(PROPERTIES)]
        info = ServiceInfo(
            SERVICE, f"{name}.{SERVICE}", port=number * 7, properties=properties, server=f"evil-{number}.local.", addresses=addresses
        )
        zeroconf.register_service(info)
    sys.stdout.write("announced\n")
    sys.stdout.flush()
    sys.stdin.readline()
    zeroconf.close()


if __name__ == "__main__":
    main(sys.argv[1])
