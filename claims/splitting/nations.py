"""Countries and the adjectives that name them, so that a country is told from a city."""

PAIRS = """
Afghan:Afghanistan Albanian:Albania Algerian:Algeria American:the_United_States
Angolan:Angola Argentine:Argentina Argentinian:Argentina Armenian:Armenia Australian:Australia
Austrian:Austria Azerbaijani:Azerbaijan Bangladeshi:Bangladesh Belarusian:Belarus Belgian:Belgium
Bolivian:Bolivia Bosnian:Bosnia Brazilian:Brazil British:Britain Bulgarian:Bulgaria
Cambodian:Cambodia Cameroonian:Cameroon Canadian:Canada Chilean:Chile Chinese:China
Colombian:Colombia Congolese:Congo Croatian:Croatia Cuban:Cuba Cypriot:Cyprus Czech:Czechia
Danish:Denmark Dutch:the_Netherlands Ecuadorian:Ecuador Egyptian:Egypt English:England
Eritrean:Eritrea Estonian:Estonia Ethiopian:Ethiopia Filipino:the_Philippines Finnish:Finland
French:France Georgian:Georgia German:Germany Ghanaian:Ghana Greek:Greece Guatemalan:Guatemala
Haitian:Haiti Honduran:Honduras Hungarian:Hungary Icelandic:Iceland Indian:India
Indonesian:Indonesia Iranian:Iran Iraqi:Iraq Irish:Ireland Israeli:Israel Italian:Italy
Ivorian:Ivory_Coast Jamaican:Jamaica Japanese:Japan Jordanian:Jordan Kazakh:Kazakhstan
Kenyan:Kenya Kuwaiti:Kuwait Latvian:Latvia Lebanese:Lebanon Libyan:Libya Lithuanian:Lithuania
Malaysian:Malaysia Malian:Mali Maltese:Malta Mexican:Mexico Moldovan:Moldova Mongolian:Mongolia
Moroccan:Morocco Mozambican:Mozambique Nepalese:Nepal Nicaraguan:Nicaragua Nigerian:Nigeria
Norwegian:Norway Omani:Oman Pakistani:Pakistan Palestinian:Palestine Panamanian:Panama
Paraguayan:Paraguay Peruvian:Peru Polish:Poland Portuguese:Portugal Qatari:Qatar
Romanian:Romania Russian:Russia Rwandan:Rwanda Saudi:Saudi_Arabia Scottish:Scotland
Senegalese:Senegal Serbian:Serbia Singaporean:Singapore Slovak:Slovakia Slovenian:Slovenia
Somali:Somalia Spanish:Spain Sudanese:Sudan Swedish:Sweden Swiss:Switzerland Syrian:Syria
Taiwanese:Taiwan Tanzanian:Tanzania Thai:Thailand Tunisian:Tunisia Turkish:Turkey
Ugandan:Uganda Ukrainian:Ukraine Uruguayan:Uruguay Venezuelan:Venezuela Vietnamese:Vietnam
Welsh:Wales Yemeni:Yemen Zambian:Zambia Zimbabwean:Zimbabwe
North_Korean:North_Korea South_Korean:South_Korea South_African:South_Africa
""".split()  # noqa: SIM905 - a list of words reads better as words
BY_ADJECTIVE = {
    adjective.replace("_", " "): country.replace("_", " ")
    for adjective, country in (pair.split(":") for pair in PAIRS)
}
SAME = {
    "United States": "the United States",
    "U.S.": "the United States",
    "US": "the United States",
    "USA": "the United States",
    "America": "the United States",
    "United Kingdom": "Britain",
    "UK": "Britain",
    "U.K.": "Britain",
    "Great Britain": "Britain",
    "Netherlands": "the Netherlands",
    "Philippines": "the Philippines",
    "Soviet Union": "the Soviet Union",
}
COUNTRIES = frozenset(BY_ADJECTIVE.values())


def country_of(name: str) -> str:
    """Return the country that a name or an adjective stands for, or nothing."""
    bare = name.removeprefix("the ").removeprefix("The ")
    if bare in COUNTRIES:
        return bare
    return SAME.get(bare) or BY_ADJECTIVE.get(bare, "")
