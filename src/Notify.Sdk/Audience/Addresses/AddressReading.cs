namespace Notify.Sdk.Audience;

/// <summary>What an <see cref="IAddressReader"/> found: an address, or why the text is none. Immutable.</summary>
public sealed record AddressReading
{
    private AddressReading()
    {
    }

    /// <summary>What makes two spellings the same address; null when the text is none.</summary>
    public string? Identity { get; private init; }

    /// <summary>What a transport is given; null when the text is no address.</summary>
    public string? Deliverable { get; private init; }

    /// <summary>Why the text is no address, a sentence without the text; null when it is one.</summary>
    public string? Problem { get; private init; }

    /// <summary>ISO 3166-1 alpha-2 code of the country that the address itself tells, as a phone number does; null for none.</summary>
    public string? Country { get; init; }

    /// <summary>The TZDB zones that the address may lie in; empty when it does not tell.</summary>
    public IReadOnlyList<string> TimeZones { get; init => field = value ?? []; } = [];

    /// <summary>
    /// False where this one address is shared by nature, so that it receives and says nothing of who someone is. Default true; means
    /// nothing where the kind is no evidence (<see cref="AddressKind.IsEvidence"/>).
    /// </summary>
    public bool IsEvidence { get; init; } = true;

    /// <summary>The phone number that the address is as well, so that one number is one identity over several channels.</summary>
    internal string? Number { get; init; }

    /// <summary>An address.</summary>
    /// <param name="identity">What makes two spellings the same address, 1 to 4,096 UTF-16 units without control characters.</param>
    /// <param name="deliverable">What a transport is given; null for the identity.</param>
    public static AddressReading Of(string identity, string? deliverable = null) =>
        new() { Identity = identity, Deliverable = deliverable ?? identity };

    /// <summary>No address.</summary>
    /// <param name="problem">Why, as a sentence that does not quote the text.</param>
    public static AddressReading Refused(string problem) => new() { Problem = problem };

    /// <summary>Never shows the address.</summary>
    public override string ToString() => Problem ?? "an address";
}
