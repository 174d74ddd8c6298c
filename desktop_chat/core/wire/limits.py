"""Every limit of the wire in one place, each with its reason. ISUPPORT tells them where there is a token."""

MESSAGE_BYTES = 512
"""A message without its tags, CR LF counted (RFC 1459 2.3, RFC 2812 2.3)."""
CLIENT_TAGS_BYTES = 4096
"""The tag section of a client's line: `@`, 4,094 bytes of tags, a space (IRCv3 message-tags, Size limit)."""
TAGS_BYTES = 8191
"""The tag section of a server's line, `@` and the space counted (IRCv3 message-tags, Size limit)."""
PARAMS = 15
"""Parameters of a message (RFC 2812 2.3); the last takes the rest."""

NAME_BYTES = 96
"""A nick or channel name: every limit below counts on it, so that no line outgrows MESSAGE_BYTES."""
NICK_LENGTH = 32
"""Characters of a nick: 32 Hangul syllables are 96 bytes, and three such names still fit a line."""
USER_LENGTH = 12
"""Characters of a user name with its `~`, all ASCII; nobody reads it."""
HOST_LENGTH = 45
"""Characters of a host: the longest IPv6 address as text (INET6_ADDRSTRLEN of POSIX, without its NUL)."""
SOURCE_BYTES = NAME_BYTES + USER_LENGTH + HOST_LENGTH + 2
"""The longest nick!user@host."""
REALNAME_BYTES = 150
"""A real name is shown in a WHOIS line beside nick, user and host."""
CHANNEL_LENGTH = 32
"""Characters of a channel's name with its `#`: as many as of a nick, for 50 (RFC 2812 1.3) in Hangul leave a topic little."""
CHANNELS_PER_SESSION = 100
"""Enough for any person; a bound on what one connection can make the room hold."""
TOPIC_BYTES = 240
"""With the longest source and channel name a TOPIC line still fits 512 bytes."""
KICK_BYTES = 150
"""With the longest source, channel and victim a KICK line still fits 512 bytes."""
QUIT_BYTES = 250
"""QUIT, PART: with the longest source and channel the line still fits 512 bytes."""
AWAY_BYTES = 280
"""An away text is sent in 301 beside two nicks."""
KEY_BYTES = 64
"""A channel's key."""
LIST_ENTRIES = 100
"""Masks on all lists of a channel together: more is a task for +i."""
MASK_BYTES = 160
"""A mask on a list: the longest source fits in it, and it in a 367 line beside channel, setter and time."""
TARGETS = 20
"""Receivers of one PRIVMSG, NOTICE or KICK: a bound on what one line can set off."""
