"""Every limit of the wire in one place, each with its reason. ISUPPORT tells them where there is a token.

The bounds on texts follow from one rule: with the longest names beside it, a text still fits its line of 512 bytes.
"""

MESSAGE_BYTES = 512
"""A message without its tags, CR LF counted (RFC 1459 2.3, RFC 2812 2.3)."""
CLIENT_TAGS_BYTES = 4096
"""The tag section of a client's line: `@`, 4,094 bytes of tags, a space (IRCv3 message-tags, Size limit)."""
TAGS_BYTES = 8191
"""The tag section of a server's line, `@` and the space counted (IRCv3 message-tags, Size limit)."""
LABEL_BYTES = 64
"""A label, before it is escaped (IRCv3 labeled-response, Tag value)."""
MULTILINE_BYTES = 16_384
"""Text of a message of several lines: a hundred lines of code of the usual width, twice (IRCv3 multiline, max-bytes)."""
MULTILINE_LINES = 100
"""Lines of such a message: who knows none gets as many lines one by one (IRCv3 multiline, max-lines)."""
HELD_LINES = MULTILINE_LINES + 64
"""Lines of a session that wait while it logs in: a client says a dozen, and perhaps something of many lines."""
BATCH_SECONDS = 60.0
"""From the beginning of a client's batch to its end: so many lines at the pace of flood control, over a bad network."""
SASL_CHUNK_BYTES = 400
"""A piece of a response in AUTHENTICATE (IRCv3 sasl-3.1, The AUTHENTICATE command)."""
SASL_BYTES = 2_400
"""A whole response in base64: the longest password beside two of the longest names takes a third of it."""
PASSWORD_BYTES = 300
"""An account's password (IRCv3 account-registration, Server considerations: "300 bytes should be a safe reasonable limit")."""
ACCOUNTS = 10_000
"""Of a room: more than it can hold people, and a bound on what strangers can make the log keep."""
PARAMS = 15
"""Parameters of a message that we send: old clients read no more (RFC 2812 2.3, Modern #parameters)."""

NICK_LENGTH = 32
"""Characters of a nick."""
NICK_BYTES = 96
"""A nick in UTF-8: 32 Hangul syllables, and three such names still fit a line."""
USER_LENGTH = 12
"""Characters of a user name with its `~`, all ASCII; nobody reads it."""
HOST_LENGTH = 64
"""Characters of a host, all ASCII: the longest IPv6 address with a zone, or the name of a server (RFC 2812 2.3.1)."""
SOURCE_BYTES = len(":!@ ") + NICK_BYTES + USER_LENGTH + HOST_LENGTH
"""What stands before the command when a server passes a line on."""
REALNAME_BYTES = 150
"""A real name is shown in a WHOIS line (311) beside two nicks, user and host."""
CHANNEL_LENGTH = 50
"""Characters of a channel's name, the usual limit (RFC 2812 1.3)."""
CHANNEL_BYTES = 100
"""A channel's name in UTF-8: `#` and 33 Hangul syllables."""
TOPIC_BYTES = MESSAGE_BYTES - SOURCE_BYTES - CHANNEL_BYTES - len("TOPIC  :\r\n")
"""Fits a TOPIC line."""
KICK_BYTES = MESSAGE_BYTES - SOURCE_BYTES - CHANNEL_BYTES - NICK_BYTES - len("KICK   :\r\n")
"""Fits a KICK line, which names the channel and who is kicked."""
RENAME_BYTES = MESSAGE_BYTES - SOURCE_BYTES - 2 * CHANNEL_BYTES - len("RENAME   :\r\n")
"""Why a channel has another name fits a RENAME line, which tells both names."""
QUIT_BYTES = MESSAGE_BYTES - SOURCE_BYTES - CHANNEL_BYTES - len("PART  :\r\n")
"""A parting word fits a PART line, and so a QUIT line, which names no channel."""
AWAY_BYTES = MESSAGE_BYTES - len(": ") - HOST_LENGTH - 2 * NICK_BYTES - len("301   :\r\n")
"""An away text is told in 301, from the server, beside two nicks."""
KEY_BYTES = 64
"""A channel's key."""
MASK_BYTES = MESSAGE_BYTES - len(": ") - HOST_LENGTH - 2 * NICK_BYTES - CHANNEL_BYTES - len("367     1700000000\r\n")
"""A mask on a list is told in 367, from the server, to a nick, beside the channel, who set it, and when."""
REACTION_BYTES = 64
"""A reaction: the longest emoji, or some words; "a byte limit may be appropriate" (IRCv3 react, Value restrictions)."""
METADATA_KEYS = 20
"""Keys that a person or a channel may have set: the registered ones are a dozen."""
METADATA_KEY_BYTES = 32
"""A key; the longest registered one has half of that."""
METADATA_SUBSCRIPTIONS = 50
"""Keys that one may want to know of: more than there are."""
METADATA_VALUE_BYTES = MESSAGE_BYTES - len(": ") - HOST_LENGTH - NICK_BYTES - CHANNEL_BYTES - METADATA_KEY_BYTES - len("761    * :\r\n")
"""A value is told in 761, from the server, to a nick, beside its channel and key."""
MONITOR_TARGETS = 100
"""Nicks that a session may monitor: more friends than anybody's list shows."""
HISTORY_PAGE = 100
"""Messages in one answer of CHATHISTORY: some fifty kilobytes, more than a window shows."""
READ_MARKERS = 500
"""Channels and nicks of which a person may have said how far it has read; the one it set first goes."""
LEAVINGS = 1000
"""Of whom the room remembers where they left a channel, so that they do not get again what they have seen."""
