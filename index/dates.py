"""Dates as queries and articles write them: days, months and years, ages, ranges."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from quoth.corpus.late_pattern import late_pattern

_DATE = late_pattern(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$")
_AGE = late_pattern(r"(\d{1,5})([dwmy])$")
_AGE_DAYS = {"d": 1, "w": 7, "m": 30, "y": 365}
_COMPARED = late_pattern(r"(>=|<=|>|<)(.+)$", re.DOTALL)

FORMS = (
    "use YYYY, YYYY-MM, YYYY-MM-DD, today, yesterday, or an age such as 7d 3w 6m 1y; "
    "ranges A..B, A.., ..B, >=A"
)


def days_of(text: str) -> tuple[str, str]:
    """The first and last day that a written date may mean, as ``YYYY-MM-DD``. Raises ValueError."""
    match = _DATE.match(text)
    if not match:
        raise ValueError(f"'{text}' is not a date")
    year, month, day = int(match[1]), match[2], match[3]
    if month is None:
        first, last = date(year, 1, 1), date(year, 12, 31)
    elif day is None:
        number = int(month)
        first = date(year, number, 1)
        last = date(year, number, calendar.monthrange(year, number)[1])
    else:
        first = last = date(year, int(month), int(day))
    return first.isoformat(), last.isoformat()


def _days(text: str, today: date) -> tuple[str, str]:
    """Like `days_of`, and knows today, yesterday and ages."""
    if text == "today":
        day = today
    elif text == "yesterday":
        day = today - timedelta(days=1)
    elif age := _AGE.match(text):
        day = today - timedelta(days=int(age[1]) * _AGE_DAYS[age[2]])
    else:
        return days_of(text)
    return day.isoformat(), day.isoformat()


def date_range(text: str, today: date | None = None) -> tuple[str | None, str | None]:
    """The first and last day that a date value asks for, inclusive; None is no bound.

    An age by itself (``7d``) means since then, counted from `today`, else from the day of the clock.
    Raises ValueError with a message for people, and OverflowError for days before the year 1.
    """
    today = today or date.today()
    if compared := _COMPARED.match(text):
        sign, rest = compared[1], compared[2].strip()
        first, last = _days(rest, today)
        if sign == ">=":
            return first, None
        if sign == "<=":
            return None, last
        step = timedelta(days=1)
        if sign == ">":
            return (date.fromisoformat(last) + step).isoformat(), None
        return None, (date.fromisoformat(first) - step).isoformat()
    if ".." in text:
        low, high = (part.strip() for part in text.split("..", 1))
        if not low and not high:
            raise ValueError("the range has no date in it")
        first_day = _days(low, today)[0] if low else None
        last_day = _days(high, today)[1] if high else None
        if first_day and last_day and first_day > last_day:
            raise ValueError(f"the range runs backwards; write {high}..{low}")
        return first_day, last_day
    first, last = _days(text, today)
    return first, (None if _AGE.match(text) else last)
