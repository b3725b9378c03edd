"""The words around a figure that no word names as pay in; out, whether they tell of other dealings in money.

What pays for a job stands in ads far more often than what does not; so a usual figure for its period is pay where
nobody and nothing else is there that money is earned, spent or asked by or for.
"""

from __future__ import annotations

import re

CUSTOMERS = (
    r"(?:klant|customer|client|kund|gebruiker|user|nutzer|usager|host|lid\b|leden|member|membre|mitglied|huurder|tenant"
    r"|locatair|mieter|gezin|famil|bewoner|resident|handelaar|merchant|commercant|partner|bedrijven|companies|entreprises|team)"
)
"""Beginnings of words for those who pay a firm or are paid by it without working there."""
_AHEAD = 60
"""Characters behind a figure in which it may be told what it is."""
_SPEAKERS = "we wij nous wir they ze zij ils elles ik he she it die qui who dat that which"
"""Who does something with money: the firm, third parties, a thing; the reader is none of them."""
_BEGINNINGS = r"""
    kost cost cout prijs price \bprix preis huur \brent loyer miete factu invoice rechnung waarde \bvalue \bvaleur
    \bvalent worth \bwert omzet turnover revenue chiffre umsatz bespar \bsave \bsaving epargn econom einspar uitge
    uitga spend spent depens ausgeb ausgab bested invest licen lizenz abonn subscri budget fonds\b \bfunds?\b
    kapitaal capital winst profit benefice gewinn verlies \bloss perte beheer manag \bgere[zrs]\b verwalt verkoop
    verkop \bsell \bsold \bvend aankop koop achat achet \bbuy einkauf bestel order commande boek verwerk process
    traite transact donat gift\b \bdons?\b spende subsid lening \bloan \bpret\b kredit krediet credit boete penalt
    amende claim schade damage verzeker insur assur reis travel voyage opleiding training formation cursus course
    scholarship beurs\b event project(?!.{0,8}(?:rate|tarief)) machine device toestel wagen voiture \bcar\b laptop
    software server cloud hosting platform campagn campaign advert werbe publicit website \btools?\b \bbook\b
    dossier \bdeals?\b pilot responsible verantwoord responsab stad\b \bville \bcity\b commune\b gemeente \bunion
    europe overheid government gouvernement loket verein\b associat charit \bdoel innovat gemiddeld average moyenne
    durchschnitt shop winkel magasin product produit pakje colis parcel
"""
"""Beginnings of words for what firms deal in, spend on and ask for; an average is of many people."""
_OTHER_DEALINGS = re.compile(
    "|".join(
        [
            rf"\b(?:{'|'.join(_SPEAKERS.split())})\b|\b{CUSTOMERS}",
            r"(?:samen|zusammen|work(?:ing)?) (?:with|met|mit)|travaill\w+ avec",
            *_BEGINNINGS.split(),
        ]
    )
)


def tells_of_other_dealings(before: str, after: str) -> bool:
    """Return whether the folded words of a clause before or right behind its figure tell of other dealings in money."""
    return _OTHER_DEALINGS.search(before) is not None or _OTHER_DEALINGS.search(after[:_AHEAD]) is not None
