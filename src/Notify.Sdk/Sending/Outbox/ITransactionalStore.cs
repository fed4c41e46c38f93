using System.Data.Common;

namespace Notify.Sdk.Stores;

/// <summary>
/// An outbox whose promises can be part of a transaction of the application: an order and the message about it are kept together or not
/// at all. For authors of stores.
/// </summary>
public interface ITransactionalStore
{
    /// <summary>
    /// Until what is returned is disposed, every call that follows in this flow of control, on all stores of the same database, reads and
    /// writes through the transaction. It is neither committed nor rolled back here.
    /// </summary>
    /// <param name="transaction">An open transaction on the store's own database.</param>
    /// <exception cref="ArgumentException">It is closed, of another kind of database, or on another database.</exception>
    IDisposable Join(DbTransaction transaction);
}
