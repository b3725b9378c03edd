"""A careers address shows which system stands behind it, or that none may be asked."""

from __future__ import annotations

import pytest

from crawlers.boards import Board
from crawlers.recognise import UnrecognisedError, recognise
from crawlers.source import all_sources, source

RECOGNISED = [
    ("https://kantwerk.recruitee.com/o/x", "recruitee", "kantwerk"),
    ("boards.greenhouse.io/reiedata", "greenhouse", "reiedata"),
    ("https://job-boards.greenhouse.io/reiedata/jobs/1", "greenhouse", "reiedata"),
    ("https://boards.greenhouse.io/embed/job_board?for=reiedata", "greenhouse", "reiedata"),
    ("https://jobs.lever.co/vlashal/uuid", "lever", "vlashal"),
    ("https://jobs.eu.lever.co/vlashal", "lever", "vlashal"),
    ("https://jobs.ashbyhq.com/lichtschip", "ashby", "lichtschip"),
    ("https://bakens.teamtailor.com/jobs", "teamtailor", "bakens"),
    ("https://brandwacht.jobs.personio.de/job/1", "personio", "brandwacht"),
    ("https://brandwacht.jobs.personio.com", "personio", "brandwacht.jobs.personio.com"),
    ("https://apply.workable.com/zonnedak/", "workable", "zonnedak"),
    ("https://golfslag.wd3.myworkdayjobs.com/en-US/Careers", "workday", "golfslag/Careers"),
    ("https://golfslag.wd3.myworkdayjobs.com/wday/cxs/golfslag/Careers/jobs", "workday", "golfslag/Careers"),
    (
        "https://polder.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/jobs",
        "oracle",
        "polder.fa.em2.oraclecloud.com/CX_1",
    ),
    ("https://tuigage.jobtoolz.com/nl", "jobtoolz", "tuigage"),
    ("https://kaaimuur.cvw.io/?lang=nl-BE", "cvwarehouse", "kaaimuur.cvw.io"),
    ("https://meridiaan.bamboohr.com/careers", "bamboohr", "meridiaan"),
    ("https://garenklos.breezy.hr", "breezy", "garenklos"),
    ("https://join.com/companies/vuurtoren", "join", "vuurtoren"),
    ("https://grenspost.dvinci-hr.com/de/jobs", "dvinci", "grenspost"),
    ("https://ringvaart.softgarden.io/en/vacancies", "softgarden", "ringvaart"),
    ("https://careers.polderstaal.com/job/Zwevegem-MES/1200456701/", "successfactors", "careers.polderstaal.com"),
    ("https://jobs.sluiswachter.be/handlers/offerRss.ashx?LCID=1036", "talentsoft", "jobs.sluiswachter.be"),
    ("https://careers.lantaarn.com/be/en/search-results", "phenom", "careers.lantaarn.com"),
    ("https://www.weefgetouw.be/jobs/detail/odoo-12", "odoo", "www.weefgetouw.be"),
    ("https://www.kantwerk.recruitee.com/l/nl/o/x?source=y", "recruitee", "kantwerk"),
    ("HTTPS://KANTWERK.RECRUITEE.COM/", "recruitee", "kantwerk"),
    ("https://werkenbij.kantwerk.be/nl/o/backend-developer", "recruitee", "werkenbij.kantwerk.be"),
    ("https://werkenbij.kantwerk.be/api/offers/", "recruitee", "werkenbij.kantwerk.be"),
    ("https://boards.greenhouse.io/embed/job_board/js?for=reiedata", "greenhouse", "reiedata"),
    ("https://boards.greenhouse.io/embed/job_app?token=1&for=reiedata", "greenhouse", "reiedata"),
    ("https://boards-api.greenhouse.io/v1/boards/reiedata/jobs?content=true", "greenhouse", "reiedata"),
    ("https://api.eu.lever.co/v0/postings/vlashal?mode=json", "lever", "vlashal"),
    ("https://api.lever.co/v0/postings/vlashal?mode=json", "lever", "vlashal"),
    ("https://jobs.ashbyhq.com/lichtschip/uuid?utm_source=x", "ashby", "lichtschip"),
    ("https://api.ashbyhq.com/posting-api/job-board/lichtschip?includeCompensation=true", "ashby", "lichtschip"),
    ("https://bakens.na.teamtailor.com/jobs", "teamtailor", "bakens.na.teamtailor.com"),
    ("https://jobs.bakens.be/nl/jobs/1234567-net-developer", "teamtailor", "jobs.bakens.be"),
    ("https://jobs.bakens.be/jobs.rss", "teamtailor", "jobs.bakens.be"),
    ("https://brandwacht.jobs.personio.de/xml?language=nl", "personio", "brandwacht"),
    ("https://zonnedak.workable.com/jobs/1", "workable", "zonnedak"),
    ("https://apply.workable.com/api/v1/widget/accounts/zonnedak?details=true", "workable", "zonnedak"),
    ("https://apply.workable.com/zonnedak/j/0A1B2C/", "workable", "zonnedak"),
    ("https://golfslag.wd3.myworkdayjobs.com/nl-BE/Careers/details/X_R1?locations=a", "workday", "golfslag/Careers"),
    ("https://golfslag.wd103.myworkdayjobs.com/Careers/job/Brugge/X_R1/apply", "workday", "golfslag/Careers"),
    ("https://wd3.myworkdaysite.com/nl-BE/recruiting/golfslag/Careers/job/x", "workday", "golfslag/Careers"),
    (
        "https://polder.fa.em2.oraclecloud.com/hcmUI/CandidateExperience/nl-BE/sites/CX/job/12?mode=location",
        "oracle",
        "polder.fa.em2.oraclecloud.com/CX",
    ),
    (
        (
            "https://polder.fa.em2.oraclecloud.com/hcmRestApi/resources/latest/recruitingCEJobRequisitions?onlyData=true"
            "&finder=findReqs;siteNumber=CX_2,limit=25"
        ),
        "oracle",
        "polder.fa.em2.oraclecloud.com/CX_2",
    ),
    ("https://werken.polder.be/hcmUI/CandidateExperience/nl/sites/Jobs/", "oracle", "werken.polder.be/Jobs"),
    (
        "https://jobpage.cvwarehouse.com/?lang=nl-BE&CompanyGuid=0a0b0c0d-0000-4000-8000-000000000001&job=7",
        "cvwarehouse",
        "0a0b0c0d-0000-4000-8000-000000000001",
    ),
    ("https://www.join.com/companies/vuurtoren/12001-pentester?pid=x", "join", "vuurtoren"),
    ("https://ringvaart.career.softgarden.de/", "softgarden", "ringvaart"),
    ("https://jobs.polderstaal.com/search/?q=&startrow=25", "successfactors", "jobs.polderstaal.com"),
    ("https://jobs.polderstaal.com/go/IT/4321/", "successfactors", "jobs.polderstaal.com"),
    ("https://jobs.polderstaal.com/talentcommunity/apply/12/?locale=nl_NL", "successfactors", "jobs.polderstaal.com"),
    ("https://jobs.sluiswachter.be/offre-de-emploi/liste-offres.aspx", "talentsoft", "jobs.sluiswachter.be"),
    ("https://careers.lantaarn.com/global/en/job/R12/Java-Developer", "phenom", "careers.lantaarn.com"),
    ("https://www.weefgetouw.be/jobs/apply/odoo-12", "odoo", "www.weefgetouw.be"),
    ("https://weefgetouw.odoo.com/jobs?all_countries=1", "odoo", "weefgetouw.odoo.com"),
    ("https://careers.gasfakkel.com/jobs/123?lang=nl-be", "jibe", "careers.gasfakkel.com"),
    ("https://careers.gasfakkel.com/api/jobs?page=2", "jibe", "careers.gasfakkel.com"),
    ("https://werken.torenwacht.be/vacatures", "jsonld", "werken.torenwacht.be"),
    ("www.torenwacht.be/nl-be/jobs?lang=nl#alle", "jsonld", "www.torenwacht.be"),
    ("https://www.recruitee.com/careers", "jsonld", "www.recruitee.com"),
]

WHOLE = {
    "https://travaillerpour.be/fr/jobs?page=2": "werkenvoor",
    "https://www.werkenvoor.be/nl/jobs/xnt26099-it-architect": "werkenvoor",
    "https://www.vlaanderen.be/werken-voor-vlaanderen/vacatures": "vlaanderen",
    "https://talent.brussels/nl/vacatures": "talent_brussels",
    "https://www.werkenbijbrugge.be/vacatures": "brugge",
    "https://www.actiris.brussels/nl/burgers/jobadvertentie/?reference=1": "actiris",
    "https://www.leforem.be/recherche-offres/offre-detail/123": "forem",
    "https://www.odwb.be/explore/dataset/offres-d-emploi-forem/": "forem",
    "https://opendata.infrabel.be/explore/dataset/joblistinfrabel/": "infrabel",
    "https://www.adzuna.be/details/123": "adzuna",
}


@pytest.mark.parametrize("url", WHOLE)
def test_the_address_of_a_source_that_is_one_list_needs_no_row(url):
    proposal = recognise(url)
    assert (proposal.board.source, proposal.whole, proposal.certain) == (WHOLE[url], True, True)
    assert source(WHOLE[url]).single_list


def test_every_source_that_is_one_list_is_recognised():
    keyed = {"vdab"}  # its pages are those of the refused site
    ones = {one.name for one in all_sources() if one.single_list}
    assert set(WHOLE.values()) == ones - keyed


def test_an_address_on_the_host_of_a_listed_board_gives_its_row(monkeypatch):
    board = Board(source="recruitee", token="werken.kantwerk.be", url="https://werken.kantwerk.be", employer="Kantwerk")
    monkeypatch.setattr("crawlers.recognise.known_boards", lambda: (board,))
    assert recognise("https://werken.kantwerk.be/nl/vacatures?x=1").board == board
    assert recognise("https://werken.kantwerk.be/jobs/apply/x").board == board


@pytest.mark.parametrize(("url", "name", "token"), RECOGNISED)
def test_the_system_behind_an_address_is_recognised(url, name, token):
    proposal = recognise(url)
    assert (proposal.board.source, proposal.board.token, proposal.refused) == (name, token, False)
    assert proposal.certain == (name != "jsonld")
    spider = source(name).spider
    assert spider is not None
    assert list(spider().list_requests(proposal.board)), "the proposed row can be crawled"


@pytest.mark.parametrize(
    "url",
    [
        "https://be.linkedin.com/jobs/x",
        "https://careers-bdo.icims.com/jobs",
        "https://www.vdab.be/vindeenjob",
        "https://jobs.smartrecruiters.com/Kantwerk/123",
        "https://europa.eu/eures/portal/jv-se/home",
        "https://be.indeed.com/cmp/kantwerk",
        "https://www.jobat.be/nl/jobs",
        "www.stepstone.be/jobs",
        "https://www.ictjob.be/nl",
        "https://jobs.references.be/x",
        "https://nl.glassdoor.be/x",
        "https://www.welcometothejungle.com/fr",
    ],
)
def test_a_refused_system_is_recognised_as_such(url):
    assert recognise(url).refused


@pytest.mark.parametrize(
    "url", ["", "http://127.0.0.1/", "ftp://x.be", "javascript:alert(1)", "https://a.be:8080/", "http://"]
)
def test_what_is_no_address_of_a_careers_page_is_refused(url):
    with pytest.raises(UnrecognisedError):
        recognise(url)
