"""Transcripts and pages of many layouts, marked line by line: title, headings, noise, turns, speakers, quotes.

The samples lie in ``marked/``, in the form that `marked_samples` describes.
"""

from __future__ import annotations

import pytest

from quoth.corpus.article import article_of_bytes
from tests.corpus.marked_samples import FOLDER, Sample, samples, score

EVERY = [sample for path in sorted(FOLDER.glob("*.txt")) for sample in samples(path)]


@pytest.mark.parametrize(
    "sample",
    [
        pytest.param(s, id=s.name, marks=[pytest.mark.xfail(strict=True, reason="known")] if s.faulty else [])
        for s in EVERY
    ],
)
def test_a_sample_is_read_as_it_is_marked(sample: Sample) -> None:
    article = article_of_bytes(sample.text.encode("utf-8"), origin=sample.name, source=sample.name)
    assert score(sample, article).faults == []
