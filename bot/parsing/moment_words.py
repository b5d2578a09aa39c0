"""Days, months and amounts of time as people write them, in three languages, without accents or capitals."""

from __future__ import annotations

from collections.abc import Mapping


def _index(rows: tuple[str, ...], first: int) -> Mapping[str, int]:
    return {word: at for at, words in enumerate(rows, first) for word in words.split()}


WEEKDAYS = _index(
    (
        "monday mon lundi lun lunes",
        "tuesday tue tues mardi mar martes",
        "wednesday wed mercredi mer miercoles mie",
        "thursday thu thur thurs jeudi jeu jueves jue",
        "friday fri vendredi ven viernes vie",
        "saturday sat samedi sam sabado sab",
        "sunday sun dimanche dim domingo dom",
    ),
    0,
)
"""Monday is 0."""

MONTHS = _index(
    (
        "january jan janvier janv enero ene",
        "february feb fevrier fevr fev febrero",
        "march mar mars marzo",
        "april apr avril avr abril abr",
        "may mai mayo",
        "june jun juin junio",
        "july jul juillet juill juil julio",
        "august aug aout agosto ago",
        "september sept sep septembre septiembre setiembre set",
        "october oct octobre octubre",
        "november nov novembre noviembre",
        "december dec decembre diciembre dic",
    ),
    1,
)

DAYS: Mapping[str, int] = {
    "today": 0,
    "aujourd'hui": 0,
    "aujourdhui": 0,
    "hoy": 0,
    "tomorrow": 1,
    "demain": 1,
    "manana": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "apres-demain": 2,
    "apres demain": 2,
    "pasado manana": 2,
    "yesterday": -1,
    "hier": -1,
    "ayer": -1,
}
"""Days by how far they are from today."""

MINUTES: Mapping[str, int] = {
    **dict.fromkeys(["m", "mn", "min", "mins", "minute", "minutes", "minuto", "minutos"], 1),
    **dict.fromkeys(["h", "hr", "hrs", "hour", "hours", "heure", "heures", "hora", "horas"], 60),
}
"""Units of the clock."""
SPANS: Mapping[str, int] = {
    **dict.fromkeys(["d", "day", "days", "j", "jour", "jours", "dia", "dias"], 1),
    **dict.fromkeys(["w", "week", "weeks", "semaine", "semaines", "sem", "semana", "semanas"], 7),
}
"""Units of the calendar, in days."""
FEW = _index(
    (
        "a an one un une uno una",
        "two deux dos",
        "three trois tres",
        "four quatre cuatro",
        "five cinq cinco",
        "six seis",
        "seven sept siete",
        "eight huit ocho",
        "nine neuf nueve",
        "ten dix diez",
    ),
    1,
)
"""Small numbers, as one writes them out."""
