using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>
/// What decisions of one kind rest on besides the person: place, rules, versions. One object for all decisions of the kind, so that a
/// decision carries one reference to it; its texts are made when somebody reads them. Immutable and thread-safe.
/// </summary>
internal sealed record DecisionGround
{
    /// <summary>Nothing is recorded.</summary>
    public static DecisionGround None { get; } = new();

    /// <summary>Where the person may be, for the texts that are not given below; null once they were read from a store.</summary>
    public Place? At { get; init; }

    /// <summary>Whether the decision was about hours, so that the zones of the place belong to it.</summary>
    public bool HasZones { get; init; }

    /// <inheritdoc cref="AccountOutcome.Zone"/>
    public string? Zone { get => field ?? Zones?.Names; init; }

    /// <inheritdoc cref="AccountOutcome.ZoneSource"/>
    public string? ZoneSource { get => field ?? Zones?.SourceName; init; }

    /// <inheritdoc cref="AccountOutcome.ZoneConfidence"/>
    public string? ZoneConfidence { get => field ?? Zones?.ConfidenceName; init; }

    /// <inheritdoc cref="AccountOutcome.Place"/>
    public string? Place { get => field ?? At?.Evidence; init; }

    /// <inheritdoc cref="AccountOutcome.Rules"/>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <inheritdoc cref="AccountOutcome.LawPack"/>
    public string? LawPack { get; init; }

    /// <inheritdoc cref="AccountOutcome.TimeZones"/>
    public string? TimeZones { get; init; }

    private ZoneEvidence? Zones => HasZones ? At?.Zones : null;

    /// <summary>The same in texts alone, so that single ones can be replaced.</summary>
    public DecisionGround InTexts() => At is null ? this : new()
    {
        Zone = Zone,
        ZoneSource = ZoneSource,
        ZoneConfidence = ZoneConfidence,
        Place = Place,
        Rules = Rules,
        LawPack = LawPack,
        TimeZones = TimeZones,
    };

    /// <summary>By what can be read.</summary>
    public bool Equals(DecisionGround? other) => ReferenceEquals(this, other) || (other is not null
        && (Zone, ZoneSource, ZoneConfidence, Place) == (other.Zone, other.ZoneSource, other.ZoneConfidence, other.Place)
        && (LawPack, TimeZones) == (other.LawPack, other.TimeZones) && Rules.SequenceEqual(other.Rules));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Zone, Place, LawPack, TimeZones, Rules.Count);
}
