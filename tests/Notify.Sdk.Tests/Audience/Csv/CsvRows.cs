using System.Globalization;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>A file as the engine reads it: rows by piece, each then read again at its place.</summary>
internal static class CsvRows
{
    public static async Task<(List<string> Rows, List<Contact> Again)> ReadAsync(string path, ContactCsvOptions options)
    {
        await using var source = new ContactCsvFile(path, options, default).Open(Engine.Arena);
        var (rows, again, row) = (new List<string>(), new List<Contact>(), new ContactRow());
        while (await source.NextAsync(default) is { } piece)
        {
            List<long> locators = [];
            using (piece)
            {
                while (piece.TryRead(row))
                {
                    rows.Add(Text(row));
                    locators.Add(row.Locator);
                }
            }

            again.AddRange(locators.Select(l => source.Read(l)!));
        }

        return (rows, again);
    }

    /// <summary>What a contact says when it is offered as a row.</summary>
    public static string Text(Contact contact)
    {
        var row = new ContactRow();
        ContactRows.Fill(row, contact);
        return Text(row);
    }

    public static string Text(ContactRow row) => string.Create(CultureInfo.InvariantCulture,
        $"{row.AccountId}|{row.Source}|{row.PersonId}|{row.Name}|{row.Country}|{row.BirthDate}|{string.Join(' ', row.Points.Where(p => !p.Text.IsEmpty).Select(p => $"{p.Kind}:{p.Text}:{p.Verified}"))}");
}
