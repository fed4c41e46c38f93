using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>What an import of permissions needs to know that the list does not say.</summary>
public sealed class PermissionImportOptions
{
    /// <summary>The system that the list comes from; part of where each record comes from. Default <c>list</c>.</summary>
    public string Source { get; init; } = "list";

    /// <summary>
    /// What the people who said yes were told when they did. Null (the default): a yes of the list is no consent, because nobody knows to
    /// what.
    /// </summary>
    public Disclosure? Disclosure { get; init; }

    /// <summary>What a yes rests on. Default <see cref="ConsentBasis.Express"/>.</summary>
    public ConsentBasis Basis { get; init; } = ConsentBasis.Express;

    /// <summary>When those said yes whose row has no date; null (the default) leaves them out.</summary>
    public Instant? GivenAt { get; init; }
}

/// <summary>What an import of permissions did.</summary>
public sealed record PermissionImportReport
{
    /// <summary>Contacts of which the list says something.</summary>
    public long Contacts { get; init; }

    /// <summary>New withdrawals in the ledger, one for each address.</summary>
    public long Withdrawn { get; init; }

    /// <summary>Addresses that were put on the suppression list, because messages to them came back.</summary>
    public long Suppressed { get; init; }

    /// <summary>New consents.</summary>
    public long Consents { get; init; }

    /// <summary>Answers that the ledger knew already.</summary>
    public long Known { get; init; }

    /// <summary>Answers of contacts that have no address which they concern: nobody can be told over it anyway.</summary>
    public long WithoutAddress { get; init; }

    /// <summary>A yes that is no consent: nobody said what was disclosed, or when it was given, or the same contact says no.</summary>
    public long YesLeftOut { get; init; }

    /// <summary>The counts.</summary>
    public override string ToString() =>
        $"{Contacts} contacts: {Withdrawn} withdrawals, {Suppressed} addresses suppressed, {Consents} consents, {Known} known before, "
            + $"{WithoutAddress} without an address, {YesLeftOut} yes left out";
}
