"""Texts that a peer chose and others see: kept within their limits."""


def cut(text: str, max_bytes: int) -> str:
    """Return the longest beginning of *text* that has at most *max_bytes* bytes in UTF-8, whole characters only."""
    encoded = text.encode()
    return text if len(encoded) <= max_bytes else encoded[:max_bytes].decode(errors="ignore")
