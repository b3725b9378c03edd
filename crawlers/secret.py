"""Keys of sources: read from the environment, never written to a log, a record or a setting."""

from __future__ import annotations

import logging
import os

_SEEN: set[str] = set()


def secret(name: str) -> str | None:
    """Return the environment variable, or None when it is unset or blank; its value is hidden from logs from now on."""
    value = os.environ.get(name, "").strip()
    if value:
        hide(value)
    return value or None


def hide(value: str) -> None:
    """Keep a value that was obtained at run time, such as an access token, out of every log line and detail."""
    if len(value) >= 4:
        _SEEN.add(value)


def redact(text: str) -> str:
    """Return the text with every known secret replaced by ``***``."""
    for value in sorted(_SEEN, key=len, reverse=True):
        text = text.replace(value, "***")
    return text


class RedactingFilter(logging.Filter):
    """Takes secrets and control characters out of a log record before any handler formats it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message; every record passes."""
        message = record.getMessage()
        clean = redact("".join(c if c.isprintable() or c in "\n\t" else "�" for c in message))
        if record.exc_info:
            clean += "\n" + redact(logging.Formatter().formatException(record.exc_info))
            record.exc_info = record.exc_text = None
        record.msg, record.args = clean, ()
        return True
