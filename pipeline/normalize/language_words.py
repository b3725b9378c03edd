"""Words that tell whether a text is Dutch, French, English or German: frequent words, and words of job titles."""

from __future__ import annotations

from collections.abc import Mapping

_FREQUENT = {
    "nl": """het een van voor met zijn wordt worden bij aan ook naar jij je jou jouw wij ons onze uit niet dat deze
    dit om tot
        over heb hebt heeft hebben kunt kan binnen je onder tussen meer als ben bent werk werken werkt ervaring
        kennis bieden
        functie profiel goede nieuwe zowel samen maar wat waar wie hoe veel alle jaar ga gaat zal zoals zich haar
        hun wil
        graag zoeken verantwoordelijk opleiding kennis door dan nog geen""",
    "fr": """le la les des et du une dans pour avec vous nous sur est au aux votre notre vos nos par que qui ou ce
    cette ses
        sont etes serez sein afin ainsi ans poste travail entreprise equipe connaissance maitrise mission missions
        chez leur leurs etre avez d'une l'entreprise recherchons un projets realiser assurer il elle""",
    "en": """the and of to for with you your our we are will that this be from have has or by as on at their they
    who can what
        about more than which into within through other skills work an it its if not all join looking strong
        knowledge ability working""",
    "de": """und der das mit fur sie wir ein eine einen einer eines ist im von zu den auf werden ihre unser unsere
    sich
        auch oder nach uber sind durch zur zum aus dich dein deine kenntnisse erfahrung arbeit haben wirst bist
        nicht dem bis deinem ihnen""",
}
_JOB_WORDS = {
    "nl": """ontwikkelaar programmeur beheerder systeembeheerder netwerkbeheerder medewerker analist ingenieur
    adviseur
        stagiair hoofd projectleider leidinggevende verantwoordelijke bediende deskundige
        toepassingsbeheerder applicatiebeheerder databankbeheerder helpdeskmedewerker informaticus
        softwareontwikkelaar
        teamleider vacature gezocht met voor docent leerkracht beleidsmedewerker stafmedewerker dossierbeheerder""",
    "fr": """developpeur developpeuse ingenieur ingenieure analyste gestionnaire responsable technicien
    technicienne chef
        charge chargee stagiaire concepteur administrateur administratrice informaticien informaticienne
        collaborateur employe employee conseiller architecte recherche systemes reseaux logiciel donnees projet
        directeur directrice formateur""",
    # "Engineer", "analyst" and the like stand in titles of every language and tell nothing.
    "en": """head officer researcher for and of the with worker apprentice clerk teacher assistant""",
    "de": """entwickler entwicklerin softwareentwickler berater leiter leiterin mitarbeiter mitarbeiterin
        techniker informatiker projektleiter fachinformatiker werkstudent sachbearbeiter""",
}
_AFFIXES = {
    "nl": ("ontwikkelaar", "beheerder", "medewerker", "verantwoordelijke", "bediende", "kundige", "leider", "adviseur"),
    "fr": ("euse", "trice", "icien", "icienne", "eur(se)", "eur/se", "eur·se"),
    "de": ("entwickler", "leiter", "berater", "mitarbeiter", "techniker"),
}


def _table(lists: Mapping[str, str]) -> dict[str, str]:
    """Return the language of each word; one that two lists claim tells nothing and is left out."""
    table: dict[str, str] = {}
    shared: set[str] = set()
    for language, words in lists.items():
        for word in set(words.split()):
            if table.setdefault(word, language) != language:
                shared.add(word)
    return {word: language for word, language in table.items() if word not in shared}


FREQUENT_WORDS: Mapping[str, str] = _table(_FREQUENT)
"""Language of each frequent word, folded."""
JOB_WORDS: Mapping[str, str] = _table(_JOB_WORDS)
"""Language of each word that tells in a job title."""
AFFIXES: Mapping[str, tuple[str, ...]] = _AFFIXES
"""Endings that tell in a job title."""
