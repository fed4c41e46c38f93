using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Tracking;

/// <summary>Records first, then sends: a crash in between costs the person a second click, and never sends what nobody asked for.</summary>
internal sealed class SignUps(
    IConsentLedger ledger,
    AddressIntake addresses,
    ConsentConfirmation confirmation,
    NotificationPipeline pipeline,
    SignUpGate gate,
    IClock clock,
    IOptions<SignUpOptions> options,
    IOptions<ConsentOptions> consents) : ISignUps
{
    private const int LongestId = 200;

    public async Task<SignUpOutcome> AskAsync(SignUpRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentException.ThrowIfNullOrWhiteSpace(request.RequestId);
        if (request.RequestId.Length > LongestId)
            throw new ArgumentException($"A request id has 1 to {LongestId} characters; this one has {request.RequestId.Length}.",
                nameof(request));
        var address = addresses.Read(request.Address);
        var now = clock.GetCurrentInstant();
        if (await ledger.FindAsync(IdOf(request), cancellationToken) is not { } pending)
        {
            if (!SignUpRule.HasRoom(await SignUpFacts.OfAsync(ledger, address, cancellationToken), now))
                return Refused(SignUpVerdict.TooMany);
            pending = await RecordAsync(Pending(request, address, now), cancellationToken);
        }

        if (pending.Address != address || !string.Equals(pending.Scope.ToString(), request.Scope.ToString(),
            StringComparison.OrdinalIgnoreCase))
            throw new NotifyException(
                $"Sign-up '{request.RequestId}' was asked for another address or scope. Give each request an id of its own.");
        var verdict = SignUpRule.Judge(await SignUpFacts.OfAsync(ledger, address, cancellationToken), pending.Id);
        if (verdict != SignUpVerdict.Passes)
            return Refused(verdict);
        return pending.OccurredAt + SignUpTopic.Lifetime <= now
            ? new(SignUpResult.AlreadyAsked, [])
            : await SendAsync(request, pending, cancellationToken);
    }

    private async Task<SignUpOutcome> SendAsync(SignUpRequest request, ConsentRecord pending, CancellationToken cancellationToken)
    {
        // the same however often it is asked
        var token = confirmation.CreateToken(pending, pending.OccurredAt + Duration.FromTimeSpan(consents.Value.ConfirmationValidFor));
        var name = InboundAnswers.Name(pending.Id);
        Notification notification = new(SignUpGate.Topic, $"{SignUpGate.Topic}/{name}")
        {
            Data = new Dictionary<string, object?>
            {
                [SignUpGate.RequestField] = pending.Id,
                ["link"] = options.Value.Link!(token)
                .AbsoluteUri
            },
            ExpiresAt = pending.OccurredAt + SignUpTopic.Lifetime,
        };
        var contact = request.Address.ToContact() with { AccountId = name, Language = request.Language ?? options.Value.DefaultLanguage };
        var report = await pipeline.RunAsync(notification, new[] { contact }.ToAsyncEnumerable(), preview: false, progress: null,
            cancellationToken);
        var outcome = report.Outcomes.Single();
        return new(
            outcome.Kind is OutcomeKind.Planned or OutcomeKind.Held ? SignUpResult.Asked
                : outcome.Reasons.Any(r => r.Code is ReasonCodes.AlreadyPlanned or ReasonCodes.AlreadyTold) ? SignUpResult.AlreadyAsked
                : SignUpResult.Refused,
            outcome.Reasons);
    }

    /// <summary>Two that come at once have two instants: the first one in the ledger is the request.</summary>
    private async Task<ConsentRecord> RecordAsync(ConsentRecord pending, CancellationToken cancellationToken)
    {
        try
        {
            await ledger.AppendAsync([pending], cancellationToken);
        }
        catch (NotifyException)
        {
            if (await ledger.FindAsync(pending.Id, cancellationToken) is null)
                throw;
        }

        return await ledger.FindAsync(pending.Id, cancellationToken) ?? pending;
    }

    private static ConsentRecord Pending(SignUpRequest request, AddressKey address, Instant now) => new()
    {
        Id = IdOf(request),
        Address = address,
        Account = request.Details.Account,
        Scope = request.Scope,
        Channel = request.Channel,
        Brand = request.Brand,
        Status = ConsentStatus.Granted,
        Basis = request.Details.Basis,
        DoubleOptIn = DoubleOptIn.Pending,
        OccurredAt = now,
        ExpiresAt = request.Details.ExpiresAt,
        NightConsent = request.Details.NightConsent,
        Jurisdiction = request.Details.Jurisdiction,
        Disclosure = request.Details.Disclosure,
        Proof = request.Details.Proof,
    };

    private SignUpOutcome Refused(SignUpVerdict verdict) => new(SignUpResult.Refused, [gate.Reason(verdict)!]);

    private static string IdOf(SignUpRequest request) => $"sign-up/{request.RequestId}";
}
