"""Every family in its own wire format: what its list and its pages give is what the truth says, ad by ad."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import lxml.etree
import lxml.html
import pytest

from sandbox.ads import Ad
from sandbox.sites import boards, families, key, routes, start_url
from sandbox.world import Board, World

if TYPE_CHECKING:
    from tests.sandbox.conftest import Client

Reader = Callable[["Client", Board], set[str]]


def jsons(client: Client, url: str) -> Any:
    return json.loads(client.get(url).body)


def page(client: Client, url: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(client.get(url).body.decode())


def listed(path: str, name: str) -> Reader:
    """Read a list in one JSON document: where the list lies, and what names an item."""

    def read(client: Client, board: Board) -> set[str]:
        found = jsons(client, board.url)
        for step in path.split("."):
            found = found[int(step) if step.isdigit() else step] if step else found
        return {str(item[name]) for item in found}

    return read


def in_xml(path: str) -> Reader:
    return lambda client, board: set(lxml.etree.fromstring(client.get(board.url).body).xpath(path))


def in_pages(pattern: str, *urls: str) -> Reader:
    def read(client: Client, board: Board) -> set[str]:
        texts = [client.get(url).body.decode() for url in urls or (board.url,)]
        return {html.unescape(name) for text in texts for name in re.findall(pattern, text)}

    return read


def in_sitemaps(name: Callable[[str], str | None]) -> Reader:
    def read(client: Client, board: Board) -> set[str]:
        addresses, todo = [], [board.url]
        while todo:
            found = re.findall(r"<loc>(.*?)</loc>", client.get(todo.pop()).body.decode())
            todo += [address for address in found if address.endswith(".xml")]
            addresses += [address for address in found if not address.endswith(".xml")]
        marked = [url for url in addresses if b"JobPosting" in (body := client.get(url).body) or b"phApp.ddo" in body]
        return {found for url in marked if (found := name(url))}

    return read


def workday(client: Client, board: Board) -> set[str]:
    tenant, _, site = board.board.partition("/")
    api = f"https://{tenant}.wd3.myworkdayjobs.com/wday/cxs/{tenant}/{site}"
    names: set[str] = set()
    for offset in range(0, 200, 20):
        asked = json.dumps({"appliedFacets": {}, "limit": 20, "offset": offset, "searchText": ""}).encode()
        answer = json.loads(client.get(f"{api}/jobs", method="POST", body=asked).body)
        for row in answer["jobPostings"]:
            detail = jsons(client, api + row["externalPath"])["jobPostingInfo"]
            assert detail["title"] == row["title"]
            names.add(detail["jobReqId"])
    return names


def vlaanderen(client: Client, board: Board) -> set[str]:
    asked = {"page": {"offset": 0, "limit": 100}, "filter": {}}
    url = "https://www.vlaanderen.be/api/overview-search"
    answer = json.loads(client.get(url, method="POST", body=json.dumps(asked).encode()).body)
    assert answer["totalItems"] == len(answer["items"])
    return {item["id"] for item in answer["items"]}


def jobtoolz(client: Client, board: Board) -> set[str]:
    (data,) = page(client, board.url).xpath("//@x-data")
    jobs = json.JSONDecoder().raw_decode(data, data.index("(") + 1)[0]
    assert all(b'"JobPosting"' in client.get(job["url"]).body for job in jobs)
    return {str(job["id"]) for job in jobs}


def infrabel(client: Client, board: Board) -> set[str]:
    text = client.get(board.url).body.decode("utf-8-sig")
    return {row["Job Id"] for row in csv.DictReader(io.StringIO(text), delimiter=";")}


def join(client: Client, board: Board) -> set[str]:
    names: set[str] = set()
    for number in range(1, 6):
        (state,) = page(client, f"{board.url}?page={number}").xpath("//script[@id='__NEXT_DATA__']/text()")
        jobs = json.loads(state)["props"]["pageProps"]["initialState"]["jobs"]
        names |= {str(job["id"]) for job in jobs["items"]}
    assert len(names) == jobs["pagination"]["rowCount"]
    return names


def adzuna(client: Client, board: Board) -> set[str]:
    pages = [board.url.replace("search/1", f"search/{number}") + "&app_id=a&app_key=b" for number in (1, 2, 3)]
    return {job["id"] for url in pages for job in jsons(client, url)["results"]}


def vdab(client: Client, board: Board) -> set[str]:
    form = urlencode({"grant_type": "client_credentials", "client_id": "a", "client_secret": "b"}).encode()
    token = client.get("https://op-derden.vdab.be/isam/sps/oauth/oauth20/token", method="POST", body=form)
    bearer = {"Authorization": f"Bearer {json.loads(token.body)['access_token']}", "X_IBM_Client_Id": "a"}
    pages = [board.url.replace("vanaf=0", f"vanaf={start}") for start in (0, 200)]
    found = [vacancy for url in pages for vacancy in json.loads(client.get(url, **bearer).body)["vacatures"]]
    return {vacancy["vacatureReferentie"]["vdabReferentie"] for vacancy in found}


def number_at_the_end(url: str) -> str | None:
    found = re.search(r"/(\d{4,})/$", url)
    return found[1] if found else None


def after_job(url: str) -> str:
    return url.split("/job/")[1].split("/")[0]


RSS_GUIDS = "//item/guid/text()"
WERKENVOOR = [f"https://travaillerpour.be/fr/jobs?page={number}" for number in range(4)]
TALENT = [f"https://talent.brussels/fr/offres-d-emploi?page={number}" for number in range(12)]
ACTIRIS = [f"https://www.actiris.brussels/sitemapoffers-{language}.xml" for language in ("nl", "fr")]
READERS: dict[str, Reader] = {
    "actiris": in_pages(r"reference=(1\d{6}|[2-9]\d{6})</loc><lastmod>2026-(?:0[89]|1)", *ACTIRIS),
    "adzuna": adzuna,
    "ashby": lambda client, board: {job["id"] for job in jsons(client, board.url)["jobs"] if job["isListed"]},
    "bamboohr": listed("result", "id"),
    "breezy": listed("", "id"),
    "cvwarehouse": in_pages(r'data-jobid="(\d+)"'),
    "dvinci": listed("", "id"),
    "forem": listed("", "numerooffreforem"),
    "greenhouse": listed("jobs", "id"),
    "infrabel": infrabel,
    "jibe": lambda client, board: {job["data"]["slug"] for job in jsons(client, board.url)["jobs"]},
    "jobtoolz": jobtoolz,
    "join": join,
    "jsonld": in_sitemaps(str),
    "lever": listed("", "id"),
    "odoo": in_pages(r'href="/jobs/([^"]+)"'),
    "oracle": listed("items.0.requisitionList", "Id"),
    "personio": in_xml("//position/id/text()"),
    "phenom": in_sitemaps(after_job),
    "recruitee": listed("offers", "id"),
    "softgarden": lambda client, board: set(
        re.search(r"complete_job_id_list = \[([\d,]*)\]", client.get(board.url).body.decode())[1].split(",")  # type: ignore[index]
    ),
    "successfactors": in_sitemaps(number_at_the_end),
    "talent_brussels": in_pages(r'href="/(?:fr/offres-d-emploi|nl/vacatures)/([^"]+)" class="stretched-link"', *TALENT),
    "talentsoft": in_xml(RSS_GUIDS),
    "teamtailor": in_xml(RSS_GUIDS),
    "vdab": vdab,
    "vlaanderen": vlaanderen,
    "werkenvoor": in_pages(r'href="/fr/jobs/((?!mfg)[a-z]{3}\d{5})-', *WERKENVOOR),
    "workable": listed("jobs", "shortcode"),
    "workday": workday,
}


def test_every_family_has_a_reader_here_and_an_employer() -> None:
    assert set(READERS) == set(families())
    assert len(READERS) >= 29
    assert {source for source, _ in boards()} == set(families())


@pytest.mark.parametrize("source", sorted(READERS))
def test_lists_hold_exactly_the_ads_of_the_truth(client: Client, world: World, source: str) -> None:
    chosen = [board for board in world.boards() if board.source == source][:3]
    assert chosen
    for board in chosen:
        expected = {key(ad).identifier for ad in world.night(1).board(source, board.board)}
        assert expected
        assert READERS[source](client, board) == expected


DETAILS: dict[str, Callable[[Ad], str]] = {
    "actiris": lambda ad: f"https://www.actiris.brussels/{_actiris(ad)}?reference={ad.identifier}",
    "bamboohr": lambda ad: f"https://{ad.board}.bamboohr.com/careers/{ad.identifier}/detail",
    "cvwarehouse": lambda ad: f"{start_url(ad.source, ad.board)}&job={ad.identifier}",
    "jsonld": lambda ad: key(ad).identifier,
    "odoo": lambda ad: f"https://{ad.board}/jobs/{key(ad).identifier}",
    "phenom": lambda ad: f"https://{ad.board}/global/en/job/{key(ad).identifier}/{_slug(ad)}",
    "softgarden": lambda ad: f"https://{ad.board}.softgarden.io/job/{ad.identifier}",
    "talent_brussels": lambda ad: f"https://talent.brussels/{_talent(ad)}/{key(ad).identifier}",
    "werkenvoor": lambda ad: f"https://werkenvoor.be/nl/jobs/{key(ad).identifier}-{_slug(ad)}",
}


def _slug(ad: Ad) -> str:
    from sandbox.reference import slugged

    return slugged(ad.title)


def _actiris(ad: Ad) -> str:
    return "nl/burgers/jobadvertentie/" if ad.language == "nl" else "fr/citoyens/detail-offre-d-emploi/"


def _talent(ad: Ad) -> str:
    return "nl/vacatures" if ad.language == "nl" else "fr/offres-d-emploi"


@pytest.mark.parametrize("source", sorted(DETAILS))
def test_pages_hold_the_text_of_their_ad(client: Client, world: World, source: str) -> None:
    ads = [ad for ad in world.night(1).ads if ad.source == source][:5]
    assert ads
    for ad in ads:
        answer = client.get(DETAILS[source](ad))
        assert answer.status == 200, DETAILS[source](ad)
        shown = " ".join(
            html.unescape(html.unescape(answer.body.decode().replace("\\n", " "))).replace("\\", "").split()
        )
        words = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", ad.html)).split())[60:110].strip()
        assert words in " ".join(re.sub(r"<[^>]*>", " ", shown).split())


def test_a_key_and_a_token_are_asked_for(client: Client) -> None:
    assert client.get(start_url("adzuna", "") + "&app_id=a&app_key=wrong").status == 401
    assert client.get(start_url("vdab", "")).status == 401
    form = urlencode({"grant_type": "client_credentials", "client_secret": "wrong"}).encode()
    login = "https://op-derden.vdab.be/isam/sps/oauth/oauth20/token"
    assert client.get(login, method="POST", body=form).status == 401


def test_each_host_leads_to_one_family() -> None:
    assert len(routes()) >= 90
    assert all(host == host.lower() for host in routes())


def test_traps_of_the_real_sources_are_there(client: Client, world: World) -> None:
    greenhouse = next(board for board in world.boards() if board.source == "greenhouse")
    job = jsons(client, greenhouse.url)["jobs"][0]
    assert "&lt;" in job["content"], "escaped HTML"
    assert "<" not in job["content"]
    successfactors = next(ad for ad in world.night(1).ads if ad.source == "successfactors")
    shell = client.get(f"https://{successfactors.board}/job/x/{successfactors.identifier}/").body.decode()
    assert re.search(r'itemprop="datePosted" content="\w{3} \w{3} \d\d 02:00:00 UTC 20\d\d"', shell), "Java dates"
    widget = next(board for board in world.boards() if board.source == "workable")
    pages = json.loads(
        client.get(f"https://apply.workable.com/api/v3/accounts/{widget.board}/jobs", method="POST", body=b"{}").body
    )
    assert pages["nextPage"], "a next page after the last"
    tenant, _, site = next(board for board in world.boards() if board.source == "workday").board.partition("/")
    too_many = json.dumps({"limit": 50, "offset": 0}).encode()
    refused = client.get(
        f"https://{tenant}.wd3.myworkdayjobs.com/wday/cxs/{tenant}/{site}/jobs", method="POST", body=too_many
    )
    assert refused.status == 400, "no more than twenty a page"
    cards = client.get(start_url("werkenvoor", "").replace("page=0", "page=1")).body.decode()
    assert "Réservé aux fonctionnaires" in cards
    assert client.get("https://tractiekracht.jobtoolz.com/nl?page=2").status == 403, "never a query string"
