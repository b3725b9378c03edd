"""The catalogue of faults: ``data/faults.csv`` says what a run should make of each, this module how each is made.

The columns ``outcome`` and ``cause`` are what a run should end with when its list is hit; they are empty where that
depends on the family or on which request is hit. ``stopped_by`` says who must notice: the crawl itself, the gate that
compares a run with earlier ones, or nobody because the fault is harmless.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from models.vocabulary import Cause, Outcome
from sandbox import fault_ads as ads
from sandbox import fault_pages as pages
from sandbox.faults import AdsChange, Kind, RequestChange, ResponseChange, Wire
from sandbox.web import JSON

_TABLE = Path(__file__).with_name("data") / "faults.csv"
_CLOSED = b"User-agent: *\nDisallow: /\n"
_CLOSED_TO_US = b"User-agent: belfry\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
_NEW_RULE = b"User-agent: *\nDisallow: /brand-new-folder/\n"
_RESERVED = b'[{"location":"/","tdm-reservation":1}]'
_DEEP = b"[" * 20_000 + b"]" * 20_000

_RESPONSES: dict[str, ResponseChange] = {
    **{f"http_{code}": pages.status(code) for code in (400, 401, 403, 404, 410, 500, 502, 503, 504)},
    "rate_limited": pages.status(429, retry_after="60"),
    "rate_limited_until": pages.status(429, retry_after="Wed, 25 Nov 2099 08:00:00 GMT"),
    "unavailable_retry_later": pages.status(503, retry_after="120"),
    "consent_page": pages.consent,
    "captcha": pages.captcha,
    "challenge_403": pages.challenge,
    "login_page": pages.login,
    "login_redirect": pages.redirect(f"https://{pages.LOGIN_HOST}/sso"),
    "maintenance": pages.maintenance,
    "redirect_loop": pages.redirect_to_itself,
    "redirect_file": pages.redirect("file:///etc/hostname"),
    "redirect_private": pages.redirect("http://10.0.0.1/"),
    "soft_404": pages.soft_404,
    "empty_200": pages.body(b""),
    "empty_object": pages.body(b"{}", JSON),
    "empty_results": pages.body(b'{"results":[]}', JSON),
    "html_for_json": pages.error_page,
    "js_shell": pages.js_shell,
    "cut_body": pages.halved,
    "truncated_gzip": pages.gzip_cut,
    "bad_gzip": pages.gzip_lie,
    "gzip_bomb": pages.gzip_bomb,
    "huge_body": pages.huge,
    "deep_json": pages.body(_DEEP, JSON),
    "wrong_charset": pages.charset_lie,
    "mojibake": pages.encoded_twice,
    "control_characters": pages.poisoned,
    "wrong_total": pages.total_raised,
    "endless_pages": pages.total_huge,
    "renamed_field": pages.renamed,
    "robots_disallow": pages.text_at("/robots.txt", _CLOSED),
    "robots_changed": pages.text_at("/robots.txt", _CLOSED_TO_US),
    "robots_amended": pages.text_at("/robots.txt", _NEW_RULE),
    "robots_5xx": pages.status_at("/robots.txt", 503),
    "robots_html": pages.error_page_at("/robots.txt"),
    "tdm_header": pages.tdm_header,
    "tdm_meta": pages.tdm_meta,
    "tdmrep": pages.text_at("/.well-known/tdmrep.json", _RESERVED, JSON),
}
_REQUESTS: dict[str, RequestChange] = {
    "repeated_page": pages.first_page,
    "endless_pages": pages.alternating_page,
}
_ADS: dict[str, AdsChange] = {
    "half_feed": ads.every_second,
    "closure_storm": ads.a_twentieth,
    "empty_board": ads.none,
    "duplicate_burst": ads.thrice,
    "duplicate_ids": ads.twice,
    "shuffled_order": ads.shuffled,
    "empty_selector": ads.without_text,
    "titles_gone": ads.named_after_employer,
    "pay_times_twelve": ads.pay_times_twelve,
    "pay_gone": ads.without_pay,
    "euro_sign_lost": ads.without_euro,
    "day_month_swapped": ads.day_month_swapped,
    "dates_in_future": ads.a_year_later,
    "agency_address": ads.at_one_address,
    "places_gone": ads.in_brussels,
    "languages_mixed": ads.texts_shifted,
}
_WIRES: dict[str, Wire] = {
    "slow": Wire(pause=0.5),
    "drip": Wire(drip=0.5),
    "hang": Wire(hang=True),
    "reset": Wire(reset=True, share=0),
    "reset_in_body": Wire(reset=True, share=0.5),
    "no_reply": Wire(silent=True),
    "not_http": Wire(garbage=True),
    "closed_early": Wire(share=0.6),
    "length_too_long": Wire(length=4096),
    "length_too_short": Wire(length=-200),
}


@cache
def kinds() -> dict[str, Kind]:
    """Return all kinds by name; each row of the table has at least one way to make it."""
    with _TABLE.open(encoding="utf-8", newline="") as table:
        return {row["name"]: _kind(row) for row in csv.DictReader(table)}


def _kind(row: dict[str, str]) -> Kind:
    name = row["name"]
    makers = (_RESPONSES, _REQUESTS, _ADS, _WIRES)
    if not any(name in maker for maker in makers):
        raise KeyError(f"faults.csv names {name!r}, which nothing makes")
    return Kind(
        name=name,
        about=row["about"],
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        cause=Cause(row["cause"]) if row["cause"] else None,
        stopped_by=row["stopped_by"],
        request=_REQUESTS.get(name, lambda request: request),
        ads=_ADS.get(name),
        response=_RESPONSES.get(name, lambda _, response: response),
        wire=_WIRES.get(name),
    )
