namespace Notify.Sdk.Twilio;

/// <summary>What the numbers of Twilio's errors say of the person, the message and the account.</summary>
/// <remarks>
/// Source: the page of each number below twilio.com/docs/api/errors. 21408 (a region that the account does not write to) and 21608 (a
/// number that a trial account has not confirmed) are left to the message: of others the account is good.
/// </remarks>
internal static class TwilioErrors
{
    /// <summary>The outcome of an answer with an error; null where the number says no more than the status.</summary>
    public static SendOutcome? OutcomeOf(string? code) => code switch
    {
        "21610" or "63014" => SendOutcome.Rejected(Said(code, "the person has told this sender to stop"), RejectionScope.OptedOut),
        "21211" or "21217" or "21614" =>
            SendOutcome.Rejected(Said(code, "there is no such number, or none that takes this"), RejectionScope.Address),
        "21611" => SendOutcome.Deferred(Said(code, "the queue of the sender is full")),
        "20003" or "20403" or "21401" or "21601" or "21606" or "21609" or "21655" or "21659" or "21661" =>
            SendOutcome.Rejected(Said(code, "about our account or its sender"), RejectionScope.Account),
        _ => null,
    };

    /// <summary>The kind of receipt that a failed message is.</summary>
    public static ReceiptKind KindOf(string? code) => OutcomeOf(code) switch
    {
        { Scope: RejectionScope.OptedOut } => ReceiptKind.OptedOut,
        { Scope: RejectionScope.Address } => ReceiptKind.Bounced,
        _ => ReceiptKind.Failed,
    };

    /// <summary>Whether a failure speaks of the telephone and may pass: it is off, or out of reach (30003).</summary>
    public static bool MayPass(string? code) => code == "30003";

    /// <summary>The number of an error, for people; empty where there is none.</summary>
    public static string WordOf(string? code) => code is { Length: > 0 and <= 8 } && code.All(char.IsAsciiDigit) ? $"error {code}" : "";

    private static string Said(string code, string meaning) => $"Twilio answered with error {code}, {meaning}.";
}
