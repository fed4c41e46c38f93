using Notify.Sdk.Audience;

namespace Notify.Sdk.Permission;

/// <summary>
/// Says whose law counts, for caps that hold in some places only. The stage that weighs the evidence of places answers it, so
/// that caps and hours of one law never disagree about where somebody is. Thread-safe.
/// </summary>
internal interface IWhereabouts
{
    /// <summary>
    /// Whether the rules of one of the places count for a person who is reached at an address: one account in the place is enough.
    /// Both lists empty means everywhere.
    /// </summary>
    bool MayBeIn(IReadOnlyList<string> countries, IReadOnlyList<string> regions, Person person, Address address);
}
