"""A few numbers for many measurements."""

import pytest

from desktop_chat.core.figures.stats import Summary, number, summary, times


def test_the_middle_half_of_measurements() -> None:
    """Quartiles by the inclusive method, as `statistics.quantiles` has it."""
    assert summary([1.0, 2.0, 3.0, 4.0, 5.0]) == Summary(5, 2.0, 3.0, 4.0)
    assert summary([2.0, 1.0]) == Summary(2, 1.25, 1.5, 1.75)


def test_one_measurement_stands_for_itself() -> None:
    """There is no spread to tell."""
    assert summary([7.5]) == Summary(1, 7.5, 7.5, 7.5)


def test_nothing_has_no_middle() -> None:
    """Better an error than a zero."""
    with pytest.raises(ValueError, match="nothing was measured"):
        summary([])


def test_a_multiple() -> None:
    """Of nothing there is none."""
    assert times(6.0, 2.0) == 3.0
    assert times(6.0, 0.0) == 0.0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (1.0, "1"),
        (4.5678, "4.57"),
        (12.34, "12.3"),
        (99.96, "100"),
        (123.4, "123"),
        (12_345, "12,300"),
        (0.001234, "0.00123"),
        (0.1, "0.1"),
        (1e-12, "1e-12"),
        (-45.67, "-45.7"),
    ],
)
def test_three_digits_count(value: float, text: str) -> None:
    """More would claim what no measurement knows."""
    assert number(value) == text
