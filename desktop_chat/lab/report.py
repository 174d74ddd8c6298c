"""The Lab's results for others: as JSON for programs, as one HTML file that needs nothing else."""

import json
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from desktop_chat.core.figures.chart import Chart
from desktop_chat.core.figures.result import Machine, Result
from desktop_chat.core.figures.svg import svg
from desktop_chat.i18n import tr

CSS: Final = """
:root { color-scheme: light dark; }
body { font: 16px/1.55 Pretendard, "Noto Sans CJK KR", "Malgun Gothic", "Apple SD Gothic Neo", sans-serif; max-width: 820px;
  margin: 2.5em auto; padding: 0 1em; color: light-dark(#1b1e25, #e7e9ee); background: light-dark(#fff, #16181d); word-break: keep-all; }
h1 { font-size: 1.7em; } h2 { font-size: 1.25em; margin-top: 2.4em; }
.claim { border-left: 4px solid #6a58f0; padding-left: .9em; }
.verdict { font-weight: 600; } .note { opacity: .75; font-size: .9em; }
svg { width: 100%; height: auto; margin: .6em 0; }
"""


def html_report(machine: Machine, results: Sequence[Result], *, language: str) -> str:
    """Return all results as one page.

    Args:
        machine: Where they come from.
        results: In order.
        language: Its code, for the page's `lang` (HTML 3.2.6.2).
    """
    heading = escape(tr("Threads against processes, measured on this machine"))
    return "\n".join(
        (
            f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">',
            f"<title>{heading}</title>\n<style>{CSS}</style>\n</head>\n<body>",
            f'<h1>{heading}</h1>\n<p class="note">{escape(machine.words)}</p>',
            *(line for number, result in enumerate(results, 1) for line in section(number, result)),
            "</body>\n</html>\n",
        )
    )


def section(number: int, result: Result) -> Iterator[str]:
    """Yield one result as HTML."""
    yield f"<h2>{number}. {escape(result.title)}</h2>"
    if result.claim:
        yield f'<p class="claim">{escape(result.claim)}</p>'
    yield f'<p class="verdict">{escape(result.outcome)}</p>'
    yield from (svg(chart) for chart in result.charts)
    if result.findings:
        yield f"<ul>{''.join(f'<li>{escape(finding)}</li>' for finding in result.findings)}</ul>"
    yield from (f'<p class="note">{escape(note)}</p>' for note in result.notes)


def json_report(machine: Machine, results: Sequence[Result]) -> str:
    """Return all figures as JSON; names and units do not depend on the language, sentences do."""
    return json.dumps(
        {
            "machine": {
                "system": machine.system,
                "python": machine.python,
                "cores": machine.cores,
                "memory": machine.memory,
                "gil": machine.has_lock,
            },
            "experiments": {
                result.key: {
                    "verdict": result.verdict.value,
                    "charts": {chart.key: figures(chart) for chart in result.charts},
                    "title": result.title,
                    "claim": result.claim,
                    "findings": result.findings,
                    "notes": result.notes,
                }
                for result in results
            },
        },
        ensure_ascii=False,
        indent=1,
    )


def figures(chart: Chart) -> dict[str, dict[str, float]]:
    """Return a chart's rows: the median, the quarters, and of how many measurements."""
    return {row.key: row.value._asdict() for row in chart.rows}
