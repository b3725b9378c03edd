"""Scrapy's settings for every crawl: lawful, bounded, quiet. Each departs from a default that is wrong for us."""

from __future__ import annotations

import os

BOT_NAME = "belfry"
SPIDER_MODULES = ["crawlers.sources"]
VERSION = "0.1"

# Who we are. The address leads to a page that says what is collected, how often, and how to object.
NO_CONTACT = "https://belfry.example/about-our-robot"
CONTACT_URL = os.environ.get("BELFRY_CONTACT_URL") or NO_CONTACT
USER_AGENT = f"{BOT_NAME}/{VERSION} (+{CONTACT_URL})"
DEFAULT_REQUEST_HEADERS = {"Accept": "*/*", "Accept-Language": "nl-BE,fr-BE;q=0.9,en;q=0.8,de;q=0.7"}

# Robots rules are obeyed by our own middleware; Scrapy's lets concurrent first requests through and fails open.
ROBOTSTXT_OBEY = False
DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,
    "crawlers.guards.TargetGuard": 50,
    "crawlers.robots_guard.RobotsGuard": 100,
    "crawlers.politeness.Breaker": 580,
    "crawlers.guards.BodyGuard": 595,
}
DOWNLOADER = "crawlers.politeness.PoliteDownloader"
EXTENSIONS = {
    "scrapy.extensions.memusage.MemoryUsage": None,  # counts the memory of the process that started the crawl
    "crawlers.memory.OwnMemory": 0,
    "crawlers.politeness.AdaptiveDelay": 0,
    "crawlers.progress.ProgressFile": 0,
}
ITEM_PIPELINES = {"crawlers.landing.LandingPipeline": 300}

# Only the web, only with verified certificates, only public addresses.
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.2"
TWISTED_DNS_RESOLVER = "crawlers.guards.GuardedResolver"
COOKIES_ENABLED = False

# No port is opened and no code taken from outside.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False

# Bounds of one answer and of one run.
DOWNLOAD_MAXSIZE = 10 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30
CLOSESPIDER_TIMEOUT = 6 * 3600
MEMUSAGE_LIMIT_MB = 512
DEPTH_LIMIT = 0  # the spiders bound their own page sequences and say so in the books
REDIRECT_MAX_TIMES = 5

# One request at a time for each host, at least three seconds apart; see politeness for what raises that.
CONCURRENT_REQUESTS = 8
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_ITEMS = 4  # the default starts 100 tasks for each page: 30 % slower
DOWNLOAD_DELAY = 3.0
DOWNLOAD_DELAY_JITTER = 0.0
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 503, 504, 522, 524, 408]

LOG_LEVEL = "INFO"
