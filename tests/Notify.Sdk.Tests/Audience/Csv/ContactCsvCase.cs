namespace Notify.Sdk.Tests.Audience;

/// <summary>Contacts of a few lines, and the errors that were told meanwhile.</summary>
public abstract class ContactCsvCase
{
    private protected List<ContactCsvError> Errors { get; } = [];

    private protected Task<List<Contact>> Read(params string[] lines) => Read(lines, _ => { });

    private protected Task<List<Contact>> Read(string[] lines, Action<ContactCsvOptions> configure)
    {
        var options = new ContactCsvOptions { OnError = Errors.Add };
        configure(options);
        return ReadAll(ContactCsv.ReadAsync(new StringReader(string.Join('\n', lines) + "\n"), options));
    }

    private protected static async Task<List<Contact>> ReadAll(IAsyncEnumerable<Contact> contacts) => await contacts.ToListAsync();
}
