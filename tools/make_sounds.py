"""Makes assets/sounds/message.wav, the sound of a message: two soft strokes of a glass, the second a fifth above the first.

    python3 tools/make_sounds.py

Standard library only; the same file on every machine.
"""

import math
import wave
from array import array
from pathlib import Path
from typing import Final

TARGET: Final = Path(__file__).parents[1] / "assets" / "sounds" / "message.wav"
RATE: Final = 22_050
"""Samples a second: twice the highest tone that is in it, and more."""
SECONDS: Final = 0.55
STROKES: Final = ((0.0, 659.26), (0.11, 987.77))
"""When each begins, and its tone in Hz: E5, B5."""
OVERTONES: Final = ((1.0, 1.0, 9.0), (2.0, 0.22, 14.0), (3.01, 0.08, 22.0))
"""How many times the tone, how strong, and how fast it dies away (1/s)."""
ATTACK_SECONDS: Final = 0.004
"""Without it the speaker would click."""
PEAK: Final = 0.8
"""Of what a sample can hold."""


def sample_at(second: float) -> float:
    """Return the sum of the strokes at a time; of no certain height."""
    total = 0.0
    for begin, tone in STROKES:
        age = second - begin
        if age >= 0:
            attack = min(age / ATTACK_SECONDS, 1.0)
            total += attack * sum(
                strength * math.exp(-decay * age) * math.sin(2 * math.pi * tone * times * age) for times, strength, decay in OVERTONES
            )
    return total


def samples() -> "array[int]":
    """Return the sound as 16-bit samples, as loud as `PEAK`, silent at its end."""
    count = round(RATE * SECONDS)
    heights = [sample_at(number / RATE) * min(1.0, (count - number) / (RATE * 0.05)) for number in range(count)]
    loudest = max(map(abs, heights))
    return array("h", [round(height / loudest * PEAK * 32_767) for height in heights])


def main() -> None:
    """Write the file."""
    TARGET.parent.mkdir(exist_ok=True)
    with wave.open(str(TARGET), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples().tobytes())


if __name__ == "__main__":
    main()
