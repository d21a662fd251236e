"""Completion scripts for shells, made from the parsers and the table of query fields."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Callable, Mapping

from quoth.corpus.values import dataclass
from quoth.index.queryfields import FIELDS
from quoth.tui.cli import BROWSE, COMMANDS, parser_of

_FILES = frozenset({"PATH", "FILE", "DIR"})
_SUBCOMMANDS = {"config": ("show", "path", "check"), "completion": ("bash", "zsh", "fish")}


@dataclass(frozen=True, slots=True)
class Option:
    """An option of a command: how it is written, its help, and what its value may be, if it takes one."""

    names: tuple[str, ...]
    help: str
    takes_value: bool
    choices: tuple[str, ...]
    takes_file: bool


@dataclass(frozen=True, slots=True)
class Completed:
    """What can stand behind a command: options, then words, or files."""

    name: str
    about: str
    options: tuple[Option, ...]
    words: tuple[str, ...]
    takes_files: bool


def commands() -> tuple[Completed, ...]:
    """Every command, the one without a name first."""
    return tuple(_completed(name) for name in (BROWSE, *COMMANDS))


def _completed(name: str) -> Completed:
    parser = parser_of(name)
    query = parser.words == "query"
    return Completed(
        name="" if name == BROWSE else name,
        about=COMMANDS.get(name, ""),
        options=tuple(_option(action) for action in parser.full()._actions if action.option_strings),
        words=query_words() if query else _SUBCOMMANDS.get(name, ()),
        takes_files=parser.words in ("paths", "files", "ids"),
    )


def _option(action: argparse.Action) -> Option:
    takes_value = action.nargs != 0
    return Option(
        names=tuple(action.option_strings),
        help=action.help or "",
        takes_value=takes_value,
        choices=tuple(map(str, action.choices or ())),
        takes_file=takes_value and action.metavar in _FILES,
    )


def query_words() -> tuple[str, ...]:
    """The fields of a query, with their values where there are few."""
    return tuple(
        word
        for field in FIELDS
        for word in ([f"{field.name}:{value}" for value in field.values] or [f"{field.name}:"])
    )


def bash() -> str:
    """The script for bash."""
    lines = [
        "# completion of quoth for bash; made by: quoth completion bash",
        "_quoth() {",
        "    local cur prev cmd word options words files",
        "    cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} cmd=",
        f"    local commands={shlex.quote(' '.join(COMMANDS))}",
        '    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
        '        [[ " $commands " == *" $word "* ]] && { cmd=$word; break; }',
        "    done",
        "    # a field and its value are one word of ours, but several of bash",
        "    local line=${COMP_LINE:0:COMP_POINT}; local typed=${line##* }",
        '    case "$cmd $prev" in',
    ]
    for command in commands():
        for option in command.options:
            if not option.takes_value:
                continue
            said = f'compgen -W {shlex.quote(" ".join(option.choices))} -- "$cur"' if option.choices else ""
            said = said or ('compgen -f -- "$cur"' if option.takes_file else "")
            pattern = "|".join(shlex.quote(f"{command.name} {name}") for name in option.names)
            lines.append(f"        {pattern}) mapfile -t COMPREPLY < <({said or ':'}); return ;;")
    lines += ["    esac", '    case "$cmd" in']
    for command in commands():
        names = " ".join(name for option in command.options for name in option.names)
        words = " ".join(COMMANDS) if not command.name else " ".join(command.words)
        files = "yes" if command.takes_files else ""
        lines.append(
            f"        {shlex.quote(command.name)}) options={shlex.quote(names)} words={shlex.quote(words)}"
            f" files={files} ;;"
        )
    lines += [
        "    esac",
        '    if [[ $cur == -* ]]; then mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur"); return; fi',
        '    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$typed")',
        '    [[ $typed == *:* ]] && COMPREPLY=("${COMPREPLY[@]#"${typed%"${typed##*:}"}"}")',
        "    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null",
        '    [[ -n $files ]] && mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "$cur")',
        "    return 0",
        "}",
        "complete -o bashdefault -F _quoth quoth",
    ]
    return "\n".join(lines) + "\n"


def zsh() -> str:
    """The script for zsh."""
    lines = ["#compdef quoth", "# completion of quoth for zsh; made by: quoth completion zsh", "_quoth() {"]
    lines += ["    local -a commands=("]
    lines += [f"        {_zsh(f'{name}:{about}')}" for name, about in COMMANDS.items()]
    lines += ["    )", "    if (( CURRENT == 2 )) && [[ $PREFIX != -* ]]; then"]
    lines += ["        _describe command commands; _files; return", "    fi", "    local cmd=$words[2]"]
    lines += [
        "    (( $+commands[(r)$cmd:*] )) && { shift words; (( CURRENT-- )) } || cmd=",
        '    case "$cmd" in',
    ]
    for command in commands():
        lines.append(f"        {shlex.quote(command.name)}) _arguments -s \\")
        for option in command.options:
            about = re.sub(r"([\[\]:\\])", r"\\\1", option.help)
            value = ""
            if option.takes_value:
                value = ":value:" + (f"({' '.join(option.choices)})" if option.choices else "")
                value += "_files" if option.takes_file else ""
            lines += [f"            {_zsh(f'*{name}[{about}]{value}')} \\" for name in option.names]
        words = " ".join(word.replace(":", "\\:") for word in command.words)
        rest = f"({words})" if words else "_files" if command.takes_files or not command.name else ""
        lines.append(f"            {_zsh(f'*:word:{rest}')} ;;")
    return "\n".join([*lines, "    esac", "}", 'if [[ $funcstack[1] == _quoth ]]; then _quoth "$@"; '
                      "else compdef _quoth quoth; fi"]) + "\n"  # fmt: skip


def _zsh(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def fish() -> str:
    """The script for fish."""
    lines = ["# completion of quoth for fish; made by: quoth completion fish"]
    for name, about in COMMANDS.items():
        lines.append(f"complete -c quoth -n __fish_use_subcommand -a {_fish(name)} -d {_fish(about)}")
    for command in commands():
        when = f"__fish_seen_subcommand_from {command.name}" if command.name else "__fish_use_subcommand"
        start = f"complete -c quoth -n {_fish(when)}"
        for option in command.options:
            spelled = "".join(
                f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}" for name in option.names
            )
            value = f" -x -a {_fish(' '.join(option.choices))}" if option.choices else ""
            value = value or (" -r" if option.takes_file else " -x" if option.takes_value else "")
            lines.append(f"{start}{spelled}{value} -d {_fish(option.help)}")
        if command.words:
            lines.append(f"{start} -f -a {_fish(' '.join(command.words))}")
    return "\n".join(lines) + "\n"


def _fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


SHELLS: Mapping[str, Callable[[], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
