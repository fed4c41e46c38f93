namespace Notify.Sdk.Http.Client;

/// <summary>What an answer proves: the one place in which a status becomes an outcome.</summary>
internal static class Outcomes
{
    /// <summary>
    /// The outcome of a whole answer: what the provider reads in it, unless its status leaves open whether the message was taken.
    /// </summary>
    public static SendOutcome Of<TOptions>(HttpProvider<TOptions> provider, HttpAnswer answer, TOptions options)
        where TOptions : HttpProviderOptions
    {
        var read = Read(provider, answer, options);
        return read is null ? ByStatus(answer, provider.NotAccepted)
            : read.Kind is SendOutcomeKind.Deferred or SendOutcomeKind.Rejected && IsOpen(answer.Status, provider.NotAccepted)
                ? Open(answer.Status)
            : read;
    }

    // An id that is longer than any provider's is none; receipts find messages by it, so stores keep it.
    private const int LongestId = 255;

    /// <summary>An answer that broke off or was too long: what its end would have said is not known.</summary>
    public static SendOutcome OfBrokenAnswer(HttpAnswer answer, IReadOnlyCollection<int> notAccepted) =>
        notAccepted.Contains(answer.Status) ? ByStatus(answer, notAccepted) : Open(answer.Status);

    /// <summary>The outcome of an answer by its status and header alone.</summary>
    public static SendOutcome ByStatus(HttpAnswer answer, IReadOnlyCollection<int> notAccepted) => answer.Status switch
    {
        var status when notAccepted.Contains(status) =>
            SendOutcome.Deferred(Said(status, "by which it says that it has not taken the message"), answer.RetryAfter),
        var status when IsOpen(status, notAccepted) => Open(status),
        401 or 402 or 403 or 404 or 407 => OfAccount(answer.Status),
        >= 400 and < 500 => SendOutcome.Rejected(Said(answer.Status, "and refuses the message")),
        _ => Open(answer.Status),
    };

    private static SendOutcome? Read<TOptions>(HttpProvider<TOptions> provider, HttpAnswer answer, TOptions options)
        where TOptions : HttpProviderOptions
    {
        try
        {
            var read = provider.Read(answer, options);
            return read is { ProviderId.Length: > LongestId } ? SendOutcome.Accepted(providerId: null, read.Detail) : read;
        }
#pragma warning disable CA1031 // the provider's class is foreign; an answer that it cannot read is one that only the status speaks for
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>Whether a server that answers so may have taken the message all the same.</summary>
    private static bool IsOpen(int status, IReadOnlyCollection<int> notAccepted) =>
        (status is < 200 or (>= 300 and < 400) or 408 or 409 or >= 500) && !notAccepted.Contains(status);

    // Our login, key, quota or address at the provider; the person's address is not at fault.
    private static SendOutcome OfAccount(int status) =>
        SendOutcome.Rejected(Said(status, "about our account, its settings or its address"), RejectionScope.Account);

    private static SendOutcome Open(int status) =>
        SendOutcome.Unknown(Said(status, "which does not say whether it took the message"));

    private static string Said(int status, string meaning) =>
        string.Create(CultureInfo.InvariantCulture, $"The provider answered {status}, {meaning}.");
}
