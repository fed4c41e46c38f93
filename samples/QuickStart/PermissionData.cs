using Notify.Sdk;
using Notify.Sdk.Consents;
using NodaTime;
using NodaTime.Text;

namespace QuickStart;

/// <summary>
/// Loads the consents and the do-not-call registers that ship with the sample. Both know what they have: loading them
/// again changes nothing.
/// </summary>
internal sealed class PermissionData(IConsentLedger ledger, ISuppressionList suppressions, AddressIntake addresses, IClock clock)
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
        foreach (var row in SmallTable.Read(Path.Combine(Folder, "consents.csv")))
        {
            records.Add(new()
            {
                Id = row["id"],
                Address = Key(row["address"], row["country"]),
                Scope = Optional(row["topic"]) is { } topic ? ConsentScope.Of(topic) : ConsentScope.Everything,
                Channel = Optional(row["channel"]) is { } channel ? DeliveryChannel.Named(channel) : null,
                Status = Enum.Parse<ConsentStatus>(row["status"]),
                Basis = Enum.Parse<ConsentBasis>(row["basis"]),
                OccurredAt = Moment(row["occurred_at"]),
                ExpiresAt = Optional(row["expires_at"]) is { } expiry ? Moment(expiry) : null,
                Evidence = row["evidence"],
            });
        }

        return records;
    }

    private List<(SuppressionRegister Register, SuppressionEntry Entry)> DoNotCall()
    {
        List<(SuppressionRegister, SuppressionEntry)> calls = [];
        foreach (var row in SmallTable.Read(Path.Combine(Folder, "do-not-call.csv")))
        {
            var (name, country) = (row["register"], row["country"]);
            var register = new SuppressionRegister
            {
                Name = name,
                ObtainedAt = Moment(row["obtained_at"]),
                MaximumAge = Duration.FromDays(double.Parse(row["maximum_age_days"], System.Globalization.CultureInfo.InvariantCulture)),
                Countries = [country],
            };
            var added = LocalDatePattern.Iso.Parse(row["added_at"]).Value.AtMidnight().InUtc().ToInstant();
            calls.Add((register, new(Key(row["number"], country), name, SuppressionKind.DoNotCall, added)));
        }

        return calls;
    }

    /// <summary>Consents and registers speak of addresses, not accounts: they are read by the same rules as the list.</summary>
    private AddressKey Key(string address, string country) => addresses.Read(
        address.Contains('@', StringComparison.Ordinal) ? RawAddress.Email(address) : RawAddress.Phone(address, country));

    /// <summary>
    /// An instant, or days before the run (<c>-3d</c>): the copy of the US register is always fresh, the British one grows stale.
    /// </summary>
    private Instant Moment(string text) => text is ['-', .. var days, 'd']
        ? clock.GetCurrentInstant() - Duration.FromDays(int.Parse(days, System.Globalization.CultureInfo.InvariantCulture))
        : InstantPattern.ExtendedIso.Parse(text).Value;

    private static string? Optional(string text) => text.Length == 0 ? null : text;
}
