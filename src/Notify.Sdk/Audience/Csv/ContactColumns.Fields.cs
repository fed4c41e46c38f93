namespace Notify.Sdk.Audience;

internal static partial class ContactColumns
{
    // Those that the reader of rows knows too (CsvRowMap) have a name here; all others are a line of the list below.
    public static readonly CsvFieldType AccountId = new("account_id", (d, _, t) => d.AccountId = t,
        "account", "account no", "user id", "cust id", "client no", "membership number", "Kd.-Nr.", "Kd-Nr", "KdNr", "Debitor",
            "réf client", "cód cliente", "cod cliente", "n cliente", "kod klienta", "Debiteurnummer", "account number", "id", "customer",
            "customer id", "customer no", "customer number", "client id",
        "member id", "member no",
        "member number", "contact id", "Kundennr", "Kundennummer", "Kunden-ID", "Kunde", "Debitorennummer", "Mitgliedsnummer",
        "Mitgliedsnr", "numéro client",
        "numéro de client", "code client", "n° client", "id client", "número de cliente", "nº de cliente", "nº cliente",
            "código de cliente", "código do cliente", "número do cliente", "id do cliente",
        "código cliente", "id cliente",
        "codice cliente", "numero cliente", "klantnummer", "klantnr", "klant id", "numer klienta", "nr klienta", "id klienta");

    public static readonly CsvFieldType Source = new("source", (d, _, t) => d.Source = t, "source system", "system") { Repeats = true };
    public static readonly CsvFieldType PersonId = new("person_id", (d, _, t) => d.PersonId = t, "person");

    public static readonly CsvFieldType Name = new("name", (d, _, t) => d.Name = t,
        "full name", "contact name", "Name, Vorname", "Nachname, Vorname", "cognome e nome", "nominativo", "nazwisko i imię",
            "customer name", "Vor- und Nachname", "Ansprechpartner", "nom complet", "nom et prénom",
        "nombre completo", "nombre y apellidos",
        "nome completo", "nome e cognome", "naam", "volledige naam", "imię i nazwisko");

    public static readonly CsvFieldType FirstName = new("first_name", (d, _, t) => d.FirstName = t,
        "given name", "first", "forename", "Vorname", "Rufname", "prénom", "nombre", "nombres", "nome", "primeiro nome", "voornaam",
            "imię");

    public static readonly CsvFieldType LastName = new("last_name", (d, _, t) => d.LastName = t,
        "surname", "last", "family name", "primer apellido", "Nachname", "Familienname", "Zuname", "nom", "nom de famille", "apellido",
            "apellidos", "cognome",
        "sobrenome", "apelido",
        "último nome", "achternaam", "nazwisko");

    /// <summary>What stands between first and last name: <c>van der</c>.</summary>
    public static readonly CsvFieldType NameInfix = new("name_infix", (d, _, t) => d.NameInfix = t, "Tussenvoegsel", "Namenszusatz")
    { IsPlain = false };

    public static readonly CsvFieldType SecondLastName = new("second_last_name", (d, _, t) => d.SecondLastName = t, "segundo apellido",
        "second surname")
    { IsPlain = false };

    public static readonly CsvFieldType Email = new("email", (d, f, t) => CsvContactDraft.AddEach(d.Emails, f, t),
        "mail", "email address", "primary email", "E-Mail privat", "E-Mail dienstlich", "E-Mail geschäftlich", "adresse de messagerie",
            "mél", "correo-e", "poczta elektroniczna", "pec", "mailadresse", "e-mail-adresse", "courriel", "adresse e-mail",
            "adresse mail", "adresse courriel",
        "correo", "correo electrónico",
        "dirección de correo", "dirección de correo electrónico", "posta elettronica", "indirizzo email", "endereço de e-mail",
        "correio eletrónico",
        "e-mailadres", "adres e-mail", "poczta")
    { FirstNumber = 1 };

    public static readonly CsvFieldType Emails = new("emails", (d, f, t) => CsvContactDraft.AddEach(d.Emails, f, t), "email addresses",
        "additional email addresses")
    { FirstNumber = 0 };

    public static readonly CsvFieldType Phone = new("phone", (d, f, t) => CsvContactDraft.AddEach(d.Phones, f, t),
        "phone number", "phone no", "tel no", "contact no", "daytime phone", "landline", "telephone", "Haupttelefon", "Tel. privat",
            "tél fixe", "tfno", "tlf", "telephone number", "tel", "contact number", "Telefon", "Telefonnummer", "Telefonnr", "Rufnummer",
        "Festnetz", "téléphone",
        "numéro de téléphone", "teléfono", "número de teléfono", "telefono", "numero di telefono", "telefone", "número de telefone",
        "telefoon", "telefoonnummer",
        "numer telefonu", "nr telefonu")
    { FirstNumber = 1 };

    public static readonly CsvFieldType Mobile = new("mobile", (d, f, t) => CsvContactDraft.AddEach(d.Phones, f, t),
        "mobile number", "mobile no", "mobile phone", "phone mobile", "mobile telephone", "Tel. mobil", "Telefon mobil", "Handy privat",
            "Mobilnr", "Natel", "tel cellulare", "telefone celular", "mobiel nummer", "GSM-nummer", "mobile phone number", "cell",
            "cell phone", "cellphone", "Handy", "Handynummer", "Handynr",
        "Mobil", "Mobiltelefon",
        "Mobilnummer", "Mobilfunk", "portable", "téléphone portable", "téléphone mobile", "tél portable", "móvil", "teléfono móvil",
        "celular", "teléfono celular",
        "cellulare", "telefono cellulare", "telemóvel", "mobiel", "mobiele nummer", "mobiele telefoon", "gsm", "komórka",
        "telefon komórkowy")
    { FirstNumber = 1, Label = "mobile" };

    public static readonly CsvFieldType HomePhone = new("home_phone", (d, f, t) => CsvContactDraft.AddEach(d.Phones, f, t), "phone home",
        "Telefon privat", "téléphone domicile", "téléphone fixe", "fixe", "teléfono fijo", "fijo", "telefono fisso", "telefone fixo",
            "vaste telefoon",
        "telefon stacjonarny")
    { FirstNumber = 1, Label = "home" };

    public static readonly CsvFieldType WorkPhone = new("work_phone", (d, f, t) => CsvContactDraft.AddEach(d.Phones, f, t),
        "phone work", "business phone", "Telefon Firma", "office phone", "Telefon geschäftlich", "Telefon Büro", "téléphone bureau",
        "teléfono trabajo")
    { FirstNumber = 1, Label = "work" };

    public static readonly CsvFieldType OtherPhone = new("other_phone", (d, f, t) => CsvContactDraft.AddEach(d.Phones, f, t),
        "primary phone", "alternate phone", "Weiteres Telefon")
    { FirstNumber = 1, Label = "other" };

    public static readonly CsvFieldType Phones = new("phones", (d, f, t) => CsvContactDraft.AddEach(d.Phones, f, t), "phone numbers")
    { FirstNumber = 0 };
    public static readonly CsvFieldType EmailVerifiedAt = Proof("email", "mail", "emailaddress");
    public static readonly CsvFieldType PhoneVerifiedAt = Proof("phone");
    public static readonly CsvFieldType MobileVerifiedAt = Proof("mobile");
    public static readonly CsvFieldType[] Handles = [Handle(AddressKind.WhatsApp, "whatsapp",
        "whatsapp phone number"), Handle(AddressKind.Telegram, "telegram"),
        Handle(AddressKind.X, "x", "twitter"), Handle(AddressKind.Messenger, "facebook",
            "messenger"), Handle(AddressKind.Slack, "slack"), Handle(AddressKind.Teams, "teams")];

    /// <summary>An address of any other kind, which the label names: <c>address_of:fax</c>.</summary>
    public static readonly CsvFieldType AddressOf = new("address_of", (d, f, t) => d.Addresses.Add((f.Kind!, t))) { HasLabels = true };
    public static readonly CsvFieldType[] HandlesVerifiedAt = [.. Handles.Select(ProofOf)];

    public static readonly CsvFieldType Country = new("country", (d, f, t) => d.Place(f.Number).Country = t,
        "country code", "country of residence", "nation", "country region", "country name", "Land", "Land/Region", "Land/regio",
            "pays région", "país o región",
            "país región",
        "paese area geografica", "Ländercode", "Länderkennzeichen", "Staat", "pays", "país", "paese",
        "nazione", "landcode", "kraj")
    { FirstNumber = 1, Repeats = true, IsImpersonal = true };

    public static readonly CsvFieldType BirthDate = new("birth_date", (d, _, t) => d.BirthDate = d.Dates.Date(t),
        "date of birth", "dob", "Geburtsdatum", "date de naissance", "fecha de nacimiento", "data di nascita", "data de nascimento",
        "geboortedatum", "data urodzenia")
    { Check = CsvCheck.Date };

    public static readonly CsvFieldType QuietFrom = new("quiet_from", (d, _, t) => d.QuietFrom = CsvValues.Time(t), "quiet start",
        "quiet hours from")
    { Check = CsvCheck.QuietFrom };
    public static readonly CsvFieldType QuietTo = new("quiet_to", (d, _, t) => d.QuietTo = CsvValues.Time(t), "quiet end",
        "quiet hours to")
    { Check = CsvCheck.QuietTo };

    public static readonly CsvFieldType OptOut = new("opt_out", (d, f, t) => d.Say(f, SaidWords.Read(t, isOptOut: true, d.Dates)))
    { Check = CsvCheck.OptOut, HasLabels = true, Label = "everything", IsPlain = false, IsImpersonal = true };

    public static readonly CsvFieldType OptIn = new("opt_in", (d, f, t) => d.Say(f, SaidWords.Read(t, isOptOut: false, d.Dates)))
    { Check = CsvCheck.OptIn, HasLabels = true, Label = "marketing", IsPlain = false, IsImpersonal = true };

    public static readonly CsvFieldType Bounced = new("bounced", (d, f, t) => d.Say(f, SaidWords.ReadBounce(t, d.Dates)))
    { HasLabels = true, Label = "everything/email", IsPlain = false, IsImpersonal = true };

    /// <summary>The state of a contact: that somebody left the list, or that mail came back, and anything else that says neither.</summary>
    public static readonly CsvFieldType Status = new("status", (d, _, t) => d.SayStatus(SaidWords.ReadStatus(t)),
        "contact status", "customer status", "member status", "mail status", "email status", "list status", "Kundenstatus", "statut",
            "statut client",
        "estatus", "stato", "situação", "klantstatus", "status klienta")
    { Check = CsvCheck.Status, IsPlain = false, IsImpersonal = true };

    /// <summary>Known, and of no use here: left out without a word.</summary>
    public static readonly CsvFieldType Unused = new("unused", (_, _, _) => { },
        "address", "address line 1", "address line 2", "street", "county", "Straße", "Hausnummer", "Anschrift", "Adresse", "rue",
        "dirección", "calle", "indirizzo", "via",
        "endereço", "morada", "adres", "ulica", "straat", "huisnummer", "web", "website", "url", "fax", "fax number", "Faxnummer",
        "Telefax", "télécopie", "note", "notes",
        "Notiz", "Bemerkung", "Bemerkungen", "gender", "Geschlecht", "created", "created at", "updated at", "photo", "tags", "nickname",
        "middle name", "suffix");

    /// <summary>All fields.</summary>
    public static IReadOnlyList<CsvFieldType> All { get; } =
    [
        AccountId, Source, PersonId, Name, FirstName, LastName, NameInfix, SecondLastName, Email, Emails, Phone, Mobile, HomePhone,
            WorkPhone, OtherPhone, Phones,
        EmailVerifiedAt, PhoneVerifiedAt, MobileVerifiedAt, .. Handles, .. HandlesVerifiedAt, AddressOf, Country, BirthDate, QuietFrom,
            QuietTo,
            OptOut, OptIn, Bounced, Status, Unused,
        new("phone_label", (d, f, t) => d.PhoneLabels[f.Number] = t) { FirstNumber = 1, IsPlain = false, IsImpersonal = true },
        new("language", (d, _, t) => d.Language = t, "lang", "locale", "language code", "preferred language", "Sprache", "langue",
            "idioma", "lingua", "língua", "taal", "język")
            { Repeats = true, IsImpersonal = true },
        new("region", (d, f, t) => d.Place(f.Number).Region = t, "state", "province", "UF", "Prov.", "state prov", "state prov region",
            "subdivision", "state province", "state region",
            "Bundesland", "Kanton", "région",
            "département", "estado", "provincia", "comunidad autónoma", "regione", "provincie",
            "województwo") { FirstNumber = 1, Repeats = true, IsImpersonal = true },
        new("postcode", (d, f, t) =>
            d.Place(f.Number).PostalCode = t, "postal code", "zip", "postal zip", "zip postal", "zip code", "zip postal code",
                "postal zip code", "address zip", "PLZ",
            "Postleitzahl", "code postal", "cp",
            "código postal", "cap", "codice postale", "cep", "kod pocztowy") { FirstNumber = 1 },
        new("timezone", (d, _, t) => d.TimeZone = t, "tz", "zone") { Repeats = true, IsImpersonal = true },
        new("kind", (d, _, t) => d.Kind = CsvValues.Kind(t), "contact kind", "customer type", "Kundenart") {
            Repeats = true, IsImpersonal = true },
        new("channels", (d, f, t) => d.ChannelOrder[f.Label] = CsvValues.Channels(t)!, "channel order")
            { Check = CsvCheck.Channels, HasLabels = true, Label = "*", Repeats = true, IsImpersonal = true },
        new("last_confirmed", (d, _, t) => d.LastConfirmed = d.Dates.Instant(t), "last confirmed at",
            "confirmed at") { Check = CsvCheck.Instant },
        new("attr", (d, f, t) => d.Attributes[f.Label] = t, "attribute") { HasLabels = true },
        new("attr_as_of", (d, _, t) => d.AttributesAsOf = d.Dates.Instant(t), "attributes as of") { Check = CsvCheck.Instant },
        Attribute("title", "titel", "titre", "job title", "contact title"),
        Attribute("salutation", "prefix", "name prefix", "Anrede", "civilité", "tratamiento", "tratamento", "aanhef", "zwrot"),
        Attribute("company", "company name", "organisation", "organization", "organization name", "Firma", "Unternehmen", "société",
            "entreprise", "empresa", "azienda",
            "società", "ragione sociale", "bedrijf", "bedrijfsnaam"),
        Attribute("city", "town", "Ort", "commune", "gemeente", "concelho", "Stadt", "Wohnort", "ville", "ciudad", "localidad",
            "población", "città", "comune", "cidade",
            "localidade", "plaats",
            "woonplaats", "miasto", "miejscowość"),
    ];

    /// <summary>Whether a column says what somebody allowed.</summary>
    public static bool IsPermission(CsvFieldType type) => type == OptOut || type == OptIn || type == Bounced || type == Status;

    /// <summary>A fact for templates that has a name of its own.</summary>
    private static CsvFieldType Attribute(string name, params string[] words) => new(name, (d, _, t) => d.Attributes[name] = t, words);

    private static CsvFieldType Proof(string name, params string[] others) => new(
        name + "_verified_at",
        (d, f, t) => d.Keep(f with { Type = name == "email" ? Email! : name == "mobile" ? Mobile! : Phone! }, t),
        [.. others.Select(o => o + Verified)])
    { Check = CsvCheck.Instant, FirstNumber = 1, Label = name == "mobile" ? "mobile" : "" };

    private static CsvFieldType Handle(AddressKind kind, params string[] names) =>
        new(names[0], (d, f, t) => d.Addresses.Add((f.Kind!, t)), names[1..]) { Kind = kind };

    private static CsvFieldType ProofOf(CsvFieldType handle) =>
        new(handle.Name + "_verified_at", (d, f, t) => d.KeepAddress(f.Kind!, t), [.. handle.Words.Select(w => w + Verified)])
        {
            Kind = handle.Kind,
            Check = CsvCheck.Instant
        };
}
