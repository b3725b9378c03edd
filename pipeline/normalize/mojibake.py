"""UTF-8 that somebody read as Windows-1252 in, the text that was meant out."""

from __future__ import annotations

import re
from functools import lru_cache


def _as_read(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


_BYTE_OF = {_as_read(byte): byte for byte in range(0x80, 0x100)} | {chr(byte): byte for byte in range(0x80, 0xA0)}
_CONTINUATION = "[" + "".join(re.escape(character) for character, byte in _BYTE_OF.items() if byte < 0xC0) + "]"
# Only leads that no nl, fr, en or de word puts before such a sign: "É»" may be a quotation, "Ã©" may not.
# The lead stands first, by itself, so that the scanner can skip to it.
_SCRAMBLED = re.compile(
    f"[ÂÃÅâïð](?:(?<=[ÂÃ]){_CONTINUATION}|(?<=Å)[“’¸\x92\x93]|(?<=[âï]){_CONTINUATION}{{2}}|(?<=ð)Ÿ{_CONTINUATION}{{2}})"
)
_LOST_NBSP = re.compile(r"(?<![A-ZÀ-Þ])Ã  ?(?=\S)")


def unscramble(text: str) -> str:
    """Return ``text`` with every unambiguous piece of mojibake put right; anything else is left as it is.

    >>> unscramble("dÃ©veloppeur, â‚¬ 3.500")
    'développeur, € 3.500'
    """
    if not any(lead in text for lead in "ÃÂâÅïð"):
        return text
    # Each round at least halves what it repairs, so text scrambled n times needs n short rounds.
    repaired = text
    while (better := _SCRAMBLED.sub(_decoded, repaired)) != repaired:
        repaired = better
    # "Ã " is an "à" whose second byte became a space; believed only beside mojibake that is certain.
    return _LOST_NBSP.sub("à ", repaired) if repaired != text else text


def _decoded(scrambled: re.Match[str]) -> str:
    return _as_written(scrambled[0])


@lru_cache(maxsize=1024)
def _as_written(scrambled: str) -> str:
    """Return the character that a piece of mojibake stands for; a text has few such pieces, many times over."""
    try:
        return bytes(_BYTE_OF[character] for character in scrambled).decode("utf-8")
    except UnicodeDecodeError:
        return scrambled
