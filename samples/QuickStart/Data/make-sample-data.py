#!/usr/bin/env python3
"""Writes contacts.csv, consents.csv and do-not-call.csv beside this file.

Everybody in them is made up: reserved domains, and numbers that the regulators keep for fiction (US and CA 555-01xx,
Ofcom, ACMA, Arcep and BNetzA drama numbers). The same seed gives the same files, so the sample's report is stable.
The files are committed; run this only to change them:  python3 make-sample-data.py [seed]
"""
import csv
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
state = int(sys.argv[1]) if len(sys.argv) > 1 else 2026


def pick(items):
    """A small generator of our own: the standard library's may change between versions."""
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return items[(state >> 33) % len(items)]


COLUMNS = ["account_id", "person_id", "name", "email", "email_2", "phone", "phone_2", "language", "country", "state",
           "postcode", "timezone", "quiet_from", "quiet_to", "channels", "last_confirmed", "email_verified_at",
           "birth_date", "attr:plan", "attr_as_of"]

FIRST = {
    "en": "Ava Ben Chloe Daniel Ella Finn Grace Harry Isla Jack Kate Liam Maya Noah Olive Peter Quinn Ruby Sam Tessa Uma Victor Wendy Zach".split(),
    "es": "Alba Bruno Carmen Diego Elena Felipe Gloria Hugo Ines Javier Lucia Mateo Nuria Oscar Pilar Rafael".split(),
    "fr": "Amelie Bastien Claire Denis Elodie Florian Gaelle Henri Ines Jules Karine Luc Manon Noe Odile Pascal".split(),
    "de": "Anke Bernd Clara Dirk Elke Falk Greta Hanno Ida Jens Karla Lars Mia Nils Olga Paul".split(),
}
LAST = {
    "en": "Abbott Barlow Carver Dalton Ellery Fenwick Garland Hadley Ingram Jarvis Keating Lowell Marsh Norwood Oakley Prescott Quimby Radley Sefton Thorne Upton Vance Whitby Yardley".split(),
    "es": "Aguado Benavente Cardenal Duarte Escobedo Fuentes Galindo Herrero Ibarra Lozano Montero Nogales Olmedo Pastor Quiroga Robledo".split(),
    "fr": "Aubert Blanchard Chevalier Delmas Etienne Fontaine Giraud Hebert Jourdan Lacombe Marchand Noirot Ollivier Perrin Rousset Vasseur".split(),
    "de": "Albers Brinkmann Clausen Dietz Ebert Feldmann Gerber Hansen Jansen Kessler Lindner Menzel Nolte Petersen Reuter Vogt".split(),
}
# area code, state, zone; the zone is left to the library to find out
US = [("212", "NY", "10001"), ("617", "MA", "02108"), ("312", "IL", "60601"), ("512", "TX", "78701"), ("303", "CO", "80202"),
      ("602", "AZ", "85003"), ("213", "CA", "90012"), ("206", "WA", "98101"), ("907", "AK", "99501"), ("808", "HI", "96813")]
AU = "570006 570156 570157 570158 570159 570110 570313 570737 571266 571491 571804 572549 572665 572983 573770 573087 574118 574632 575254 575789".split()
numbers = {}


def number(kind, plan, width):
    """The next number of a plan; raises when the plan is used up, so that two people never share one by accident."""
    numbers[kind] = numbers.get(kind, -1) + 1
    assert numbers[kind] < 10 ** width, kind
    return plan.format(str(numbers[kind]).zfill(width))


def us(area): return number("us" + area, "(" + area + ") 555-01{}", 2)
def gb_mobile(): return number("gbm", "07700 900{}", 3)  # kept for fiction and not in the numbering plan: cannot be used
def gb_home(): return number("gbh", "020 7946 0{}", 3)
def fr_home(): n = number("frh", "{}", 4); return f"01 99 00 {n[:2]} {n[2:]}"
def de_home(): return number("deh", "030 23125 {}", 3)
def de_mobile(): return number("dem", "0171 39200{}", 2)
def abroad(): return "+49 " + de_mobile()[1:]  # a German mobile, wherever its owner lives
def ca(): return number("ca", "+1 604 555 01{}", 2)


rows, consents, calls = [], [], []
used = set()


def fresh_name(language):
    while True:
        name = (pick(FIRST[language]), pick(LAST[language]))
        if name not in used:
            used.add(name)
            return name


def mail(first, last, domain=None):
    return f"{first}.{last}@{domain or pick(['example.com', 'example.org', 'example.net'])}".lower()


def add(**fields):
    row = dict.fromkeys(COLUMNS, "")
    row["account_id"] = f"N-{1001 + len(rows)}"
    row["attr:plan"] = pick(["Basic", "Plus", "Family"])
    row["attr_as_of"] = "2026-01-15"
    row.update({k.replace("attr_plan", "attr:plan"): v for k, v in fields.items()})
    rows.append(row)
    return row["account_id"]


def consent(address, country="", status="Granted", topic="offer", channel="", basis="Express", at="2025-03-10T09:00:00Z", until=""):
    consents.append([f"c-{len(consents) + 1:04}", address, country, topic, channel, status, basis, at, until, "web form v3"])


def dated():
    return pick(["2024-11-02", "2025-02-17", "2025-05-30", "2025-09-08", "2026-01-15"])


# --- one account, one person -------------------------------------------------------------------------------------
for i in range(76):
    area, region, zip_code = US[i % len(US)]
    language = "es" if i % 9 == 4 else "en"
    first, last = fresh_name(language)
    address = mail(first, last)
    add(name=f"{first} {last}" if i % 5 else f"{last}, {first}", email=address, phone=us(area), language=language, country="US",
        state=region, postcode=zip_code, last_confirmed=dated(), email_verified_at="2025-01-20" if i % 3 == 0 else "")
    if i % 4:
        consent(address)
for i in range(52):
    first, last = fresh_name("en")
    address = mail(first, last)
    add(name=f"{first} {last}", email=address, phone=gb_mobile() if i % 10 == 3 else gb_home(), phone_2=abroad() if i % 5 == 0 else "", language="en-GB", country="GB",
        postcode="EC1A 1BB", timezone="Europe/London" if i % 2 else "", last_confirmed=dated())
    if i % 3:
        consent(address)
for i in range(30):
    first, last = fresh_name("fr")
    address = mail(first, last)
    add(name=f"{first} {last}", email=address, phone=fr_home(), phone_2=abroad() if i % 5 == 0 else "", language="fr", country="FR",
        postcode="75001", last_confirmed=dated())
    if i % 3:
        consent(address)
for i in range(30):
    first, last = fresh_name("de")
    address = mail(first, last)
    add(name=f"{last}, {first}" if i % 4 == 0 else f"{first} {last}", email=address, phone=de_mobile() if i % 2 else de_home(), language="de",
        country="DE", postcode="10115", timezone="Europe/Berlin" if i % 3 == 0 else "", last_confirmed=dated())
    if i % 3:
        consent(address)
for i, tail in enumerate(AU[:14]):
    first, last = fresh_name("en")
    address = mail(first, last)
    add(name=f"{first} {last}", email=address, phone=f"0491 {tail[:3]} {tail[3:]}", language="en-AU", country="AU",
        state=["NSW", "WA", "QLD"][i % 3], timezone=["Australia/Sydney", "Australia/Perth", ""][i % 3], last_confirmed=dated())
    if i % 3:
        consent(address)
for i in range(12):
    first, last = fresh_name("es")
    address = mail(first, last)
    add(name=f"{first} {last}", email=address, language="es", country="ES", postcode="28001", last_confirmed=dated())
    if i % 3:
        consent(address)

# --- people with several accounts: the same mailbox in other spellings, other order of the name, a shared person id ---
for i in range(12):
    first, last = fresh_name("en")
    local = f"notify.sdk.demo{i:02}"
    phone = us("415")
    add(name=f"{first} {last}", email=f"{local}@gmail.com", phone=phone, language="en", country="US", state="CA", postcode="94103", last_confirmed="2025-06-01")
    add(name=f"{last}, {first}", email=f"{local.replace('.', '')}+shop@gmail.com", language="en", country="US", last_confirmed="2024-02-01")
    if i % 3 == 0:
        add(name=f"{first} {last}", email=f"{local.upper()}@googlemail.com", phone=phone, language="en", country="US", last_confirmed="2023-08-01")
    if i % 2:
        consent(f"{local}@gmail.com")
for i in range(10):
    first, last = fresh_name("fr" if i % 2 else "de")
    address = mail(first, last, "example.net")
    country, language, phone = ("FR", "fr", fr_home()) if i % 2 else ("DE", "de", de_home())
    add(name=f"{first} {last}", email=address, language=language, country=country, last_confirmed="2025-08-11")
    add(name=f"{first} {last}", email=address.upper(), phone=phone, language=language, country=country, last_confirmed="2024-08-11")
    consent(address)
for i in range(6):
    first, last = fresh_name("en")
    phone = gb_home()
    spelled = "+44 " + phone[1:]
    add(person_id=f"P-{i + 1}", name=f"{first} {last}", email=mail(first, last, "example.com"), phone=phone, language="en", country="GB", last_confirmed="2025-04-04")
    add(person_id=f"P-{i + 1}", name=f"{first[0]}. {last}", email=mail(first[0], last, "example.org"), phone=spelled, language="en", country="GB", last_confirmed="2024-04-04")

# --- households: one landline, one mailbox, several people ------------------------------------------------------------
for i in range(10):
    language = ["en", "fr", "de", "es"][i % 4]
    country, phone = {"en": ("GB", gb_home), "fr": ("FR", fr_home), "de": ("DE", de_home), "es": ("ES", lambda: "")}[language]
    last, home = pick(LAST[language]), phone()
    address = f"family.{last}{i}@example.org".lower()
    for j in range(2 + i % 3):
        first = FIRST[language][(3 * i + 5 * j) % len(FIRST[language])]
        add(name=f"{first} {last}", email=address, phone=home, language=language, country=country, last_confirmed=dated())
    consent(address)

# --- a mailbox for a whole building: too many accounts to say who is who ------------------------------------------------
for i in range(12):
    first, last = fresh_name("en")
    add(name=f"{first} {last}", email="harbour.house@example.com", language="en", country="IE", timezone="Europe/Dublin")

# --- role mailboxes -----------------------------------------------------------------------------------------------------
for i, role in enumerate(["info", "office", "sales", "office"]):
    add(name=["Harbour Cafe", "Lime Street Clinic", "Bike Works", "Lime Street Dental"][i], email=f"{role}@{['example.com', 'example.org', 'example.net', 'example.org'][i]}",
        language="en", country="GB", timezone="Europe/London")

# --- father and son: same name, same mailbox, two verified dates of birth ------------------------------------------------
for birth in ["1961-05-02", "1994-10-17"]:
    add(name="Walter Ostrander", email="ostrander@example.net", language="en", country="US", timezone="America/New_York", birth_date=birth)
consent("ostrander@example.net")

# --- quiet hours and channels of their own --------------------------------------------------------------------------------
for i in range(9):
    first, last = fresh_name("en")
    address = mail(first, last)
    add(name=f"{first} {last}", email=address, phone=us("646"), language="en", country="US", state="NY", timezone="America/New_York",
        quiet_from=["20:00", "07:00", "18:30"][i % 3], quiet_to=["10:00", "15:00", "09:30"][i % 3], channels=["", "email", "sms"][i % 3])
    consent(address)

# --- opt-outs -----------------------------------------------------------------------------------------------------------
for i in range(12):
    first, last = fresh_name("en")
    address, phone = mail(first, last), ca()
    add(name=f"{first} {last}", email=address, phone=phone, language="en", country="CA", state="BC", timezone="America/Vancouver")
    consent(address)
    if i % 3 == 0:
        consent(address, status="Withdrawn", at="2025-11-05T18:20:00Z")
    elif i % 3 == 1:
        consent(phone, "CA", status="Withdrawn", topic="", at="2025-12-24T07:45:00Z")
    else:
        consent(phone, "CA", status="Withdrawn", topic="outage", channel="Sms", at="2026-01-09T12:00:00Z")

# --- consents that lapsed -------------------------------------------------------------------------------------------------
for i in range(5):
    first, last = fresh_name("de")
    address = mail(first, last)
    add(name=f"{first} {last}", email=address, language="de", country="DE")
    consent(address, basis="ImpliedPurchase", at="2023-12-01T10:00:00Z", until="2025-12-01T10:00:00Z")

# --- a mobile number only; some of them on a do-not-call register ---------------------------------------------------------
for i in range(10):
    first, last = fresh_name("en")
    phone = us("929")
    add(name=f"{first} {last}", phone=phone, language="en", country="US", state="NY")
    consent(phone, "US", channel="Sms")
    if i % 2:
        calls.append(["us-dnc", "-3d", 31, "US", phone, "2024-06-01"])
for i in range(4):
    first, last = fresh_name("en")
    phone = abroad()
    add(name=f"{first} {last}", phone=phone, language="en", country="GB")
    consent(phone, "GB", channel="Sms")
    if i == 0:
        calls.append(["gb-tps", "2026-01-05T00:00:00Z", 28, "GB", phone, "2023-02-01"])

# --- no zone, no country, no phone ----------------------------------------------------------------------------------------
for i in range(8):
    first, last = fresh_name("en")
    address = mail(first, last)
    add(name=f"{first} {last}", email=address, language="en")
    consent(address)

# --- addresses that cannot be used ----------------------------------------------------------------------------------------
for email, phone, country in [("", "", "US"), ("", "", "GB"), ("", "not given", "FR"), ("none@example.com", "", "US"), ("test@example.com", "0000000000", "US"),
                              ("anna.at.example.com", "555-0199", "US"), ("two@@example.com", "+44 20 7946 09999 9", "GB"), ("spaces in@example.org", "12345", "DE")]:
    first, last = fresh_name("en")
    add(name=f"{first} {last}", email=email, phone=phone, language="en", country=country)
for phone in ["01 99 00 77 01", "030 23125 777"]:
    first, last = fresh_name("fr")
    add(name=f"{first} {last}", phone=phone, language="fr", country="FR" if phone.startswith("01") else "DE")

# --- fields that cost themselves, not the row -----------------------------------------------------------------------------
for zone, country, language in [("Europe/Lodnon", "GB", "en"), ("", "UK", "en"), ("PST", "US", "english"), ("Australia/Sydney", "AU", "tlh")]:
    first, last = fresh_name("en")
    address = mail(first, last)
    add(name=f"{first} {last}", email=address, timezone=zone, country=country, language=language)
    consent(address)
rows.append(dict(rows[40]))  # an export that lists an account twice

with open(HERE / "contacts.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for i, row in enumerate(rows):
        if i == 60:  # three lines as they come from real exports: a quotation mark, a comma, a time
            file.write('N-2001,,"Rita Odell,rita.odell@example.com,,(212) 555-0198,,en,US,NY,10001,,,,,,,,Basic,2026-01-15\n')
        if i == 180:
            file.write("N-2002,,Odell, Rolf,rolf.odell@example.com,,(212) 555-0199,,en,US,NY,10001,,,,,,,,Plus,2026-01-15\n")
        if i == 260:
            file.write("N-2003,,Rhea Odell,rhea.odell@example.com,,,,en,US,NY,10001,,10 pm,07:00,,,,,Plus,2026-01-15\n")
        writer.writerow(row)

with open(HERE / "consents.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["id", "address", "country", "topic", "channel", "status", "basis", "occurred_at", "expires_at", "evidence"])
    writer.writerows(consents)

with open(HERE / "do-not-call.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["register", "obtained_at", "maximum_age_days", "country", "number", "added_at"])
    writer.writerows(calls)

print(len(rows), "accounts,", len(consents), "consents,", len(calls), "numbers not to call")
