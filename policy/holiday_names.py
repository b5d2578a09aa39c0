"""Holiday names in the desk's languages where the library has none, or not the official one."""

# By country and language, from the library's English name, or from its name in that very language.
_NAMES: dict[tuple[str, str], dict[str, str]] = {
    ("CA", "fr"): {
        "Boxing Day": "Lendemain de Noël",
        "Jour de Noël": "Noël",
        "Jour de l'an": "Jour de l’An",
        "Action de grâce": "Action de grâces",
    },
    ("CA", "es"): {
        "New Year's Day": "Año Nuevo",
        "Good Friday": "Viernes Santo",
        "Victoria Day": "Día de la Reina Victoria",
        "National Patriots' Day": "Día Nacional de los Patriotas",
        "Saint Jean Baptiste Day": "Fiesta Nacional de Quebec",
        "Canada Day": "Día de Canadá",
        "Labour Day": "Día del Trabajo",
        "National Day for Truth and Reconciliation": ("Día Nacional de la Verdad y la Reconciliación"),
        "Thanksgiving Day": "Día de Acción de Gracias",
        "Remembrance Day": "Día del Recuerdo",
        "Christmas Day": "Navidad",
        "Boxing Day": "Día después de Navidad",
    },
    ("GB", "en"): {
        "May Day": "Early May bank holiday",
        "Spring Bank Holiday": "Spring bank holiday",
        "Late Summer Bank Holiday": "Summer bank holiday",
    },
    ("GB", "fr"): {
        "New Year's Day": "Jour de l’An",
        "Good Friday": "Vendredi saint",
        "Easter Monday": "Lundi de Pâques",
        "May Day": "Jour férié de début mai",
        "Spring Bank Holiday": "Jour férié de printemps",
        "Late Summer Bank Holiday": "Jour férié d’été",
        "Christmas Day": "Noël",
        "Boxing Day": "Lendemain de Noël",
        "Golden Jubilee of Elizabeth II": "Jubilé d’or d’Élisabeth II",
        "Diamond Jubilee of Elizabeth II": "Jubilé de diamant d’Élisabeth II",
        "Platinum Jubilee of Elizabeth II": "Jubilé de platine d’Élisabeth II",
        "Wedding of William and Catherine": "Mariage de William et Catherine",
        "State Funeral of Queen Elizabeth II": "Funérailles de la reine Élisabeth II",
        "Coronation of Charles III": "Couronnement de Charles III",
        "Millennium Celebrations": "Fêtes du millénaire",
    },
    ("GB", "es"): {
        "New Year's Day": "Año Nuevo",
        "Good Friday": "Viernes Santo",
        "Easter Monday": "Lunes de Pascua",
        "May Day": "Festivo de principios de mayo",
        "Spring Bank Holiday": "Festivo de primavera",
        "Late Summer Bank Holiday": "Festivo de verano",
        "Christmas Day": "Navidad",
        "Boxing Day": "Día después de Navidad",
        "Golden Jubilee of Elizabeth II": "Jubileo de Oro de Isabel II",
        "Diamond Jubilee of Elizabeth II": "Jubileo de Diamante de Isabel II",
        "Platinum Jubilee of Elizabeth II": "Jubileo de Platino de Isabel II",
        "Wedding of William and Catherine": "Boda de Guillermo y Catalina",
        "State Funeral of Queen Elizabeth II": "Funeral de la reina Isabel II",
        "Coronation of Charles III": "Coronación de Carlos III",
        "Millennium Celebrations": "Celebraciones del milenio",
    },
    ("FR", "en"): {"Labor Day": "Labour Day", "Pentecost Monday": "Whit Monday"},
    ("FR", "fr"): {
        "Jour de l'an": "Jour de l’An",
        "Fête de la Victoire": "Victoire 1945",
        "Armistice": "Armistice 1918",
    },
    ("FR", "es"): {
        "New Year's Day": "Año Nuevo",
        "Easter Monday": "Lunes de Pascua",
        "Labor Day": "Día del Trabajo",
        "Victory Day": "Día de la Victoria",
        "Ascension Day": "Ascensión",
        "Pentecost Monday": "Lunes de Pentecostés",
        "National Day": "Fiesta Nacional",
        "Assumption Day": "Asunción",
        "All Saints' Day": "Todos los Santos",
        "Armistice Day": "Día del Armisticio",
        "Christmas Day": "Navidad",
    },
}

# The library marks a holiday taken on another day; the mark in its own words, then in ours.
_OBSERVED = {"en": "observed", "fr": "reporté", "es": "trasladado"}
_MARKS = (" (observed)", " (observé)")


def name_in(language: str, name: str, country: str) -> str:
    """The library's `name` for a holiday of `country` in ours; unchanged where we have no other."""
    code = language[:2]
    plain = name
    for mark in _MARKS:
        plain = plain.removesuffix(mark)
    ours = _NAMES.get((country, code), {}).get(plain, plain)
    if plain == name:
        return ours
    return f"{ours} ({_OBSERVED.get(code, 'observed')})"
