using Notify.Sdk;

namespace QuickStart;

/// <summary>The CSV file. Read once for each notification; its broken lines are told once.</summary>
internal sealed class ContactList(QuickStartOptions options)
{
    private readonly SortedDictionary<(int, string, string), ContactCsvError> _errors = [];

    public string Path => options.Contacts;

    public IReadOnlyCollection<ContactCsvError> Errors => _errors.Values;

    public IAsyncEnumerable<Contact> ReadAsync(CancellationToken cancellationToken) =>
        ContactCsv.ReadFileAsync(options.Contacts, Csv(), cancellationToken);

    /// <summary>What is understood of the file, before anything is sent.</summary>
    public Task<ContactCsvDescription> DescribeAsync(CancellationToken cancellationToken) =>
        ContactCsv.DescribeAsync(options.Contacts, Csv(), new AudienceOptions { DefaultCountry = options.Country }, cancellationToken);

    private ContactCsvOptions Csv()
    {
        var csv = new ContactCsvOptions { OnError = error => _errors[(error.LineNumber, error.Column ?? "", error.Problem)] = error };
        foreach (var (header, field) in options.Columns)
            csv.Columns[header] = field;
        return csv;
    }
}
