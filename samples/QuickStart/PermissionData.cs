using CsvHelper;
using Notify.Sdk;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using NodaTime;
using NodaTime.Text;

namespace QuickStart;

/// <summary>
/// Loads the consents and the do-not-call registers that ship with the sample. Both know what they have: loading them
/// again changes nothing.
/// </summary>
internal sealed class PermissionData(IConsentLedger ledger, ISuppressionList suppressions, IPhoneNumberParser phones, IClock clock)
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Data");

    public async Task LoadAsync(QuickStartOptions options, CancellationToken cancellationToken)
    {
        if (options.OnlyLooks && options.KeepsState)
            return; // an earlier run loaded them
        await ledger.AppendAsync(Consents(), cancellationToken);
        var calls = DoNotCall();
        foreach (var register in calls.Select(c => c.Register).DistinctBy(r => r.Name))
            await suppressions.DeclareAsync(register, cancellationToken);
        await suppressions.AddAsync([.. calls.Select(c => c.Entry)], cancellationToken);
    }

    private List<ConsentRecord> Consents()
    {
        List<ConsentRecord> records = [];
        using var csv = CsvReader.FromFile(Path.Combine(Folder, "consents.csv"));
        while (csv.Read())
        {
            records.Add(new()
            {
                Id = csv.GetString("id"),
                Address = Key(csv.GetString("address"), csv.GetString("country")),
                Scope = Optional(csv.GetString("topic")) is { } topic ? ConsentScope.Of(topic) : ConsentScope.Everything,
                Channel = Optional(csv.GetString("channel")) is { } channel ? Enum.Parse<Channel>(channel) : null,
                Status = Enum.Parse<ConsentStatus>(csv.GetString("status")),
                Basis = Enum.Parse<ConsentBasis>(csv.GetString("basis")),
                OccurredAt = Moment(csv.GetString("occurred_at")),
                ExpiresAt = Optional(csv.GetString("expires_at")) is { } expiry ? Moment(expiry) : null,
                Evidence = csv.GetString("evidence"),
            });
        }

        return records;
    }

    private List<(SuppressionRegister Register, SuppressionEntry Entry)> DoNotCall()
    {
        List<(SuppressionRegister, SuppressionEntry)> calls = [];
        using var csv = CsvReader.FromFile(Path.Combine(Folder, "do-not-call.csv"));
        while (csv.Read())
        {
            var (name, country) = (csv.GetString("register"), csv.GetString("country"));
            var register = new SuppressionRegister
            {
                Name = name,
                ObtainedAt = Moment(csv.GetString("obtained_at")),
                MaximumAge = Duration.FromDays(double.Parse(csv.GetString("maximum_age_days"), System.Globalization.CultureInfo.InvariantCulture)),
                Countries = [country],
            };
            var added = LocalDatePattern.Iso.Parse(csv.GetString("added_at")).Value.AtMidnight().InUtc().ToInstant();
            calls.Add((register, new(Key(csv.GetString("number"), country), name, SuppressionKind.DoNotCall, added)));
        }

        return calls;
    }

    /// <summary>Consents and registers speak of addresses, not accounts: read them with the same rules as the list.</summary>
    private AddressKey Key(string address, string country) => address.Contains('@', StringComparison.Ordinal)
        ? new(AddressFamily.Email, EmailAddress.Parse(address).Identity)
        : phones.TryParse(address, country, out var number, out var error) ? number.Key
        : throw new NotifyException($"A number in the sample's data is not valid in {country}: {error}.");

    /// <summary>An instant, or days before the run (<c>-3d</c>): the copy of the US register is always fresh, the British one grows stale.</summary>
    private Instant Moment(string text) => text is ['-', .. var days, 'd']
        ? clock.GetCurrentInstant() - Duration.FromDays(int.Parse(days, System.Globalization.CultureInfo.InvariantCulture))
        : InstantPattern.ExtendedIso.Parse(text).Value;

    private static string? Optional(string text) => text.Length == 0 ? null : text;
}
