"""What is known of the profiles of others, and of our own: by folded nick, as long as somebody would tell us of a change."""

from collections.abc import Collection, Iterator

from desktop_chat.core.client.profile import NOBODY_KNOWN, Profile


class Profiles:
    """The profiles of people who told something of themselves."""

    def __init__(self) -> None:
        self._of: dict[str, Profile] = {}
        self.changes = 0
        """Counts what changed, for whoever keeps something made of it."""

    def of(self, folded: str) -> Profile:
        """Return what somebody told."""
        return self._of.get(folded, NOBODY_KNOWN)

    def __iter__(self) -> Iterator[tuple[str, Profile]]:
        """Yield the folded nicks of those who told something, and what."""
        return iter(self._of.items())

    def take(self, folded: str, key: str, value: str) -> None:
        """Note what somebody told."""
        self._set(folded, self.of(folded).with_value(key, value))

    def rename(self, old: str, new: str) -> None:
        """Know somebody by another nick."""
        if old in self._of:
            self._set(new, self._of.pop(old))

    def keep(self, met: Collection[str]) -> None:
        """Forget all but these people."""
        for folded in self._of.keys() - set(met):
            self._set(folded, NOBODY_KNOWN)

    def _set(self, folded: str, profile: Profile) -> None:
        self.changes += 1
        if profile == NOBODY_KNOWN:
            self._of.pop(folded, None)
        else:
            self._of[folded] = profile
