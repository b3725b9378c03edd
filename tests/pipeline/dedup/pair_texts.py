"""What the ads of `PAIRS` say: employers' lines about themselves, jobs in several languages, an agency's wrapping."""

from __future__ import annotations

HOUSE_NL = (
    "Bij {who} werken driehonderd mensen aan één doel: dat een pakje op de dag zelf aankomt. Wij zitten in een "
    "oude weverij met een tuin, eten op vrijdag samen en geloven dat wie rust heeft beter nadenkt. Je krijgt een "
    "vast contract, maaltijdcheques, een hospitalisatieverzekering, 32 dagen verlof en een fiets naar keuze. "
)
HOUSE_FR = (
    "Chez {who}, trois cents personnes poursuivent un même but : qu'un colis arrive le jour même. Nous occupons "
    "une ancienne filature avec jardin, nous mangeons ensemble le vendredi et croyons qu'on pense mieux au "
    "calme. Tu reçois un contrat fixe, des chèques-repas, une assurance hospitalisation, 32 jours de congé et un "
    "vélo de ton choix. "
)
HOUSE_EN = (
    "At {who} three hundred people share one aim: that a parcel arrives the day it was sent. We live in an old "
    "weaving mill with a garden, eat together on Fridays and hold that people think better at rest. You get a "
    "permanent contract, meal vouchers, hospital insurance, 32 days of leave and a bicycle of your choice. "
)
TEXTS = {
    "routes nl": (
        "Je bouwt mee aan de routeplanner: een dienst in {stack} die elke nacht vierduizend ritten verdeelt over "
        "tachtig bestelwagens. Je schrijft de regels samen met de planners, houdt PostgreSQL en Kafka gezond, "
        "test wat je maakt en draait om de acht weken een week wachtdienst. Je hebt drie jaar ervaring met "
        "diensten waar vreemden op rekenen, leest een query plan zonder schrik en spreekt vlot Nederlands. "
        "Docker en Kubernetes leer je bij ons."
    ),
    "routes nl reworded": (
        "Elke nacht verdeelt onze routeplanner vierduizend ritten over tachtig wagens. Jij werkt mee aan die "
        "dienst, geschreven in {stack} met PostgreSQL en Kafka eronder. Samen met de mensen van de planning "
        "bepaal je de regels; je test je eigen werk en hebt een week op acht wachtdienst. Wij zoeken iemand met "
        "een drietal jaren ervaring, goed Nederlands en geen schrik van een query plan. Kubernetes en Docker mag "
        "je bij ons leren."
    ),
    "routes fr": (
        "Tu participes au planificateur de tournées : un service en {stack} qui répartit chaque nuit quatre "
        "mille trajets sur quatre-vingts camionnettes. Tu écris les règles avec les planificateurs, tu gardes "
        "PostgreSQL et Kafka en bonne santé, tu testes ce que tu fais et tu prends une semaine de garde sur "
        "huit. Tu as trois ans d'expérience, tu lis un plan de requête sans peur et tu parles néerlandais. "
        "Docker et Kubernetes s'apprennent ici."
    ),
    "routes en": (
        "You help build the route planner: a {stack} service that spreads four thousand trips over eighty vans "
        "each night. You write its rules with the planners, keep PostgreSQL and Kafka healthy, test what you "
        "make and are on call one week in eight. You bring three years with services that strangers rely on, "
        "read a query plan without fear and speak Dutch. Docker and Kubernetes can be learnt here."
    ),
    "lake nl": (
        "Je beheert het datameer waarin tien jaar leveringen liggen: Python, Spark en Airflow op Azure, met dbt "
        "voor de modellen. Je zorgt dat cijfers elke ochtend om zes uur kloppen, ruimt op wat niemand leest en "
        "legt analisten uit wat een kolom betekent. Je kent SQL van binnen en van buiten en hebt al eens een "
        "pijplijn gered die dreigde stil te vallen. Power BI is mooi meegenomen, geduld met brondata is een must."
    ),
    "lake fr": (
        "Tu gères le lac de données où dorment dix ans de livraisons : Python, Spark et Airflow sur Azure, dbt "
        "pour les modèles. Tu veilles à ce que les chiffres soient justes à six heures du matin, tu ranges ce "
        "que personne ne lit et tu expliques aux analystes ce que dit une colonne. Tu connais SQL par cœur et tu "
        "as déjà sauvé une chaîne de traitement. Power BI est un plus, la patience envers les données sources "
        "est indispensable."
    ),
    "lake en": (
        "You look after the data lake that holds ten years of deliveries: Python, Spark and Airflow on Azure, "
        "dbt for the models. You see to it that figures are right at six each morning, clear out what nobody "
        "reads and tell analysts what a column means. You know SQL inside out and once saved a pipeline that was "
        "about to stall. Power BI is welcome, patience with source data is a must."
    ),
    "cloud nl": (
        "Je houdt het platform recht: Terraform voor AWS, Kubernetes voor de diensten, Prometheus en Grafana om "
        "te zien wat er gebeurt. Je maakt van een uitrol iets saais, schrijft draaiboeken die de nachtploeg "
        "begrijpt en helpt teams hun kosten te halveren. Je kent Linux, schrijft Python of Go wanneer het moet "
        "en blijft rustig als een schijf om drie uur 's nachts volloopt."
    ),
    "cloud en": (
        "You keep the platform upright: Terraform for AWS, Kubernetes for the services, Prometheus and Grafana "
        "to see what goes on. You make a release a dull affair, write runbooks that the night shift understands "
        "and help teams halve their bills. You know Linux, write Python or Go when it is called for and stay "
        "calm when a disk fills up at three in the morning."
    ),
    "screens en": (
        "You make the screens that drivers use in the rain: {stack} and TypeScript, tested on cheap phones with "
        "cracked glass. You sit in a van one day a month, measure how long a tap takes, and take out what nobody "
        "touches. You care about contrast and large letters, know how a browser paints, and write components "
        "that others dare to change. A designer sits next to you; the backlog is short on purpose."
    ),
    "bank nl": (
        "In de ploeg betalingen schrijf je de boeking die nooit tweemaal mag gebeuren: {stack}, veel tests en "
        "een auditspoor tot op de cent. Je spreekt twee keer per jaar met de toezichthouder en vindt dat minder "
        "erg dan je dacht. Je kent transacties, wachtrijen en het verschil tussen bijna en helemaal juist."
    ),
    "loans nl": (
        "De ploeg kredieten bouwt het scherm en de motor waarmee een aanvraag in vier minuten beslist is: "
        "{stack}, regels die juristen kunnen lezen en een archief van vijftien jaar. Je werkt met kantoorhouders "
        "in heel het land, bewaakt de doorlooptijd en vereenvoudigt formulieren tot ze op één blad passen."
    ),
    "sap nl": (
        "Je begeleidt de omschakeling naar S/4HANA voor drie fabrieken. Je neemt workshops op met "
        "sleutelgebruikers, richt {stack} in, schrijft de functionele analyse en staat bij de start een maand op "
        "de vloer. Je hebt twee volledige trajecten achter de rug en legt een boeking uit aan wie er geen wil "
        "horen."
    ),
    "desk nl": (
        "Je helpt collega's in winkels en magazijn met hun toestellen, accounts en printers. Je neemt tachtig "
        "oproepen per week aan, noteert ze zo dat een ander verder kan, en herstelt wat kan zonder verplaatsing. "
        "Je kent Windows, Microsoft 365 en Active Directory, en je bent op je best als iemand boos belt."
    ),
}
"""The work itself; ``{stack}`` is the technology, ``{who}`` the employer."""
AGENCY_NL = (
    "Voor een klant in volle groei, actief in de logistiek, zijn wij op zoek naar versterking. {text} Interesse? "
    "Bezorg ons je cv en een consulent belt je binnen de twee dagen voor een vrijblijvend gesprek op kantoor."
)
AGENCY_FR = (
    "Pour un client en pleine croissance, actif dans la logistique, nous cherchons du renfort. {text} Intéressé "
    "? Envoyez votre CV et un consultant vous appelle dans les deux jours pour un entretien sans engagement."
)
