namespace Notify.Sdk;

/// <summary>What the cancellation of one account found.</summary>
public enum AccountCancellation : byte
{
    /// <summary>Nothing was planned for the account; from now on nothing will be.</summary>
    NothingPlanned,

    /// <summary>It was stopped before anything was handed over.</summary>
    Stopped,

    /// <summary>Too late: a provider is being called at this moment.</summary>
    Leaving,

    /// <summary>Too late or not, nobody knows: the hand-over is in doubt.</summary>
    InDoubt,

    /// <summary>Too late: a provider took the message.</summary>
    Told,
}
