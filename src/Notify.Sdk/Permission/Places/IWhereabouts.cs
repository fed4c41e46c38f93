using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>
/// Says whose law counts, for rules that hold in some places only. The stage that weighs the evidence of places answers it, so
/// that consents, caps and hours of one law never disagree about where somebody is. Thread-safe.
/// </summary>
internal interface IWhereabouts
{
    /// <summary>Where a person may be who is reached at an address. The same place is the same object, as a rule.</summary>
    IPlace Of(Person person, Address address);
}

/// <summary>Where somebody may be. Immutable and thread-safe.</summary>
internal interface IPlace
{
    /// <summary>Every country that some evidence names, and those whose law reaches them.</summary>
    IReadOnlyList<string> Countries { get; }

    /// <summary>Whether a country was given that cannot be read, so that it may be any.</summary>
    bool IsCountryOpen { get; }

    /// <summary>Whether the rules of one of the places count here. Both lists empty means everywhere.</summary>
    bool LiesIn(IReadOnlyList<string> countries, IReadOnlyList<string> regions);
}
