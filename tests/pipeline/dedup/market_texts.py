"""What the ads of `market_pairs` say: six invented Belgian employers, what each says of itself, and its jobs."""

from __future__ import annotations

HOUSES = {
    "kade nl": (
        "Kadelicht houdt de terminals van de Antwerpse haven verlicht, bereikbaar en veilig. Honderdtachtig collega's, "
        "waarvan dertig in IT, werken vanuit een loods op het Eilandje. Ons aanbod: een contract van onbepaalde duur, "
        "een groepsverzekering, maaltijdcheques van acht euro, 26 vakantiedagen en een laptop die je zelf kiest. "
    ),
    "kade en": (
        "Kadelicht keeps the terminals of the port of Antwerp lit, reachable and safe. A hundred and eighty people, "
        "thirty of them in IT, work from a shed on the Eilandje. We offer a permanent contract, group insurance, meal "
        "vouchers of eight euros, 26 days off and a laptop you pick yourself. "
    ),
    "solene fr": (
        "Mutuelle Solène rembourse les soins de six cent mille affiliés en Wallonie et à Bruxelles. Notre direction "
        "informatique compte nonante personnes réparties entre Namur et Liège. Nous offrons un contrat à durée "
        "indéterminée, un treizième mois, une assurance groupe, 35 jours de congé et deux jours de télétravail. "
    ),
    "solene nl": (
        "Mutuelle Solène betaalt de zorg terug van zeshonderdduizend leden in Wallonië en Brussel. Onze dienst "
        "informatica telt negentig mensen in Namen en Luik. We bieden een vast contract, een dertiende maand, een "
        "groepsverzekering, 35 dagen verlof en twee dagen telewerk. "
    ),
    "brouw nl": (
        "Dewael Ketels bouwt brouwinstallaties voor tweehonderd brouwerijen op vier continenten. Van de eerste las tot "
        "de laatste regel code gebeurt alles in Leuven. Je krijgt een bedrijfswagen of een mobiliteitsbudget, een "
        "bonus "
        "op het resultaat, glijdende uren en elke maand een vat naar keuze. "
    ),
    "brouw en": (
        "Dewael Ketels builds brewing plants for two hundred breweries on four continents. From the first weld to the "
        "last line of code all of it happens in Leuven. You get a company car or a mobility budget, a bonus on "
        "results, "
        "flexible hours and every month a keg of your choice. "
    ),
    "kiosq en": (
        "Kiosq sells tickets for museums, pools and night trains in eleven countries. We are a team of forty, funded "
        "by "
        "our customers, with offices in Ghent and Brussels. We work four days in the office or none, as you like, "
        "share "
        "profit in December and close the last week of the year. "
    ),
    "ost de": (
        "Ostlicht Energie versorgt neun Gemeinden in Ostbelgien mit Strom und Fernwärme. In Eupen arbeiten "
        "hundertzwanzig Menschen, elf davon in der IT. Wir bieten einen unbefristeten Vertrag, Mahlzeitschecks, eine "
        "Gruppenversicherung, 30 Urlaubstage und einen Firmenparkplatz mit Ladesäule. "
    ),
    "ost fr": (
        "Ostlicht Energie fournit l'électricité et la chaleur à neuf communes de l'Est de la Belgique. Cent vingt "
        "personnes travaillent à Eupen, dont onze à l'informatique. Nous offrons un contrat à durée indéterminée, des "
        "chèques-repas, une assurance groupe, 30 jours de congé et une borne de recharge. "
    ),
    "stad nl": (
        "De stad Wervelgem werkt voor 38.000 inwoners en zoekt mensen die de dienstverlening digitaal maken. Je wordt "
        "statutair of contractueel aangeworven op niveau B, met maaltijdcheques, een fietsvergoeding, een "
        "hospitalisatie"
        "verzekering en minstens 30 vakantiedagen. Solliciteren kan tot en met de laatste dag van de maand. "
    ),
}
JOBS = {
    "quay nl": (
        "Als backend developer maak je de kaaiplanning beter: een dienst in {stack} die voor elk schip uitrekent waar "
        "het "
        "aanlegt en welke kraan vrij is. Je ontwerpt endpoints, schrijft migraties voor PostgreSQL, houdt de wachtrij "
        "in "
        "RabbitMQ kort en zet alles op onze eigen Kubernetes. Je werkt in een team van vijf, samen met twee planners "
        "die "
        "naast je zitten. Je brengt vier jaar ervaring mee, je schrijft tests voor je code en je spreekt Nederlands; "
        "de "
        "kapiteins spreken Engels. Eén weekend op zes ben je van wacht."
    ),
    "quay nl reworded": (
        "Waar legt een schip aan, en welke kraan is er vrij? Onze kaaiplanning geeft het antwoord, en jij schrijft er "
        "mee "
        "aan, in {stack}. PostgreSQL bewaart de planning, RabbitMQ brengt de berichten van de kranen en alles draait "
        "op "
        "Kubernetes van onszelf. Het team telt vijf mensen, met twee planners aan de tafel ernaast. We verwachten een "
        "viertal jaren op de teller, testen bij elke wijziging, vlot Nederlands en genoeg Engels voor een kapitein. "
        "Om de zes weken heb je een weekend wacht."
    ),
    "quay en": (
        "As a backend developer you improve the quay planner: a service in {stack} that works out for every ship where "
        "it "
        "berths and which crane is free. You design endpoints, write migrations for PostgreSQL, keep the queue in "
        "RabbitMQ short and ship to our own Kubernetes. You work in a team of five with two planners beside you. You "
        "bring four years of experience, test what you write and speak Dutch; the captains speak English. One weekend "
        "in six you are on call."
    ),
    "tide nl": (
        "Als data engineer breng je alle metingen van de haven samen: peil, wind, verkeer en stroom. Je bouwt "
        "pipelines "
        "in Python en dbt naar Snowflake, bewaakt de kwaliteit met tests en plant alles in Airflow. De analisten van "
        "de "
        "havenmeester zijn je klanten; je legt uit wat een cijfer betekent en wat niet. Je kent SQL van binnen en van "
        "buiten, je hebt al een streaming bron met Kafka ontsloten en drie jaar ervaring is genoeg."
    ),
    "claims fr": (
        "Vous développez le moteur de remboursement : des services {stack} avec Spring Boot qui traitent chaque nuit "
        "trois cent mille attestations. Vous faites évoluer les règles avec les juristes, vous tenez la base Oracle en "
        "ordre, vous automatisez les tests et vous livrez toutes les deux semaines par Jenkins. Vous avez cinq ans "
        "d'expérience, un esprit clair et une bonne connaissance du français ; le néerlandais est un atout. L'équipe "
        "compte huit développeurs et un architecte."
    ),
    "claims nl": (
        "Je ontwikkelt de terugbetalingsmotor: diensten in {stack} met Spring Boot die elke nacht driehonderdduizend "
        "getuigschriften verwerken. Je past met de juristen de regels aan, houdt de Oracle-databank in orde, "
        "automatiseert de tests en levert om de twee weken via Jenkins. Je hebt vijf jaar ervaring, een heldere geest "
        "en "
        "een goede kennis van het Frans; Nederlands is een troef. Het team telt acht ontwikkelaars en een architect."
    ),
    "claims fr short": (
        "Le moteur de remboursement traite chaque nuit trois cent mille attestations grâce à des services {stack} et "
        "Spring Boot. Au sein d'une équipe de huit développeurs, vous adaptez les règles avec les juristes, vous "
        "soignez "
        "Oracle et livrez via Jenkins tous les quinze jours. Cinq années d'expérience demandées, français courant, "
        "néerlandais apprécié."
    ),
    "portal fr": (
        "Vous construisez l'espace en ligne des affiliés : des écrans en Angular et TypeScript, accessibles à tous, du "
        "premier croquis à la mise en ligne. Vous travaillez avec une graphiste et des testeurs malvoyants, vous "
        "mesurez la vitesse sur un vieux téléphone et vous appelez des services REST que vos collègues écrivent. Trois "
        "ans d'expérience vous suffisent, ainsi que le goût du détail et de bons tests avec Cypress."
    ),
    "servers fr": (
        "Vous gérez nos deux salles : deux cents machines virtuelles sous VMware, des serveurs Red Hat et Windows, le "
        "stockage et les sauvegardes. Vous automatisez avec Ansible, vous surveillez avec Zabbix, vous appliquez les "
        "correctifs le premier mardi et vous êtes de garde une semaine sur cinq. Vous connaissez le réseau jusqu'au "
        "câble et vous écrivez des procédures que la nuit comprend."
    ),
    "kettle nl": (
        "Je schrijft de software die een brouwketel op een tiende van een graad houdt: {stack} op een STM32, met een "
        "eigen scheduler en een CAN-bus naar de kleppen. Je leest schema's mee met de elektronici, meet met de "
        "oscilloscoop, test op een ketel van tien liter en gaat twee keer per jaar mee naar een brouwerij om op te "
        "starten. Je studeerde elektronica of informatica en hebt al iets gemaakt dat niet mag uitvallen."
    ),
    "kettle en": (
        "You write the software that keeps a brewing kettle within a tenth of a degree: {stack} on an STM32, with a "
        "scheduler of our own and a CAN bus to the valves. You read schematics along with the electronics people, "
        "measure with the oscilloscope, test on a kettle of ten litres and travel to a brewery twice a year for its "
        "start. You studied electronics or computing and have made something that must not fail."
    ),
    "kettle de": (
        "Du schreibst die Software, die einen Braukessel auf ein Zehntelgrad genau hält: {stack} auf einem STM32, mit "
        "eigenem Scheduler und einem CAN-Bus zu den Ventilen. Du liest Schaltpläne mit, misst mit dem Oszilloskop, "
        "testest an einem Kessel von zehn Litern und fährst zweimal im Jahr zur Inbetriebnahme in eine Brauerei. Du "
        "hast "
        "Elektronik oder Informatik studiert und schon etwas gebaut, das nicht ausfallen darf."
    ),
    "screen en": (
        "You own the screens on which people buy: {stack}, TypeScript and a design system of thirty parts. You sit "
        "with "
        "the two designers, run an experiment a week and keep the page under a second on a phone in a tunnel. You "
        "write "
        "tests with Playwright, you review every day and you answer one support question a week yourself, so that you "
        "know who buys. Three years of shipping to real users, and English that customers enjoy."
    ),
    "pay en": (
        "You build the part that takes the money: Node and TypeScript services that talk to Adyen, banks and museum "
        "tills. You design for the day on which a bank answers twice, store everything in PostgreSQL and trace each "
        "cent "
        "from card to museum. You are on call one week in seven with a colleague. You have built something where a "
        "mistake costs money, you know what idempotent means and you write so that finance understands."
    ),
    "gates en": (
        "You build the app that opens the gate: React Native on two hundred handhelds that must scan a ticket in the "
        "rain, offline, in half a second. You own releases to both stores, the sync with the server and the camera "
        "code "
        "in Kotlin and Swift. Twice a month you stand at a gate and look. You have published an app that others rely "
        "on and you read crash reports before coffee."
    ),
    "meter de": (
        "Sie entwickeln die Plattform für neunzehntausend digitale Zähler: Dienste in {stack}, SQL Server und eine "
        "Schnittstelle zum Netzbetreiber. Sie planen mit den Technikern, schreiben Tests, betreuen zwei Anwendungen in "
        "Azure und erklären dem Kundendienst, was ein Messwert bedeutet. Sie bringen drei Jahre Erfahrung mit, "
        "sprechen "
        "Deutsch und Französisch und fahren gern mit dem Rad zur Arbeit."
    ),
    "meter fr": (
        "Vous développez la plateforme de dix-neuf mille compteurs numériques : des services en {stack}, SQL Server et "
        "une interface avec le gestionnaire de réseau. Vous planifiez avec les techniciens, vous écrivez des tests, "
        "vous "
        "suivez deux applications dans Azure et vous expliquez au service clientèle ce qu'une mesure veut dire. Vous "
        "avez trois ans d'expérience, vous parlez allemand et français et vous venez volontiers à vélo."
    ),
    "desk de": (
        "Sie sind die erste Adresse für alle Fragen rund um den Arbeitsplatz: Notebooks, Microsoft 365, Telefone und "
        "Drucker. Sie richten neue Kollegen ein, pflegen das Active Directory und lösen Tickets am selben Tag. Geduld, "
        "ein Führerschein und zwei Landessprachen genügen; den Rest lernen Sie bei uns."
    ),
    "permits nl": (
        "Je beheert het loket waar inwoners een vergunning aanvragen. Je past formulieren aan in Drupal, koppelt ze "
        "met "
        "het dossierbeheer, houdt de servers met Linux bij en begeleidt collega's die nog op papier werken. Je hebt "
        "een "
        "bachelor informatica of gelijkwaardige ervaring, rijbewijs B en je legt zaken rustig uit. Selectie: een proef "
        "aan de computer en een gesprek."
    ),
    "maps nl": (
        "Je tekent en beheert de kaarten van de stad: wegen, groen, riolen en vergunningen in QGIS en PostGIS. Je "
        "schrijft "
        "Python om bestanden van aannemers in te lezen, publiceert lagen voor de website en helpt diensten om vragen "
        "aan "
        "een kaart te stellen. Je hebt een bachelor geografie of informatica. Selectie: een praktische opdracht en een "
        "gesprek."
    ),
}
WRAPS = {
    "nl": (
        "Voor een bedrijf in de regio zijn wij op zoek naar versterking. {text} Vink & Vos begeleidt je van het eerste "
        "gesprek tot het contract. Interesse? Bezorg ons je cv en we bellen je binnen twee werkdagen."
    ),
    "fr": (
        "Notre client, un acteur reconnu de son secteur, recrute. {text} Vink & Vos vous accompagne du premier "
        "entretien à "
        "la signature. Intéressé ? Envoyez-nous votre cv, nous vous rappelons dans les deux jours."
    ),
    "en": (
        "Our client, a healthy company that values its people, is growing. {text} Vink & Vos guides you from the first "
        "call to the contract. Interested? Send us your resume and hear from us within two working days."
    ),
}
