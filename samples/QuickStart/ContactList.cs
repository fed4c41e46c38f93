using Notify.Sdk.Audience;

namespace QuickStart;

/// <summary>The CSV file. Read once for each notification; its broken lines are told once.</summary>
internal sealed class ContactList(string path)
{
    private readonly SortedDictionary<(int, string), ContactCsvError> _errors = [];

    public string Path => path;

    public IReadOnlyCollection<ContactCsvError> Errors => _errors.Values;

    public IAsyncEnumerable<Contact> ReadAsync(CancellationToken cancellationToken) => ContactCsv.ReadFileAsync(
        path, new() { OnError = error => _errors[(error.LineNumber, error.Column ?? "")] = error }, cancellationToken);
}
