"""Regular expressions that are compiled when they are first used: a command uses few of those it imports."""

from __future__ import annotations

TYPE_CHECKING = False

if TYPE_CHECKING:
    import re
    from typing import Any


class _LatePattern:
    """Stands for a pattern; from its first use on its methods are those of the compiled one."""

    def __init__(self, source: str, flags: int) -> None:
        self._given = source, flags
        self.pattern = source

    def __getattr__(self, name: str) -> Any:
        # only asked for what is not there yet
        import re

        compiled = re.compile(*self._given)
        for method in ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn"):
            self.__dict__[method] = getattr(compiled, method)
        return getattr(compiled, name)


if TYPE_CHECKING:

    def late_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
        """What `re.compile` gives, compiled when first used; a match does not name it in `re`."""

else:

    def late_pattern(source, flags=0):
        """What `re.compile` gives, compiled when first used; a match does not name it in `re`."""
        return _LatePattern(source, flags)
