"""The measured figures as tables in Markdown, with ratios."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from search.queries import CLASSES


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of `values` lie, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


def markdown(results: dict[str, Any]) -> str:
    """All tables. Figures of one table were taken in the same minutes; compare ratios, not milliseconds."""
    lines = []
    if results["absent"]:
        lines.append(f"Not installed, so left out: {', '.join(results['absent'])}.\n")
    for size, found in results["sizes"].items():
        about = found["about"]
        lines.append(f"## {int(size):,} paragraphs ({about['real']:,} real, {about['made']:,} made)\n")
        lines += _builds(found) + _queries(found) + _agreement(found)
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
    ]


def _builds(found: dict[str, Any]) -> list[str]:
    best = {
        name: {key: min(run[key] for run in runs) for key in runs[0]}
        for name, runs in found["builds"].items()
    }
    rows = []
    for name, run in best.items():
        ratios = []
        for peer, key in (
            ("whoosh", "cpu"),
            ("whoosh-same", "cpu"),
            ("tantivy", "wall"),
            ("tantivy", "bytes"),
            ("tantivy-same", "bytes"),
        ):
            ratios.append(f"{run[key] / best[peer][key]:.2f}" if peer in best else "")
        added = found["adds"].get(name)
        rows.append(
            [
                name,
                f"{run['cpu']:.1f}",
                f"{run['wall']:.1f}",
                f"{run['rss']:.0f}",
                f"{run['bytes'] / 1e6:.0f}",
                *ratios,
                f"{added['warm']:.1f}" if added else "",
                f"{found['memory'].get(name, 0):.0f}",
            ]
        )
    head = ["build", "CPU s", "wall s", "RSS MB", "disk MB"]
    head += [
        "CPU : Whoosh",
        "CPU : Whoosh, same documents",
        "wall : tantivy",
        "disk : tantivy",
        "add one, ms",
        "RSS after queries",
    ]
    return _table(head, rows)


def _queries(found: dict[str, Any]) -> list[str]:
    engines = list(found["builds"])
    rows = []
    for kind in CLASSES:
        times = found["times"].get(kind, {})
        row = [kind]
        for name in engines:
            taken = times.get(name)
            row.append(f"{quantile(taken, 0.5):.2f} / {quantile(taken, 0.95):.2f}" if taken else "")
        for name in [name for name in engines if name.startswith("quoth")]:
            row.append(_ratio(times, name, "tantivy", 0.5))
            row.append(_ratio(times, name, "fts5", 0.95))
        rows.append(row)
    head = ["p50 / p95 ms", *engines]
    for name in engines:
        if name.startswith("quoth"):
            short = name.removeprefix("quoth-")
            head += [f"{short} : tantivy p50", f"{short} : FTS5 p95"]
    return _table(head, rows)


def _ratio(times: dict[str, Any], name: str, peer: str, share: float) -> str:
    if not times.get(name) or not times.get(peer):
        return ""
    return f"{quantile(times[name], share) / quantile(times[peer], share):.2f}"


def _agreement(found: dict[str, Any]) -> list[str]:
    rows = []
    for kind, totals in found["totals"].items():
        if any(total >= 0 for each in totals.values() for total in each):
            rows.append(
                [kind, *(str(sum(totals[name])) if name in totals else "" for name in found["builds"])]
            )
    return _table(["hits in all", *found["builds"]], rows)
