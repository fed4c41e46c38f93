using System.Data.Common;

namespace Notify.Sdk;

/// <summary>
/// Tells people things, once, when they may be told, and says why. Thread-safe; several sends may run at a time.
/// </summary>
/// <remarks>
/// Sending plans: everyone on the list leaves with a decision, and what is due waits in the outbox for the worker
/// (<c>AddNotifyWorker</c>), which asks every gate again before it hands a message over.
/// </remarks>
public interface INotifier
{
    /// <summary>Plans a notification for a stream of contacts. The stream is read once, to its end, before anything is written.</summary>
    /// <param name="notification">What to tell.</param>
    /// <param name="contacts">
    /// Whom to tell: best the whole list in one call. It may come in pages too: nobody is told twice (docs/once.md).
    /// </param>
    /// <param name="progress">Told now and then how far a long list is.</param>
    /// <param name="cancellationToken">
    /// Stops between batches; what was written stays consistent, and the same call goes on where it stopped.
    /// </param>
    /// <returns>Counts that add up to the list, reasons, and the outcome of every account.</returns>
    /// <exception cref="NotifyException">Unknown topic, malformed key, or the same key with other content.</exception>
    Task<SendReport> SendAsync(Notification notification, IAsyncEnumerable<Contact> contacts, IProgress<SendProgress>? progress = null,
        CancellationToken cancellationToken = default);

    /// <summary>
    /// Plans a notification within a transaction of the application, so that what it is about and the promise to tell it are kept
    /// together: when the transaction is rolled back, nothing was promised. Nothing leaves before it is committed.
    /// </summary>
    /// <param name="notification">What to tell.</param>
    /// <param name="contacts">Whom to tell.</param>
    /// <param name="transaction">
    /// An open transaction of a connection to the store's own database, which this call alone uses until it ends. Committing it is the
    /// caller's.
    /// </param>
    /// <param name="progress">Told now and then how far a long list is.</param>
    /// <param name="cancellationToken">Stops between batches; what was written so far is part of the transaction.</param>
    /// <returns>Counts that add up to the list, reasons, and the outcome of every account.</returns>
    /// <exception cref="ArgumentException">The transaction is closed, or on another database than the store.</exception>
    /// <exception cref="NotifyException">As without one; or the store knows no transactions, as the one in memory.</exception>
    Task<SendReport> SendAsync(Notification notification, IAsyncEnumerable<Contact> contacts, DbTransaction transaction,
        IProgress<SendProgress>? progress = null, CancellationToken cancellationToken = default);

    /// <summary>The same verdicts as sending would reach at this instant; nothing is stored, nothing is sent.</summary>
    /// <inheritdoc cref="SendAsync(Notification, IAsyncEnumerable{Contact}, IProgress{SendProgress}, CancellationToken)"/>
    Task<SendReport> PreviewAsync(Notification notification, IAsyncEnumerable<Contact> contacts, IProgress<SendProgress>? progress =
        null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Why an account was told, held, covered or not told, and what became of the message since. Null when the notification never saw
    /// the account.
    /// </summary>
    /// <param name="notificationKey">The notification's key.</param>
    /// <param name="accountId">The account's id.</param>
    /// <param name="source">The account's source, where ids are unique only within one.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<Explanation?> ExplainAsync(string notificationKey, string accountId, string source = "", CancellationToken cancellationToken =
        default);

    /// <summary>
    /// Lets go a notification that reaches more people than <see cref="NotifyOptions.ConfirmAbove"/>, or than the policy of an
    /// emergency allows. Later calls with the same key and revision need no other confirmation.
    /// </summary>
    /// <param name="notificationKey">The notification's key.</param>
    /// <param name="actor">Who confirms it: a role or a user id, 1 to 200 characters, no address. Kept and shown.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>How many messages were let go; 0 when nothing waits, and then nothing is kept.</returns>
    /// <exception cref="NotifyException">The key was never sent, or was cancelled.</exception>
    Task<int> ConfirmAsync(string notificationKey, string actor, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stops everything of a notification that was not handed over yet, also what waits for confirmation; the key accepts nothing new
    /// afterwards.
    /// </summary>
    /// <returns>How many messages were stopped.</returns>
    /// <exception cref="NotifyException">The key was never sent.</exception>
    Task<int> CancelAsync(string notificationKey, CancellationToken cancellationToken = default);

    /// <summary>
    /// Stops a notification for one account, as when one appointment of many is called off. A message that tells other accounts of
    /// the person too goes on without it. The account stays cancelled when the key is sent again.
    /// </summary>
    /// <param name="notificationKey">The notification's key.</param>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <returns>What the cancellation found: what is being handed over, was told or is in doubt cannot be called back.</returns>
    /// <exception cref="NotifyException">The key was never sent.</exception>
    Task<AccountCancellation> CancelAsync(string notificationKey, AccountRef account, CancellationToken cancellationToken = default);

    /// <summary>How far a notification got: how many of its messages stand where, and when the next one leaves.</summary>
    /// <param name="notificationKey">The notification's key; null asks about all. A key that was never sent has no messages.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    Task<DeliveryCounts> StatusAsync(string? notificationKey = null, CancellationToken cancellationToken = default);

    /// <summary>Messages that somebody may have to look after: in doubt, failed, or late. Ordered by id, a page at a time.</summary>
    /// <param name="query">Which, and how many.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The query is out of bounds.</exception>
    Task<IReadOnlyList<Delivery>> FindDeliveriesAsync(DeliveryQuery query, CancellationToken cancellationToken = default);

    /// <summary>
    /// Writes down what somebody found out about a message in doubt, or has one in doubt or failed handed over again. Who, when and why
    /// stand in its explanation.
    /// </summary>
    /// <param name="delivery">As it was looked at; refused when it has moved on since.</param>
    /// <param name="settlement">What was found out, or is wanted.</param>
    /// <param name="actor">Who says so: a role or a user id, 1 to 200 characters, no address. Kept and shown.</param>
    /// <param name="why">What it rests on, at most 500 characters, no personal data. Kept and shown.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="NotifyException">There is no such delivery.</exception>
    Task<SettlementResult> SettleAsync(Delivery delivery, Settlement settlement, string actor, string why,
        CancellationToken cancellationToken = default);
}
