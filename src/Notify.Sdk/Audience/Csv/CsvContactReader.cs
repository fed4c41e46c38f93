using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>Makes a contact of a row. Text is taken as it is; the pipeline judges addresses, zones and countries.</summary>
internal sealed class CsvContactReader(CsvHeader header, ContactCsvOptions options, CsvErrors errors)
{
    private const string InstantForm = "Write it as 2026-11-22 or 2026-11-22T09:00:00Z.";

    /// <summary>The contact, or null when the row was left out.</summary>
    public Contact? Read(CsvFields row)
    {
        var draft = new CsvContactDraft();
        foreach (var column in header.Columns)
        {
            if (row[column.Index] is { } text && !Take(draft, column, text, row.Line))
                return null;
        }

        if (draft.AccountId is not null)
            return QuietHoursAreWhole(draft, row.Line) ? draft.Build(options.Source) : null;
        errors.SkipRow(row.Line, Header(CsvFieldKind.AccountId), "The account id is empty.", "Give every row an id.");
        return null;
    }

    private bool Take(CsvContactDraft draft, CsvColumn column, string text, int line)
    {
        var field = column.Field;
        switch (field.Kind)
        {
            case CsvFieldKind.AccountId: draft.AccountId = text; break;
            case CsvFieldKind.Source: draft.Source = text; break;
            case CsvFieldKind.PersonId: draft.PersonId = text; break;
            case CsvFieldKind.Name: draft.Name = text; break;
            case CsvFieldKind.FirstName: draft.FirstName = text; break;
            case CsvFieldKind.LastName: draft.LastName = text; break;
            case CsvFieldKind.Language: draft.Language = text; break;
            case CsvFieldKind.Country: draft.Country = text; break;
            case CsvFieldKind.Region: draft.Region = text; break;
            case CsvFieldKind.PostalCode: draft.PostalCode = text; break;
            case CsvFieldKind.TimeZone: draft.TimeZone = text; break;
            case CsvFieldKind.Attribute: draft.Attributes[field.Label] = text; break;
            case CsvFieldKind.Email: draft.Emails.Add((field.Number, text)); break;
            case CsvFieldKind.Phone: draft.Phones.Add((field.Number, text)); break;
            case CsvFieldKind.Handle: draft.Handles.Add((field.Network, text)); break;
            case CsvFieldKind.Emails: AddEach(draft.Emails, text); break;
            case CsvFieldKind.Phones: AddEach(draft.Phones, text); break;
            case CsvFieldKind.EmailVerifiedAt: Keep(draft.EmailsVerified, field.Number, column, text, line); break;
            case CsvFieldKind.PhoneVerifiedAt: Keep(draft.PhonesVerified, field.Number, column, text, line); break;
            case CsvFieldKind.HandleVerifiedAt: Keep(draft.HandlesVerified, field.Network, column, text, line); break;
            case CsvFieldKind.LastConfirmed: draft.LastConfirmed = Evidence(column, text, line); break;
            case CsvFieldKind.AttributesAsOf: draft.AttributesAsOf = Evidence(column, text, line); break;
            case CsvFieldKind.QuietFrom: return (draft.QuietFrom = Required(CsvValues.Time(text), column, line, "time", "Write it as 22:00.")) is not null;
            case CsvFieldKind.QuietTo: return (draft.QuietTo = Required(CsvValues.Time(text), column, line, "time", "Write it as 08:00.")) is not null;
            case CsvFieldKind.BirthDate: return (draft.BirthDate = Required(CsvValues.Date(text), column, line, "date", "Write it as 1980-12-31.")) is not null;
            case CsvFieldKind.Channels: return TakeChannels(draft, column, text, line);
        }

        return true;
    }

    /// <summary>A field that only adds evidence: without it the cautious side counts.</summary>
    private Instant? Evidence(CsvColumn column, string text, int line)
    {
        var instant = CsvValues.Instant(text);
        if (instant is null)
            errors.SkipField(line, column.Header, "Expected a date or an instant.", InstantForm);
        return instant;
    }

    private void Keep<TKey>(Dictionary<TKey, Instant> verified, TKey key, CsvColumn column, string text, int line) where TKey : notnull
    {
        if (Evidence(column, text, line) is { } instant)
            verified[key] = instant;
    }

    /// <summary>A field that protects the person: without it the row cannot be used.</summary>
    private T? Required<T>(T? value, CsvColumn column, int line, string form, string remedy) where T : struct
    {
        if (value is null)
            errors.SkipRow(line, column.Header, $"Expected a {form}.", remedy);
        return value;
    }

    private bool TakeChannels(CsvContactDraft draft, CsvColumn column, string text, int line)
    {
        if (CsvValues.Channels(text) is { } channels)
        {
            draft.ChannelOrder[column.Field.Label] = channels;
            return true;
        }

        errors.SkipRow(line, column.Header, "Expected names of channels, best first.", "Write them as \"sms;email\"; there are email, sms, voice and social.");
        return false;
    }

    private bool QuietHoursAreWhole(CsvContactDraft draft, int line)
    {
        if (draft.QuietFrom is null == draft.QuietTo is null)
            return true;
        errors.SkipRow(line, Header(draft.QuietFrom is null ? CsvFieldKind.QuietTo : CsvFieldKind.QuietFrom), "Quiet hours have one end only.", "Give quiet_from and quiet_to, or neither.");
        return false;
    }

    private string? Header(CsvFieldKind kind) => header.Columns.FirstOrDefault(c => c.Field.Kind == kind)?.Header;

    private static void AddEach(List<(int, string)> points, string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            points.Add((0, part));
    }
}
