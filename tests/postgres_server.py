"""A throw-away PostgreSQL server for the tests: on a socket in a temporary folder, as a user that is not root."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class NoPostgresError(RuntimeError):
    """PostgreSQL tests cannot run here; the message says why and what would help."""


def find_binaries() -> Path:
    """Return the folder that holds initdb and pg_ctl. Raises `NoPostgresError`."""
    candidates = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        candidates.append(Path(on_path).resolve().parent)
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    raise NoPostgresError("no initdb and pg_ctl found: install postgresql (Debian: apt-get install postgresql)")


def _not_root() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    for name in ("nobody", "postgres"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": user.pw_uid, "group": grp.getgrgid(user.pw_gid).gr_gid, "extra_groups": []}
    raise NoPostgresError("the tests run as root and there is no user nobody or postgres to run the server as")


@contextmanager
def postgres_server() -> Iterator[str]:
    """Yield the address of a fresh server without a database name, as ``postgresql://…?host=FOLDER``."""
    binaries, owner = find_binaries(), _not_root()
    folder = Path(tempfile.mkdtemp(prefix="belfry-pg-", dir="/tmp"))
    if owner:
        os.chown(folder, owner["user"], owner["group"])
    environment = {**os.environ, "LC_ALL": "C", "HOME": str(folder)}

    def run(*arguments: str) -> None:
        done = subprocess.run(
            arguments, capture_output=True, text=True, env=environment, cwd=folder, check=False, **owner
        )
        if done.returncode != 0:
            raise NoPostgresError(f"{arguments[0]} failed: {done.stderr.strip() or done.stdout.strip()}")

    try:
        run(
            str(binaries / "initdb"),
            "--no-sync",
            "-A",
            "trust",
            "-U",
            "belfry",
            "-E",
            "UTF8",
            "-D",
            str(folder / "data"),
        )
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
        run(
            str(binaries / "pg_ctl"),
            "-D",
            str(folder / "data"),
            "-l",
            str(folder / "log"),
            "-w",
            "-o",
            options,
            "start",
        )
        try:
            yield f"postgresql://belfry@/postgres?host={folder}"
        finally:
            run(str(binaries / "pg_ctl"), "-D", str(folder / "data"), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
