"""Dates as ISO 8601 from metadata, file names and written days in two dozen languages."""

from __future__ import annotations

from datetime import date, timedelta

from quoth.corpus.late_pattern import late_pattern

_ISO = late_pattern(r"(?<!\d)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\d)")
_COMPACT = late_pattern(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d{4,6}Z?)?(?!\d)")
_SLASHED = late_pattern(r"(?<!\d)((?:19|20)\d\d)[/._](\d{1,2})[/._](\d{1,2})(?!\d)")
_DAY_FIRST = late_pattern(r"(?<!\d)(\d{1,2})[./](\d{1,2})[./]((?:19|20)\d\d)(?!\d)")
_YEAR = late_pattern(r"\s*((?:19|20)\d\d)\s*")
_WRITTEN = late_pattern(
    r"(\d{1,2})(?:\.|st|nd|rd|th|er|º|-го|-е)?\s+(?:de\s+|of\s+)?([^\W\d]{1,20})\.?,?\s+(?:de\s+|of\s+)?(\d{4})"
)
_MONTH_FIRST = late_pattern(r"([^\W\d]{3,20})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH_ALONE = late_pattern(r"([^\W\d]{3,20})\.?\s+(?:de\s+)?((?:19|20)\d\d)")
_EAST_ASIAN = late_pattern(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_YEAR_FIRST = late_pattern(r"(?<!\d)((?:19|20)\d\d)\.\s*([^\W\d]{3,20})\s+(\d{1,2})\b")
_PERSIAN = late_pattern(r"(?<!\d)([1۱][34۳۴]\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")

_MONTHS = """
1 january jan januar janv janvier enero ene janeiro gennaio gen stycznia styczeń januari ledna
1 január ianuarie января январь студзеня січня يناير ژانویه tammikuuta tammikuu ocak ιανουαρίου
1 ינואר януари
2 february feb februar févr février fevrier febrero fevereiro fev febbraio lutego luty februari
2 února február февраля февраль лютага лютого فبراير شباط فوریه februarie helmikuuta helmikuu şubat
2 φεβρουαρίου פברואר февруари
3 march mar märz maerz mrz mars marzo março marco marca marzec maart marts března březen március
3 martie марта март сакавіка березня مارس آذار maaliskuuta maaliskuu mart μαρτίου מרץ מרס
4 april apr avril avr abril abr aprile kwietnia kwiecień dubna duben április aprilie huhtikuuta
4 huhtikuu nisan апреля апрель красавіка квітня أبريل ابريل نيسان آوریل απριλίου אפריל април
5 may mai mayo maio maggio mag maja maj mei května květen május toukokuuta toukokuu mayıs мая май
5 траўня травня مايو مه أيار μαΐου μαίου מאי
6 june jun juni juin junio junho giugno giu czerwca czerwiec června červen június iunie kesäkuuta
6 kesäkuu haziran июня июнь чэрвеня червня يونيو حزيران ژوئن ιουνίου יוני юни
7 july jul juli juil juillet julio julho luglio lug lipca lipiec července červenec július iulie
7 heinäkuuta temmuz июля июль ліпеня липня يوليو تموز ژوئیه ιουλίου יולי юли
8 august aug août aout agosto ago sierpnia sierpień augustus augusti srpna srpen augusztus elokuuta
8 elokuu ağustos августа август жніўня серпня أغسطس آب اوت αυγούστου אוגוסט
9 september sept sep septembre septiembre setembro set settembre września wrzesień září szeptember
9 septembrie сентября сентябрь верасня вересня سبتمبر أيلول سپتامبر syyskuuta syyskuu eylül
9 σεπτεμβρίου ספטמבר септември
10 october oct okt oktober octobre octubre outubro out ottobre ott października październik října
10 říjen október октября октябрь кастрычніка жовтня أكتوبر اکتبر octombrie lokakuuta lokakuu ekim
10 οκτωβρίου אוקטובר октомври
11 november nov novembre noviembre novembro listopada listopad listopadu noiembrie marraskuuta
11 marraskuu kasım ноября ноябрь лістапада листопада نوفمبر نوامبر νοεμβρίου נובמבר ноември
12 december dec dez dezember déc décembre decembre diciembre dic dezembro dicembre grudnia grudzień
12 prosince декабря декабрь снежня грудня ديسمبر دسامبر decembrie joulukuuta joulukuu aralık
12 δεκεμβρίου דצמבר декември
"""
MONTHS: dict[str, int] = {
    name: int(number) for number, *names in map(str.split, _MONTHS.strip().split("\n")) for name in names
}
"""Names and short forms of the months, in lower case: of the languages that quoth has words of, and Dutch,
the Nordic languages, Czech, Hungarian, Romanian, Turkish, Greek, Hebrew, Bulgarian."""

_PERSIAN_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
"""The months of the Persian calendar, whose year begins at the equinox of March."""


def iso_date(value: str | None) -> str | None:
    """The day, month or year that `value` begins with or names, as ISO 8601, or None.

    A day in numbers that does not begin with the year is read day first, unless only month first fits.
    """
    if not value:
        return None
    value = value.strip()[:200]
    if found := _PERSIAN.search(value):
        return _of_persian(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_FIRST.search(value):
        return _named(found[2], found[1], found[3])
    for pattern in (_ISO, _SLASHED, _COMPACT, _EAST_ASIAN):
        found = pattern.search(value)
        if found:
            return _checked(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    if found := _DAY_FIRST.search(value):
        day, month = int(found[1]), int(found[2])
        if month > 12:
            day, month = month, day
        return _checked(int(found[3]), month, day)
    if found := _WRITTEN.search(value):
        return _named(found[2], found[3], found[1])
    if found := _MONTH_FIRST.search(value):
        return _named(found[1], found[3], found[2])
    if found := _MONTH_ALONE.search(value):
        return _named(found[1], found[2], None)
    if found := _YEAR.fullmatch(value):
        return found[1]
    return None


def date_in_name(name: str) -> str | None:
    """The date in a file's name such as ``2021-01-20-title.md`` or ``2021/01/20/title.html``."""
    for pattern in (_ISO, _SLASHED, _COMPACT):
        for found in reversed(list(pattern.finditer(name))):
            year = int(found[1])
            if 1800 <= year <= 2199:
                told = _checked(year, int(found[2]), int(found[3]) if found[3] else None)
                if told:
                    return told
    return None


def _named(month: str, year: str, day: str | None) -> str | None:
    if day and month in _PERSIAN_MONTHS and 1300 <= int(year) < 1500:
        return _of_persian(int(year), _PERSIAN_MONTHS.index(month) + 1, int(day))
    word = month.lower()
    # Hebrew writes "in" and the month as one word
    number = MONTHS.get(word) or MONTHS.get(word.removeprefix("ב"))
    return _checked(int(year), number, int(day) if day else None) if number else None


def _checked(year: int, month: int, day: int | None) -> str | None:
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


_LEAP_YEARS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
"""Of 33 years of the Persian calendar, those with a day more; right for the years 1244 to 1472."""


def _of_persian(year: int, month: int, day: int) -> str | None:
    """A day of the Solar Hijri calendar, whose first six months have 31 days, the next five 30."""
    longest = 31 if month <= 6 else 30 if month < 12 or year % 33 in _LEAP_YEARS else 29
    if not (1 <= month <= 12 and 1 <= day <= longest):
        return None
    leaps = sum(y % 33 in _LEAP_YEARS for y in range(1300, year))
    passed = 365 * (year - 1300) + leaps + 31 * min(month - 1, 6) + 30 * max(month - 7, 0) + day - 1
    return (date(1921, 3, 21) + timedelta(days=passed)).isoformat()
