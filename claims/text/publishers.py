"""One publisher under its several spellings, and the news agencies that others print."""

import re
import unicodedata
from itertools import dropwhile

WORD = re.compile(r"[^\W_]+")
FORMS = frozenset(  # what says only in which form a firm is registered
    WORD.findall(
        "ab ag and as asbl bv co company corp corporation gbr gmbh inc incorporated kg kgaa "
        "limited llc llp ltd nv oy oyj plc pte pty sa sarl sas se sl spa srl"
    )
)
ARTICLES = frozenset(["the"])
# What says only which office of a house speaks; the list is the house's own.
OFFICES = tuple(
    tuple(office.split())
    for office in (
        "press office",
        "press service",
        "press department",
        "press team",
        "press room",
        "media office",
        "media relations",
        "media team",
        "communications office",
        "communications department",
        "communications team",
        "public affairs",
        "public affairs office",
        "newsroom",
        "online",
        "website",
        "spokesperson",
        "spokeswoman",
        "spokesman",
        "pressestelle",
        "service de presse",
        "oficina de prensa",
        "gabinete de prensa",
    )
)
JOINING = ("of", "for", "at", "de", "der", "des", "the", "la", "el", "del")
DOTTED = re.compile(r"\b(?:\w\.){2,}")  # S.A., B.B.C.

# News agencies, by the name under which they are credited, with what else they are called.
# The list is the house's own: the global agencies and the national ones of the largest
# languages. An agency that is missing is found by its text, if two print it.
AGENCIES: dict[str, tuple[str, ...]] = {
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "AP": ("Associated Press", "The Associated Press"),
    "Reuters": ("Thomson Reuters",),
    "UPI": ("United Press International",),
    "dpa": ("Deutsche Presse-Agentur", "DPA", "dpa-infocom", "dpa international"),
    "APA": ("Austria Presse Agentur",),
    "SID": ("Sport-Informations-Dienst",),
    "EPD": ("Evangelischer Pressedienst",),
    "EFE": ("Agencia EFE",),
    "Europa Press": (),
    "ANSA": ("Agenzia Nazionale Stampa Associata",),
    "Lusa": ("Agência Lusa",),
    "Belga": ("Agence Belga",),
    "ANP": ("Algemeen Nederlands Persbureau",),
    "TT": ("TT Nyhetsbyrån",),
    "NTB": ("Norsk Telegrambyrå",),
    "Ritzau": (),
    "STT": ("Suomen Tietotoimisto",),
    "PAP": ("Polska Agencja Prasowa",),
    "TASS": ("ITAR-TASS", "ТАСС"),
    "RIA Novosti": ("РИА Новости",),
    "Interfax": ("Интерфакс",),
    "Ukrinform": ("Укрінформ",),
    "Anadolu": ("Anadolu Agency", "Anadolu Ajansı"),
    "Xinhua": ("Xinhua News Agency", "新华社", "新華社"),
    "Kyodo": ("Kyodo News", "共同通信"),
    "Jiji": ("Jiji Press", "時事通信"),
    "Yonhap": ("Yonhap News Agency", "연합뉴스"),
    "KCNA": ("Korean Central News Agency",),
    "PTI": ("Press Trust of India",),
    "ANI": ("Asian News International",),
    "Antara": ("ANTARA News",),
    "PA": ("PA Media", "Press Association"),
    "CP": ("The Canadian Press", "Canadian Press"),
    "AAP": ("Australian Associated Press",),
    "Télam": ("Telam",),
    "Notimex": (),
    "IRNA": ("Islamic Republic News Agency",),
    "SANA": ("Syrian Arab News Agency",),
    "WAFA": (),
    "MENA": ("Middle East News Agency",),
}


def plain_publisher(name: str) -> str:
    """Return a publisher's name without case, article, legal form, accents, office and marks."""
    text = DOTTED.sub(lambda dotted: dotted[0].replace(".", ""), name).replace("&", " and ")
    letters = unicodedata.normalize("NFKD", text.casefold())
    words = WORD.findall("".join(c for c in letters if not unicodedata.combining(c)))
    kept = words[1:] if words[:1] and words[0] in ARTICLES else words
    while (shorter := without_office(without_form(kept))) and shorter != kept:
        kept = shorter
    return " ".join(kept or words)


def without_form(words: list[str]) -> list[str]:
    """Return a name without the form in which the firm is registered."""
    return words[:-1] if words[1:] and words[-1] in FORMS else words


def without_office(words: list[str]) -> list[str]:
    """Return a name without the office that speaks for the house, before or after it."""
    for office in OFFICES:
        size = len(office)
        if tuple(words[-size:]) == office:
            return words[:-size]
        if tuple(words[:size]) == office:
            return list(dropwhile(JOINING.__contains__, words[size:]))
    return words


CALLED = {
    plain_publisher(name): agency
    for agency, others in AGENCIES.items()
    for name in (agency, *others)
}
NAMES = {name for agency, others in AGENCIES.items() for name in (agency, *others)}
NAMES |= {name.upper() for name in NAMES}
ANY = "|".join(re.escape(name) for name in sorted(NAMES, key=len, reverse=True))
SHORTEST = 5  # letters; a shorter name is an agency's only as the agency writes it
MARKS = r"[^\w\n]{0,9}"  # few, so that a line of nothing else is soon passed over
# A credit stands in brackets, with a dash after a place, or alone on a line. “Told Reuters”,
# “(AP Photo/…)” and “Photo: AFP” credit no text.
IN_BRACKETS = re.compile(rf"[(\[/] ?((?:{ANY})(?: ?[/,+&-] ?(?:{ANY}))*) ?[)\]/]")
DATELINE = re.compile(rf"^(?:[^\n.:]{{2,60}}?[,/] ?)?({ANY}) ?(?:[-–—]{{1,2}}|\|) ", re.MULTILINE)
ALONE = re.compile(
    rf"^{MARKS}(?i:(?:by|from|sources?|with|quelle|fuente|fonte|von|par|por|copyright)\b{MARKS})?"
    rf"(?:\d{{4}}{MARKS})?((?:{ANY})(?:(?: ?[/,+&|-] ?| and | und )(?:{ANY}))*){MARKS}$",
    re.MULTILINE,
)
BYLINE = re.compile(rf"^By\s[^\n]{{3,60}},\s?({ANY})$", re.MULTILINE)
SIGNED = re.compile(
    rf"^{MARKS}(?:Additional )?[Rr]eporting by [^\n]{{3,200}}?[;,.] ?[Ee]diting by", re.M
)
OF_PICTURES = re.compile(r"photo|image|picture|foto|bild|imagen|video|graphic", re.IGNORECASE)
EDGE = 1200  # characters at either end: a credit in the middle is of a picture, or quoted
NAME = re.compile(ANY)


def agency_called(name: str) -> str:
    """Return the news agency of this name, or nothing."""
    if len(name) < SHORTEST and name not in NAMES:
        return ""
    return CALLED.get(plain_publisher(name), "")


def credits_in(text: str) -> list[str]:
    """Return the news agencies that a text credits at its head or foot, by name."""
    edges = [text] if len(text) <= 2 * EDGE else [text[:EDGE], text[-EDGE:]]
    lines = [line for edge in edges for line in edge.splitlines() if not OF_PICTURES.search(line)]
    edge = "\n".join(lines)
    found = {
        agency_called(name)
        for credit in (IN_BRACKETS, DATELINE, ALONE, BYLINE)
        for match in credit.finditer(edge)
        for name in NAME.findall(match[1])
    }
    if SIGNED.search(edge):
        found.add("Reuters")  # its own form of signature
    return sorted(found - {""})
