namespace Notify.Sdk.Permission;

/// <summary>
/// Lets the confirmation of a sign-up pass a stop only to the address, for the request, and as often as <see cref="SignUpRule"/> says;
/// asked
/// again just before it leaves, so that a stop in between counts.
/// </summary>
internal sealed class SignUpGate : ISendGate
{
    /// <summary>The topic that confirmations travel as.</summary>
    public const string Topic = "sign-up.confirm";

    /// <summary>The value of <see cref="Notification.Data"/> that names the pending record.</summary>
    public const string RequestField = "request";

    public string Id => "permission/sign-up";

    public Verdict Judge(in Attempt attempt)
    {
        if (attempt.Topic.Name != Topic)
            return Verdict.Proceed;
        var request = attempt.Notification.Data.GetValueOrDefault(RequestField) as string ?? "";
        return Reason(SignUpRule.Judge(attempt.Facts.Get<SignUpFacts>().At(attempt.Address.Key), request)) is { } refusal
            ? Verdict.Suppress(refusal) : Verdict.Proceed;
    }

    /// <summary>Why not; null when it may.</summary>
    public Reason? Reason(SignUpVerdict verdict) => verdict switch
    {
        SignUpVerdict.Passes => null,
        SignUpVerdict.NotAsked => new(ReasonCodes.SignUpNotAsked, Id, "No sign-up with this request was asked for at this address."),
        SignUpVerdict.Stopped =>
            new(ReasonCodes.SignUpStopped, Id, "The person said no after they had asked. Only a new request of theirs can be confirmed."),
        SignUpVerdict.TooMany =>
            new(ReasonCodes.SignUpLimit, Id,
            $"The address was asked to confirm before: one in 24 hours and {SignUpRule.MostInMonth} in 30 days."),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Nobody says what this verdict means."),
    };
}
