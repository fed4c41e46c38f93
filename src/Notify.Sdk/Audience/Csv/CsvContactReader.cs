using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>
/// Makes a contact of a row that <see cref="CsvJudge"/> accepted; a value that it told of is absent. Text is taken as it is; the
/// pipeline judges addresses, zones and countries. Thread-safe.
/// </summary>
internal sealed class CsvContactReader(CsvHeader header, string source)
{
    private readonly CsvTexts _texts = new();

    public Contact Read(CsvFields row)
    {
        var draft = new CsvContactDraft();
        foreach (var column in header.Columns)
        {
            var text = row[column.Index].Span;
            if (!text.IsEmpty)
                Take(draft, column.Field, _texts.Of(column.Field.Kind, text));
        }

        return draft.Build(source);
    }

    private static void Take(CsvContactDraft draft, CsvField field, string text)
    {
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
            case CsvFieldKind.EmailVerifiedAt: Keep(draft.EmailsVerified, field.Number, text); break;
            case CsvFieldKind.PhoneVerifiedAt: Keep(draft.PhonesVerified, field.Number, text); break;
            case CsvFieldKind.HandleVerifiedAt: Keep(draft.HandlesVerified, field.Network, text); break;
            case CsvFieldKind.LastConfirmed: draft.LastConfirmed = CsvValues.Instant(text); break;
            case CsvFieldKind.AttributesAsOf: draft.AttributesAsOf = CsvValues.Instant(text); break;
            case CsvFieldKind.QuietFrom: draft.QuietFrom = CsvValues.Time(text); break;
            case CsvFieldKind.QuietTo: draft.QuietTo = CsvValues.Time(text); break;
            case CsvFieldKind.BirthDate: draft.BirthDate = CsvValues.Date(text); break;
            case CsvFieldKind.Channels: draft.ChannelOrder[field.Label] = CsvValues.Channels(text)!; break;
        }
    }

    private static void Keep<TKey>(Dictionary<TKey, Instant> verified, TKey key, string text) where TKey : notnull
    {
        if (CsvValues.Instant(text) is { } instant)
            verified[key] = instant;
    }

    private static void AddEach(List<(int, string)> points, string text)
    {
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            points.Add((0, part));
    }
}
