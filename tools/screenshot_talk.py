"""What people say in the pictures that `take_screenshots.py` takes."""

WORDS = {"en": "meeting", "ko": "회의"}
"""What somebody looks for."""
ANSWER = "answers the message before"
"""Of something that is said."""
TALK: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("Our office", "#general", "For everybody · meeting at three", "Sam"),
        ("Alex", "Good morning! Don't forget the **meeting at three** today 👋"),
        ("Alex", "The notes are here: https://lan.example/notes"),
        ("가람", "좋은 아침이에요. Sam, could you bring the printed plans?"),
        ("Jo", "I pushed the fix for the reconnect bug. @Alex could you review `queue.drain()`?"),
        ("Alex", "Done, it is _much_ clearer now 👍🏽 I'll merge it", ANSWER),
        ("가람", "👨‍👩‍👧‍👦 🇰🇷 🎉 congratulations!"),
    ),
    "ko": (
        ("사무실", "#general", "모두를 위한 방 · 오늘 3시 회의", "민수"),
        ("가람", "좋은 아침입니다! 오늘 **3시 회의** 잊지 마세요 👋"),
        ("가람", "자료는 여기 있어요: https://lan.example/회의록"),
        ("Alex", "Morning! 민수님, could you review the plan?"),
        ("서연", "재접속 버그 고쳤어요. @Alex 님, `queue.drain()` 검토 부탁드려요"),
        ("Alex", "방금 확인했어요. 깔끔하네요 👍🏽 _머지_ 할게요!", ANSWER),
        ("가람", "👨‍👩‍👧‍👦 🇰🇷 🎉 축하합니다!! ㅋㅋㅋㅋ"),
    ),
}
"""First the room, the channel, its topic and the person at the window, then who says what."""
CODE = (
    "```python",
    "def drain(q, budget=0.004):",
    "    end = time.monotonic() + budget",
    "    while time.monotonic() < end:",
    "        yield q.get_nowait()",
    "```",
)
"""What the last of them says then, in one message of several lines (IRCv3 multiline)."""
OWN = {"en": "Thank you both! I'll bring the plans **and** cake 🍰", "ko": "두 분 다 고마워요! 케이크도 가져갈게요 🍰"}
"""What the person at the window says last."""
REACTIONS = ("👀", "🚀", "🚀")
"""Of those who talk to the message that answers one; the person at the window joins the last."""
