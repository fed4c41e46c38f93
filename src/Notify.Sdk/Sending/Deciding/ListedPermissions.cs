using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Sending;

/// <summary>
/// Honours what a list says of its people's permission before anybody is decided: a send keeps it, so that it holds from then on; a
/// preview only looks at it.
/// </summary>
internal sealed class ListedPermissions(PermissionImport import)
{
    public async Task TakeAsync(SendContext send, AudienceList list, CancellationToken cancellationToken)
    {
        if (!list.HasPermissions)
            return;
        if (send.IsPreview)
            send.Listed = await import.LookAsync(list.WithPermissions(), cancellationToken);
        else
            await import.ImportAsync(list.WithPermissions().ToAsyncEnumerable(), options: null, cancellationToken);
    }

    /// <summary>Adds what the list says to what was loaded for a batch.</summary>
    public static void AddTo(Facts facts, ListedDecisions listed, IReadOnlyCollection<AddressKey> addresses)
    {
        var (records, entries) = listed.At(addresses);
        if (records.Count > 0)
            facts.Set(facts.Consents.With(records));
        if (entries.Count > 0)
            facts.Set(facts.Suppressions.With(entries));
    }
}
