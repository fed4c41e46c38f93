using System.Text.Json;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>What one file of a law pack says.</summary>
internal sealed record LawFile(IReadOnlyList<LawEntry> Entries, IReadOnlyList<LawCalendar> Calendars, IReadOnlyList<ConsentRule> Bases);

/// <summary>Reads one file of a law pack.</summary>
internal sealed class LawReader
{
    public static readonly string[] Classes = ["marketing", "transactional", "debt-collection", "research"];

    private static readonly string[] Weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    private static readonly JsonDocumentOptions Format = new()
    {
        AllowTrailingCommas = false,
        CommentHandling = JsonCommentHandling.Disallow
    };

    private readonly string _file;
    private readonly Dictionary<string, LawCalendar> _calendars = new(StringComparer.Ordinal);

    private LawReader(string file) => _file = $"Law pack '{file}'";

    /// <exception cref="NotifyException">Something is wrong; the message says where and what was expected.</exception>
    public static LawFile Read(string file, byte[] json)
    {
        var reader = new LawReader(file);
        using var document = reader.Parse(json);
        return reader.Read(new LawFields(document.RootElement, reader._file));
    }

    private JsonDocument Parse(byte[] json)
    {
        try
        {
            return JsonDocument.Parse(json, Format);
        }
        catch (JsonException fault)
        {
            throw new NotifyException(
                $"{_file} is not JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}. Compare it with "
                + $"law-pack.schema.json.");
        }
    }

    private LawFile Read(LawFields fields)
    {
        _ = fields.OptionalText("$schema");
        var jurisdiction = Jurisdiction(fields);
        var reviewed = fields.Date("reviewed");
        foreach (var element in fields.OptionalList("calendars"))
        {
            var calendar = Calendar(new(element, $"{_file}, calendar {_calendars.Count + 1}{Name(element, "id")}"));
            if (!_calendars.TryAdd(calendar.Calendar.Id, calendar))
                throw new NotifyException($"{_file}: calendar '{calendar.Calendar.Id}' stands there twice.");
        }

        List<LawEntry> entries = [];
        foreach (var element in fields.OptionalList("entries"))
            entries.Add(Entry(new(element, $"{_file}, entry {entries.Count + 1}{Name(element, "rule")}"), jurisdiction, reviewed));
        List<ConsentRule> bases = [];
        foreach (var element in fields.OptionalList("bases"))
            bases.Add(Basis(new(element, $"{_file}, basis {bases.Count + 1}{Name(element, "rule")}"), jurisdiction, reviewed));
        fields.Finish();
        if (entries.Count + bases.Count == 0)
            throw new NotifyException($"{_file} has no entries. Expected a list 'entries' or 'bases'.");
        return new(entries, [.. _calendars.Values], bases);
    }

    private static string Name(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var name)
            && name.ValueKind == JsonValueKind.String ? $" ('{name.GetString()}')" : "";

    private static string Jurisdiction(LawFields fields)
    {
        var jurisdiction = fields.Text("jurisdiction");
        return fields.Make("jurisdiction", () => jurisdiction switch
        {
            "*" or EuropeanStates.Code => jurisdiction,
            { Length: 2 } => CountryCodes.Checked([jurisdiction])[0],
            _ => Regions.CheckedPart(CountryCodes.CheckedParts([jurisdiction])[0]),
        });
    }

    private static LawCalendar Calendar(LawFields fields)
    {
        var (id, rules, lastYear) = (fields.Text("id"), fields.Texts("rules"), fields.OptionalNumber("lastYear") ?? 2099);
        var country = fields.OptionalText("country");
        var calendar = new LawCalendar(
            fields.Make("rules", () => HolidayCalendar.Parse(id, rules, lastYear)),
            country is null ? null : fields.Make("country", () => CountryCodes.Checked([country])[0]),
            fields.Flag("confirmed"),
            fields.Text("source"));
        fields.Finish();
        return calendar;
    }

    private ConsentRule Basis(LawFields fields, string within, LocalDate reviewed) =>
        ConsentRuleReader.Read(fields, Jurisdiction(fields, within), reviewed);

    private string Jurisdiction(LawFields fields, string within)
    {
        var jurisdiction = Jurisdiction(fields);
        return jurisdiction == within || jurisdiction.StartsWith($"{within}-", StringComparison.Ordinal)
            ? jurisdiction
            : throw new NotifyException($"{_file}: an entry of '{jurisdiction}' stands in a file of '{within}'. One file a country.");
    }

    private LawEntry Entry(LawFields fields, string within, LocalDate reviewed)
    {
        var jurisdiction = Jurisdiction(fields, within);
        var (rule, days, from, to) = (fields.Text("rule"), fields.Text("days"), fields.Time("from"), fields.Time("to"));
        var entry = new LawEntry
        {
            RuleId = rule,
            Jurisdiction = jurisdiction,
            Channels = fields.Channels("channels"),
            Classes = fields.Texts("classes", Classes),
            Hours = fields.Make("from", () => fields.OptionalFlag("acrossMidnight") == true
                ? DailyWindow.AcrossMidnight(Days(days), from, to) : new DailyWindow(Days(days), from, to)),
            Zones = Zones(fields),
            Automation = fields.Word<Automation>("automation", Automation.Any),
            Holidays = fields.OptionalObject("holidays") is { } holidays ? Holidays(holidays) : null,
            LiftedBy = fields.Word<ConsentLift>("liftedBy", ConsentLift.None),
            LiftNote = fields.OptionalText("liftNote"),
            EffectiveFrom = fields.OptionalDate("effectiveFrom"),
            EffectiveTo = fields.OptionalDate("effectiveTo"),
            Strength = fields.Word<LawStrength>("strength"),
            IsConfirmed = fields.Flag("confirmed"),
            Evidence = fields.Text("evidence"),
            Statute = fields.OptionalText("statute"),
            Source = fields.Text("source"),
            Reviewed = fields.OptionalDate("reviewed") ?? reviewed,
            CooldownAfterRefusal = fields.OptionalPeriod("cooldownAfterRefusal"),
            MeasuredAt = fields.OptionalText("measuredAt"),
            Notes = fields.OptionalText("notes"),
        };
        entry = entry with { Cap = fields.OptionalObject("cap") is { } cap ? Cap(cap, entry) : null };
        fields.Finish();
        if (entry.EffectiveTo < entry.EffectiveFrom)
            throw new NotifyException(
                $"{_file}, entry '{rule}': effectiveTo ({entry.EffectiveTo:uuuu-MM-dd}) is before effectiveFrom "
                + $"({entry.EffectiveFrom:uuuu-MM-dd}).");
        return entry;
    }

    private static IReadOnlyList<string> Zones(LawFields fields)
    {
        var zones = fields.OptionalTexts("zones");
        return fields.Make("zones", () => new SendWindowRule { Id = "", Windows = [], Zones = zones }.Zones);
    }

    private HolidayHours Holidays(LawFields fields)
    {
        var id = fields.Text("calendar");
        var calendar = id == HolidayCalendar.OfRecipientCountry.Id ? HolidayCalendar.OfRecipientCountry
            : _calendars.TryGetValue(id, out var known) ? known.Calendar
            : throw new NotifyException(
                $"{_file}: the holidays are those of calendar '{id}', which is not in the file. Add it to 'calendars'; without it "
                + $"holidays would be ordinary days.");
        var holidays = new HolidayHours(calendar)
        {
            Hours = Hours(fields.OptionalObject("hours")),
            Eve =
            Hours(fields.OptionalObject("eve"))
        };
        fields.Finish();
        return holidays;
    }

    private static DayHours? Hours(LawFields? fields)
    {
        if (fields is null)
            return null;
        var (from, to) = (fields.Time("from"), fields.Time("to"));
        fields.Finish();
        return fields.Make("from", () => new DayHours(from, to));
    }

    private static LawCap Cap(LawFields fields, LawEntry entry)
    {
        var period = fields.OptionalPeriod("period");
        var count = fields.OptionalNumber("count");
        var cap = new LawCap
        {
            RuleId = entry.RuleId,
            Jurisdiction = entry.Jurisdiction,
            Count = count ?? throw new NotifyException($"The cap of entry '{entry.RuleId}' has no 'count'."),
            Window = period?.ToDuration() ?? throw new NotifyException($"The cap of entry '{entry.RuleId}' has no 'period'."),
            Per = fields.Text("per"),
            Channels = fields.OptionalChannels("appliesTo") is { Count: > 0 } named ? named : entry.Channels,
            IsRolling = fields.OptionalFlag("rolling") ?? true,
            CountsAttempts = fields.OptionalFlag("countsAttempts") ?? false,
            ExemptIf = fields.OptionalText("exemptIf"),
        };
        fields.Finish();
        return cap;
    }

    /// <summary><c>Mon-Fri</c>, <c>Sat</c>, <c>Mon,Wed</c>.</summary>
    private static List<IsoDayOfWeek> Days(string text)
    {
        List<IsoDayOfWeek> days = [];
        foreach (var part in text.Split(','))
        {
            var ends = part.Trim().Split('-');
            var (first, last) = (Array.IndexOf(Weekdays, ends[0]), Array.IndexOf(Weekdays, ends[^1]));
            if (first < 0 || last < first || ends.Length > 2)
                throw new ArgumentException($"'{text}' are no weekdays. Expected for example \"Mon-Fri\", \"Sat\" or \"Mon,Wed\".");
            days.AddRange(Enumerable.Range(first, last - first + 1).Select(WeekPattern.Iso));
        }

        return days;
    }
}
