"""A small good file of every format, from the real ones where there are any: to be spoilt."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

REAL = Path(__file__).resolve().parents[2] / "shared" / "data"
UKPRNS = [f"1999999{number}" for number in range(6)]
# What other files refer to: the providers; and a list that has nothing to do with the one that is spoilt.
KNOWN = (
    "known_2026-01-01.csv",
    "PROVIDER_UKPRN,PROVIDER_NAME\n" + "".join(f"{n},College {n}\n" for n in UKPRNS),
)
ROUTES = ("Route.csv", '"RouteId","RouteName","ParentRouteId"\n"1","Digital","0"\n')

Row = dict[str, str]


@dataclass(frozen=True)
class Copy:
    """One file: its records, rows of a sheet or what ``write`` puts together, and what is beside it.

    ``words``: a column of the sheet that holds words, and what the report calls it.
    """

    format: str
    name: str
    records: list
    words: tuple[str, str] = ("", "")
    write: Callable[[list], bytes] = lambda rows: as_csv(rows)  # noqa: PLW0108
    beside: dict[str, str] = field(default_factory=lambda: dict([KNOWN]))


def as_csv(rows: list[Row]) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def real(format_name: str, path: str, words: str, told: str = "") -> Copy:
    with (REAL / path).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row, _ in zip(csv.DictReader(file), range(6), strict=False)]
    return Copy(format_name, Path(path).name, rows, (words, told or words.lower()))


def made(format_name: str, name: str, row: Row, words: str, **each: Callable[[int], str]) -> Copy:
    rows = [row | {column: value(number) for column, value in each.items()} for number in range(6)]
    return Copy(format_name, name, rows, (words, words.lower().replace(" ", "_")))


def establishments() -> Copy:
    row = {
        "URN": "",
        "EstablishmentName": "Mill Lane School",
        "TypeOfEstablishment (code)": "34",
        "EstablishmentStatus (name)": "Open",
        "PhaseOfEducation (name)": "Secondary",
        "StatutoryHighAge": "18",
        "OfficialSixthForm (code)": "1",
    }
    return made(
        "establishments", "edubasealldata20260901.csv", row, "EstablishmentName", URN=lambda n: f"99900{n}"
    )


def course_directory() -> Copy:
    row = {
        "PROVIDER_UKPRN": UKPRNS[0],
        "COURSE_ID": "",
        "COURSE_RUN_ID": "",
        "COURSE_NAME": "Level 1 Bricklaying",
        "DELIVER_MODE": "1",
        "STUDY_MODE": "1",
        "FLEXIBLE_STARTDATE": "false",
        "STARTDATE": "2027-09-01",
        "LOCATION_NAME": "Riverside",
        "LOCATION_TOWN": "Exampleton",
        "LOCATION_POSTCODE": "OX14 1GG",
    }
    return made(
        "course-directory",
        "courses_2026-01-01.csv",
        row,
        "COURSE_NAME",
        COURSE_ID=lambda n: f"c{n}",
        COURSE_RUN_ID=lambda n: f"r{n}",
    )


def upload() -> Copy:
    row = {
        "LARS_QAN": "60333078",
        "WHO_THIS_COURSE_IS_FOR": "Anyone",
        "COURSE_NAME": "Level 1 Art",
        "YOUR_REFERENCE": "",
        "DELIVERY_MODE": "Online",
        "START_DATE": "01/09/2027",
        "FLEXIBLE_START_DATE": "",
        "COURSE_WEBPAGE": "",
        "COST": "0",
        "DURATION": "6",
        "DURATION_UNIT": "Months",
        "VENUE_NAME": "",
        "YOUR_VENUE_REFERENCE": "",
        "NATIONAL_DELIVERY": "",
        "STUDY_MODE": "",
        "ATTENDANCE_PATTERN": "",
    }
    return made(
        "course-directory-upload",
        f"{UKPRNS[0]}-courses_2026-01-01.csv",
        row,
        "COURSE_NAME",
        YOUR_REFERENCE=lambda n: f"A{n}",
        COURSE_NAME=lambda n: f"Level 1 Art {n}",
    )


def events() -> Copy:
    row = {
        "Provider UKPRN": "",
        "Type": "open_day",
        "Title": "Open day",
        "Date": "2027-01-20",
        "Start time": "17:00",
        "End time": "19:00",
        "Venue name": "Main",
        "Source": "Our site",
        "Source date": "2026-11-01",
    }
    return made("events", "events.csv", row, "Title", **{"Provider UKPRN": lambda n: UKPRNS[n]})


def support() -> Copy:
    row = {
        "Provider UKPRN": "",
        "Quiet space": "yes",
        "Staff ratio note": "One to eight",
        "Source": "Our site",
        "Source date": "2026-11-01",
    }
    return made("support", "support.csv", row, "Staff ratio note", **{"Provider UKPRN": lambda n: UKPRNS[n]})


def t_levels() -> Copy:
    folder = REAL / "t_levels_2021"
    providers = json.loads((folder / "providers.json").read_text(encoding="utf-8"))["providers"][:6]
    beside = {"qualifications.json": (folder / "qualifications.json").read_text(encoding="utf-8")}
    return Copy(
        "t-levels",
        "providers.json",
        providers,
        write=lambda some: json.dumps({"providers": some}, indent=1).encode(),
        beside=beside,
    )


def api() -> Copy:
    sample = json.loads((REAL / "ncs/find_a_course_api_sample_search.json").read_text(encoding="utf-8-sig"))
    return Copy(
        "course-directory-api",
        "search.json",
        sample["results"],
        write=lambda some: json.dumps(sample | {"results": some}, indent=1).encode(),
    )


def profiles() -> Copy:
    with (REAL / "careers/ncs_job_profiles.jsonl").open(encoding="utf-8") as file:
        lines = [line for line, _ in zip(file, range(6), strict=False)]
    return Copy("job-profiles", "profiles.jsonl", lines, write=lambda some: "".join(some).encode())


def xcri() -> Copy:
    whole = (REAL / "xcri/adam_smith_charset_issue.xml").read_text(encoding="utf-8", errors="replace")
    head, *courses = whole.rpartition("</provider></catalog>")[0].split("<course>")[:7]
    end = "</provider></catalog>"
    return Copy(
        "xcri",
        "feed.xml",
        [course.partition("</course>")[0] for course in courses],
        write=lambda some: (head + "".join(f"<course>{each}</course>" for each in some) + end).encode(),
    )


def _courses() -> list:
    provider = {
        "@type": "CollegeOrUniversity",
        "name": "Mill Lane College",
        "url": "https://college.example/",
    }
    return [
        {
            "@context": "https://schema.org",
            "@type": "Course",
            "name": f"Level 1 Art {number}",
            "provider": provider,
            "@id": f"https://college.example/{number}",
        }
        for number in range(6)
    ]


def linked() -> Copy:
    return Copy(
        "schema-org", "courses.json", _courses(), write=lambda some: json.dumps(some, indent=1).encode()
    )


def page() -> Copy:
    def write(some: list) -> bytes:
        scripts = (
            f'<script type="application/ld+json">{json.dumps(each, indent=1)}</script>' for each in some
        )
        return "\n".join(["<!doctype html><title>Courses</title>", *scripts, "<p>Welcome.</p>"]).encode()

    return Copy("schema-org", "courses.html", _courses(), write=write)


def calendar() -> Copy:
    events = [
        f"BEGIN:VEVENT\r\nUID:{number}@college.example\r\nSUMMARY:Open evening {number}\r\n"
        f"LOCATION:Main Hall\r\nDTSTART:202701{number + 10}T173000\r\n"
        f"DTEND:202701{number + 10}T190000\r\nEND:VEVENT\r\n"
        for number in range(6)
    ]
    head, end = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\n", "END:VCALENDAR\r\n"
    return Copy(
        "calendar",
        f"{UKPRNS[0]}-events_2026-11-01.ics",
        events,
        write=lambda some: (head + "".join(some) + end).encode(),
    )


# What each is, and the file itself, which may need the real ones.
GOOD: dict[str, tuple[str, Callable[[], Copy]]] = {
    "lars": ("sheet", lambda: real("lars", "lars/SectorSubjectAreaTier2.csv", "SectorSubjectAreaTier2Desc")),
    "postcodes": ("sheet", lambda: real("postcodes", "geo/outcodes_gibbs_cc0.csv", "town")),
    "job categories": (
        "sheet",
        lambda: real("job-profiles", "careers/ncs_job_categories.csv", "job_profile", "title"),
    ),
    "job profiles": ("lines", profiles),
    "establishments": ("sheet", establishments),
    "directory providers": (
        "sheet",
        lambda: real("providers", "providers/course_directory_providers_2018.csv", "PROVIDER_NAME"),
    ),
    "16 to 18": ("sheet", lambda: real("providers", "providers/england_ks5_providers_2019.csv", "SCHNAME")),
    "course directory": ("sheet", course_directory),
    "upload": ("sheet", upload),
    "course api": ("json", api),
    "t levels": ("json", t_levels),
    "apprenticeships": (
        "sheet",
        lambda: real("apprenticeships", "apprenticeships/apprenticeship_standards_stax2020.csv", "title"),
    ),
    "xcri": ("xml", xcri),
    "linked data": ("json", linked),
    "page": ("page", page),
    "events": ("sheet", events),
    "support": ("sheet", support),
    "calendar": ("calendar", calendar),
}
