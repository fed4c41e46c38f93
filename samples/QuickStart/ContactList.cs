using Notify.Sdk;
using Notify.Sdk.Audience;

namespace QuickStart;

/// <summary>The CSV file. Read once for each notification; its broken lines are told once.</summary>
internal sealed class ContactList(QuickStartOptions options)
{
    private readonly SortedDictionary<(int, string), ContactCsvError> _errors = [];

    public string Path => options.Contacts;

    public IReadOnlyCollection<ContactCsvError> Errors => _errors.Values;

    public IAsyncEnumerable<Contact> ReadAsync(CancellationToken cancellationToken)
    {
        var csv = new ContactCsvOptions { OnError = error => _errors[(error.LineNumber, error.Column ?? "")] = error };
        foreach (var (header, field) in options.Columns)
            csv.Columns[header] = field;
        return ContactCsv.ReadFileAsync(options.Contacts, csv, cancellationToken);
    }
}
