namespace Notify.Sdk.Rendering;

/// <summary>One value that is missing or too old.</summary>
/// <param name="Account">The account.</param>
/// <param name="Attribute">Name of the attribute.</param>
public readonly record struct StaleAttribute(AccountRef Account, string Attribute);

/// <summary>
/// Knows newer values of attributes than the list that was sent: a billing system, a customer database. Register it with
/// <c>UseAttributeSource</c>. Called concurrently; must be thread-safe.
/// </summary>
public interface IAttributeSource
{
    /// <summary>
    /// Looks values up, for a whole batch of people at once. A value counts when its <see cref="ContactAttribute.AsOf"/> is later than
    /// the one at hand; what is left out stays as it is. An exception stops the send, because nothing is told from data
    /// that nobody could confirm.
    /// </summary>
    /// <param name="stale">The values that are wanted; each once, some thousand at most.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    ValueTask<IReadOnlyDictionary<StaleAttribute, ContactAttribute>> RefetchAsync(
        IReadOnlyList<StaleAttribute> stale, CancellationToken cancellationToken);
}
