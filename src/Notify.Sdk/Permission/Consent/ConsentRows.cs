using System.Collections.Frozen;
using System.Globalization;
using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>Reads the rows of a file of consents.</summary>
internal sealed class ConsentRows
{
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);
    private readonly ConsentImportOptions _options;
    private readonly IPhoneNumberParser _phones;
    private readonly FrozenSet<string> _topics;
    private readonly string _run;
    private readonly ChannelCatalog _channels;

    /// <param name="header">The first line of the file.</param>
    /// <param name="options">What the file does not say.</param>
    /// <param name="phones">Reads phone numbers.</param>
    /// <param name="topics">The names of the registered topics; compares without case.</param>
    /// <param name="channels">The channels of the host.</param>
    /// <param name="run">Sets the ids of this run apart from those of every other, and sorts behind those of the runs before.</param>
    public ConsentRows(CsvFields header, ConsentImportOptions options, IPhoneNumberParser phones, FrozenSet<string> topics, string run,
        ChannelCatalog channels)
    {
        (_options, _phones, _topics, _run, _channels) = (options, phones, topics, run, channels);
        string? twice = null;
        for (var i = 0; i < header.Count; i++)
        {
            if (header.Text(i) is { } name && !_columns.TryAdd(Folded(name), i))
                twice ??= name;
        }

        if (!_columns.ContainsKey("email") && !_columns.ContainsKey("phone"))
            throw new NotifyException(
                "The file of consents has neither a column 'email' nor 'phone'. Expected a header such as "
                + "\"email,topic,status,occurred_at,basis\".");
        if (!_columns.ContainsKey("status"))
            throw new NotifyException("The file of consents has no column 'status'. Expected granted or withdrawn in each row.");
        if (twice is not null) // asked last: without a header, the first row is somebody, who must not be repeated
            throw new NotifyException($"The file of consents has two columns '{twice}'. Keep one.");
    }

    /// <summary>The record of a row, or null and what is wrong.</summary>
    public ConsentRecord? Read(CsvFields row, int line, Instant now, out string? problem)
    {
        if (AddressOf(row, out problem) is not { } address || StatusOf(row, out problem) is not { } status
            || !TryScope(row, status, out var scope, out problem) || !TryChannel(row, status, out var channel, out problem))
            return null;
        var occurred = InstantOf(row, "occurredat");
        if (status == ConsentStatus.Withdrawn)
            occurred = occurred is null || occurred > now ? now : occurred;
        else if (occurred is null || occurred > now)
            return Wrong(out problem, occurred is null
                ? "no original date (occurred_at)" : "its original date (occurred_at) lies in the future");
        var basis = BasisOf(row, status);
        if (basis is null)
            return Wrong(out problem, "no basis, or one that is not known");
        Instant? expires = null, basisEvent = null; // a no has no end, and rests on nothing: bad dates must not lose it
        if (status != ConsentStatus.Withdrawn && !(TryInstant(row, "expiresat", out expires)
            && TryInstant(row, "basiseventat", out basisEvent)))
            return Wrong(out problem, "a date that cannot be read");
        if (basisEvent > now)
            return Wrong(out problem, "the event that it rests on (basis_event_at) lies in the future");
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"import/{_run}/{_options.Source}/{_options.BatchId}/{line:D9}"),
            Address = address,
            Scope = scope,
            Channel = channel,
            Brand = Text(row, "brand") ?? "",
            Status = status,
            Basis = basis.Value,
            OccurredAt = occurred.Value,
            BasisEventAt = basisEvent,
            ExpiresAt = expires,
            Jurisdiction = Text(row, "jurisdiction"),
            Disclosure = status == ConsentStatus.Imported ? _options.Disclosure : null,
            Proof = new()
            {
                Method = Text(row, "method") ?? "import",
                FormId = Text(row, "form"),
                SourceUrl = Text(row, "sourceurl"),
                IpAddress = Text(row, "ip")
            },
            Evidence = Text(row, "evidence") ?? "",
            Import = new(_options.Source, _options.BatchId, line),
        };
    }

    private AddressKey? AddressOf(CsvFields row, out string? problem)
    {
        problem = null;
        var (email, phone) = (Text(row, "email"), Text(row, "phone"));
        if (email is not null && phone is not null)
            problem = "an email address and a phone number; a consent is given at one address";
        else if (email is not null)
            return EmailAddress.TryParse(AddressText.Trim(email), out var parsed, out var error)
                ? new(AddressKind.Email, parsed.Identity)
                : NoAddress(error.Describe(), out problem);
        else if (phone is not null)
            return _phones.TryParse(phone, _options.Country, out var number, out var why) ? number.Key : NoAddress(why, out problem);
        else
            problem = "no address";
        return null;
    }

    private static AddressKey? NoAddress(string? why, out string problem)
    {
        problem = $"an address that cannot be read ({why?.TrimEnd('.')})";
        return null;
    }

    private ConsentStatus? StatusOf(CsvFields row, out string? problem)
    {
        ConsentStatus? status = Folded(Text(row, "status") ?? "") switch
        {
            "granted" or "yes" or "optin" or "optedin" or "subscribed" or "true" or "1" => ConsentStatus.Imported,
            "withdrawn" or "no" or "optout" or "optedout" or "unsubscribed" or "false" or "0" => ConsentStatus.Withdrawn,
            _ => null,
        };
        problem = status is null ? "a status that is neither granted nor withdrawn" : null;
        return status;
    }

    private ConsentBasis? BasisOf(CsvFields row, ConsentStatus status)
    {
        if (status == ConsentStatus.Withdrawn)
            return ConsentBasis.Express;
        if (Text(row, "basis") is not { } text)
            return _options.Basis;
        var wanted = Folded(text);
        foreach (var basis in Enum.GetValues<ConsentBasis>())
        {
            if (Folded(basis.ToString()) == wanted)
                return basis;
        }

        return null;
    }

    /// <summary>An empty cell is everything; <c>all-marketing</c> is that, unless a topic has the name.</summary>
    private bool TryScope(CsvFields row, ConsentStatus? status, out ConsentScope scope, out string? problem)
    {
        (scope, problem) = (ConsentScope.Everything, null);
        if (Text(row, "topic") is not { } text)
            return true;
        if (_topics.TryGetValue(text, out var topic))
            scope = ConsentScope.Of(topic);
        else if (Folded(text) == "allmarketing")
            scope = ConsentScope.AllMarketing;
        if (!scope.Equals(ConsentScope.Everything))
            return true;
        problem = status == ConsentStatus.Withdrawn
            ? "an opt-out of a topic that is not registered; add the topic, or leave it empty for an opt-out of everything"
            : "a topic that is not registered";
        return false;
    }

    /// <summary>A no over a channel that nobody knows, or over several, is a no over all.</summary>
    private bool TryChannel(CsvFields row, ConsentStatus? status, out DeliveryChannel? channel, out string? problem)
    {
        (channel, problem) = (null, null);
        if (Text(row, "channel") is not { } text)
            return true;
        channel = CsvValues.Channels(text) is [var only] ? _channels.Find(only.Name) : null;
        if (channel is null && status != ConsentStatus.Withdrawn)
            problem = $"a channel that is not one of {string.Join(", ", _channels.All)}";
        return problem is null;
    }

    private bool TryInstant(CsvFields row, string column, out Instant? instant)
    {
        instant = InstantOf(row, column);
        return instant is not null || Text(row, column) is null;
    }

    private Instant? InstantOf(CsvFields row, string column) => Text(row, column) is { } text ? CsvDates.Default.Instant(text) : null;

    private string? Text(CsvFields row, string column) => _columns.TryGetValue(column, out var at) && at < row.Count ? row.Text(at) : null;

    private static string Folded(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static ConsentRecord? Wrong(out string? problem, string what)
    {
        problem = what;
        return null;
    }
}
