"""Job alerts by e-mail from boards that forbid crawling: what an operator received may be read."""

import re

from crawlers.declare import REVIEWED, aggregator
from crawlers.mail_spider import MailSpider
from crawlers.passport import Passport


class Alerts(MailSpider):
    """Title, employer, place and link of each posting; its text stays where it is."""

    card = aggregator(
        "alerts", "Job alerts by e-mail", "Link to the board that sent the alert", "https://www.linkedin.com"
    )
    passport = Passport(
        reading="Messages that the operator asked the boards to send; only facts and the link are kept.",
        keys=("BELFRY_ALERTS_MAILBOX",),
        personal_data="Only the postings named in a message are kept; the message and its addressee are not.",
        reviewed_on=REVIEWED,
    )
    own_boards = ("linkedin", "ictjob")
    mailbox, password = "BELFRY_ALERTS_MAILBOX", "BELFRY_ALERTS_PASSWORD"
    senders = {"linkedin": "linkedin.com", "ictjob": "ictjob.be"}  # noqa: RUF012 - declared once, never changed
    links = {  # noqa: RUF012 - the same
        "linkedin": re.compile(r"linkedin\.com/(?:comm/)?jobs/view/(?:[\w%-]{0,150}-)?(\d{6,})"),
        "ictjob": re.compile(r"ictjob\.be/[a-z]{2}/[\w-]{2,40}/(?:[\w%/-]{0,150}[-/])?(\d{3,})"),
    }
    addresses = {  # noqa: RUF012 - the same
        "linkedin": "https://www.linkedin.com/jobs/view/{}/",
        "ictjob": "https://www.ictjob.be/en/job/{}",
    }
