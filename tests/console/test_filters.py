"""The filters as a user calls them: lines in, lines out, broken lines reported and skipped."""

import codecs
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from console.errors import keep_traceback
from console.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str, stdin: bytes = b"", var: Path | None = None) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", "from console.cli import main; main()", *arguments],
        input=stdin,
        capture_output=True,
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "BELFRY_VAR": str(var or "/nonexistent"), "LANG": "C.UTF-8"},
        check=False,
    )
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def lines(*records: object) -> bytes:
    return b"".join((r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in records)


MINIMAL = {"source": "x", "identifier": "1", "title": "Senior Java developer (m/v/x) - Brugge"}


def test_normalize_reads_the_three_required_fields_alone() -> None:
    status, out, err = run("normalize", "--as-of", "2026-11-23", stdin=lines(MINIMAL))
    posting = json.loads(out)
    assert (status, err) == (0, "")
    assert posting["role"] == "backend-developer"
    assert posting["seniority"] == "senior"
    assert posting["title_raw"] == MINIMAL["title"]
    assert posting["date_posted"] is None


def test_a_null_is_a_missing_field_and_a_salary_may_still_be_a_structure() -> None:
    empty = dict.fromkeys(("url", "board", "description", "job_locations", "fetched_at", "extra"))
    salary = {"currency": "EUR", "value": {"minValue": 3000, "maxValue": 3600, "unitText": "MONTH"}}
    status, out, err = run("normalize", stdin=lines({**MINIMAL, **empty, "base_salary": salary}))
    assert (status, err) == (0, "")
    pay = json.loads(out)["base_salary"]
    assert (pay["min"], pay["max"], pay["unit"]) == (3000, 3600, "MONTH")


def test_a_broken_line_is_reported_with_its_number_and_loses_nothing_else() -> None:
    stdin = lines(
        codecs.BOM_UTF8 + json.dumps(MINIMAL).encode(),
        b"{oops",
        {"source": "x", "identifier": "2"},
        {"source": "x", "identifier": "3", "title": "NUL \x00 in a title"},
        b'{"source":"x","identifier":"4","title":"lone \\ud800 surrogate"}',
        {"source": "x", "identifier": "5", "title": "Data engineer", "date_posted": "30/02/2026"},
        {"source": "x", "identifier": "6", "title": "Developer", "description": "<p>word </p>" * 400_000},
        b"[1, 2]",
    )
    status, out, err = run("normalize", stdin=stdin)
    records = [json.loads(line) for line in out.splitlines()]
    assert status == 1
    assert [record["identifier"] for record in records] == ["1", "3", "4", "5", "6"]
    assert records[2]["title_raw"] == "lone \ufffd surrogate"
    assert "\x00" not in next(r for r in records if r["identifier"] == "3")["title"]
    thirtieth = next(r for r in records if r["identifier"] == "5")
    assert thirtieth["date_posted"] is None
    assert [issue["field"] for issue in thirtieth["issues"]] == ["date_posted"]
    reported = [line for line in err.splitlines() if " line " in line]
    assert any(line.startswith("belfry: line 2:") for line in reported)
    assert any("line 3:" in line and "'title' is missing" in line for line in reported)
    assert len(records) + len(reported) == 8


def test_dedupe_reads_raw_and_normalized_lines_and_answers_in_their_order() -> None:
    text = (
        "<p>You keep the timetable engine of forty bus lines running on Java and PostgreSQL, rebuild its planner with "
        "two colleagues, and ride along one morning a month to see what the drivers make of it.</p>"
    )
    a = {**MINIMAL, "hiring_organization": "Lijnwerk NV", "description": text, "job_locations": ["Brugge"]}
    b = {**a, "source": "y", "identifier": "9", "hiring_organization": "Lijnwerk"}
    c = {**a, "identifier": "2", "title": "Junior Java developer", "description": "<p>Something else entirely.</p>"}
    _, normalized, _ = run("normalize", stdin=lines(b))
    status, out, _ = run("dedupe", stdin=lines(a, c) + normalized.encode())
    answers = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [(item["source"], item["identifier"]) for item in answers] == [("x", "1"), ("x", "2"), ("y", "9")]
    assert answers[0]["vacancy"] == answers[2]["vacancy"] != answers[1]["vacancy"]
    assert set(answers[0]) == {"source", "board", "identifier", "vacancy"}


def test_extract_reads_a_saved_response_with_the_source_s_own_spider(tmp_path: Path) -> None:
    page = {
        "offers": [
            {
                "id": 7,
                "guid": "g7",
                "slug": "java-developer",
                "title": "Java developer",
                "careers_url": "https://acme.recruitee.com/o/java-developer",
                "description": "<p>Bouw mee.</p>",
                "requirements": "<p>Java.</p>",
                "locations": [{"city": "Brugge", "country_code": "BE", "postal_code": "8000"}],
                "company_name": "Acme",
                "published_at": "2026-11-20 08:00:00 UTC",
                "status": "published",
            }
        ]
    }
    file = tmp_path / "offers.json"
    file.write_text(json.dumps(page))
    status, out, _ = run(
        "extract", "recruitee", str(file), "--url", "https://acme.recruitee.com/api/offers/", "--board", "acme"
    )
    assert status == 0
    assert json.loads(out)["title"] == "Java developer"


def test_extract_says_in_one_line_that_html_is_no_json(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<html><body>We are updating our site.</body></html>")
    status, out, err = run("extract", "recruitee", str(file), "--url", "https://acme.recruitee.com/api/offers/")
    assert (status, out) == (1, "")
    assert err.count("\n") == 1
    assert "not_json" in err or "JSON" in err


WRONG = {
    ("nosuchcommand",): "nosuchcommand",
    ("crawl", "monsterboard"): "'monsterboard' is no source",
    ("crawl", "recruite"): "'recruite' is no source; did you mean 'recruitee'?",
    ("crawl", "recruitee:../etc"): "'../etc' is no board of recruitee",
    ("crawl", "werkenvoor:vlaanderen"): "werkenvoor is one list and has no board 'vlaanderen': write werkenvoor",
    ("crawl", "alerts:indeed"): "'indeed' is no board of alerts; there are: linkedin, ictjob",
    ("crawl", "linkedin"): "linkedin is not crawled: The user agreement forbids",
    ("crawl", "vdab"): "With its credentials in BELFRY_VDAB_CLIENT_ID and BELFRY_VDAB_CLIENT_SECRET it runs",
    ("ingest", "/nowhere"): "'/nowhere' is no source",
    ("ingest", "../*"): "'../*' is no source",
    ("runs", "--source", "actris"): "did you mean 'actiris'?",
    ("runs", "--limit", "0"): "1<=x<=500",
    ("extract", "nosuch", "pyproject.toml", "--url", "https://x/"): "'nosuch' is no source",
    ("extract", "recruitee", "/nowhere", "--url", "https://acme.recruitee.com/"): "'/nowhere'",
    ("normalize", "--as-of", "2026-02-30"): "2026-02-30",
    ("sources", "check", "lever:"): "'lever:' names no board",
    ("demo", "--port", "99999"): "99999",
    ("serve", "--port", "99999"): "0<=x<=65535",
    ("why", "a", "b:c:d"): "'a' names no posting",
    ("pause", "nobody"): "'nobody' is no source",
    ("schedule", "--again"): "--once",
    ("evaluate", "/nowhere"): "'/nowhere'",
    ("crawl", "recruitee", "--gateway", "nonsense"): "'nonsense' is no server on this machine",
    ("crawl", "recruitee", "--gateway", "http://jobs.example"): "'http://jobs.example' is no server on this machine",
    ("schedule", "--show", "--gateway", "ftp://127.0.0.1"): "'ftp://127.0.0.1' is no server on this machine",
    ("crawl", "recruitee", "--url", "nonsense"): "'nonsense' is no public web address",
    ("crawl", "recruitee", "--url", "file:///etc/passwd"): "scheme 'file'",
    ("crawl", "jsonld:www.ictjob.be"): "it belongs to ictjob, which is not crawled",
    ("crawl", "lever", "--url", "https://www.ictjob.be/en/job/1"): "it belongs to ictjob, which is not crawled",
    ("crawl", "--url", "https://jobs.example/1"): "0 are named",
    ("extract", "recruitee", "pyproject.toml", "--url", "nonsense"): "'nonsense' is no web address",
    ("unsure", "--take-back"): "--take-back needs the pair",
    ("unsure", "a:b:c", "d:e:f", "--take-back"): "there is no posting a:b:c",
    ("runs", "undo", "nope"): "no run 'nope' was read",
    ("retry", "link", "nope"): "not for 'nope'",
    ("sources", "show", "nobody"): "'nobody' is no source",
}


@pytest.mark.parametrize(("arguments", "named"), WRONG.items(), ids=[" ".join(arguments) for arguments in WRONG])
def test_a_wrong_value_gets_one_line_that_names_it_and_status_2(
    arguments: tuple[str, ...], named: str, tmp_path: Path
) -> None:
    status, _, err = run(*arguments, var=tmp_path)
    assert status == 2
    assert named in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.usefixtures("sqlite_url")
def test_a_database_from_a_newer_version_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "belfry.sqlite3"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    status, _, err = run("ingest", var=tmp_path)
    assert status == 1
    assert "9999" in err
    assert err.count("\n") == 1


def test_every_command_has_help_with_an_example() -> None:
    _, tour, _ = run("--help")
    commands = [
        line.split()[0] for line in tour.split("Commands:")[1].splitlines() if line.startswith("  ") and line[2] != " "
    ]
    assert commands[:4] == ["demo", "crawl", "ingest", "link"]
    for command in commands:
        status, text, err = run(command, "--help")
        assert status == 0, err
        assert "Example:" in text, command
        assert "\\b" not in text, command


def test_a_moment_beyond_the_calendar_is_a_broken_line_and_no_end_of_the_stream() -> None:
    far = {**MINIMAL, "fetched_at": "9999-12-31T23:59:59-14:00"}
    status, out, err = run("normalize", stdin=lines(far, MINIMAL))
    assert (status, len(out.splitlines())) == (1, 1)
    assert "line 1: RawPosting.fetched_at: 9999-12-31" in err


@pytest.mark.parametrize("command", ["normalize", "dedupe"])
def test_a_filter_whose_input_is_closed_or_whose_output_is_full_says_so_in_a_line(command: str) -> None:
    program = f"from console.cli import main; import sys; sys.argv[1:] = ['{command}']; main()"
    line = lines(MINIMAL).decode().strip()
    for redirection, named in (("<&-", "standard input is closed"), ("> /dev/full", "No space left")):
        shell = f'echo \'{line}\' | (exec "$0" -c "$1" {redirection})'
        done = subprocess.run(["sh", "-c", shell, sys.executable, program], capture_output=True, cwd=ROOT, check=False)
        assert done.returncode == 1
        assert named in done.stderr.decode()
        assert done.stderr.count(b"\n") == 1


def test_a_folder_that_cannot_be_written_and_a_database_that_is_none_get_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "belfry.sqlite3").write_bytes(b"no database " * 400)
    for var, named in ((tmp_path / "file" / "var", "file"), (tmp_path / "var", "file is not a database")):
        status, _, err = run("runs", var=var)
        assert status == 1
        assert named in err
        assert err.count("\n") == 1


def test_a_crash_leaves_its_traceback_where_it_can_and_never_on_the_screen(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    path = keep_traceback(ValueError("secret"), tmp_path / "log")
    assert path is not None
    assert path.parent == tmp_path / "log"
    assert path.stat().st_mode & 0o077 == 0
    elsewhere = keep_traceback(ValueError("secret"), tmp_path / "file" / "log")
    assert elsewhere is not None
    elsewhere.unlink()


def test_the_default_database_lies_in_the_folder_whatever_its_name_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "100% ours? #1"
    monkeypatch.setenv("BELFRY_VAR", str(folder))
    monkeypatch.delenv("BELFRY_DATABASE_URL", raising=False)
    Settings.from_environment().engine().dispose()
    assert (folder / "belfry.sqlite3").is_file()
    monkeypatch.setenv("BELFRY_VAR", "")
    assert Settings.from_environment().var == Path("var")


def test_sources_show_says_what_stands_against_a_source(tmp_path: Path) -> None:
    status, out, _ = run("sources", "show", "linkedin", var=tmp_path)
    assert status == 0
    assert "no (refused): The user agreement forbids" in out
    run("pause", "lever", "--reason", "terms under review", var=tmp_path)
    _, out, _ = run("sources", "show", "lever", var=tmp_path)
    assert "no (paused): terms under review" in out
