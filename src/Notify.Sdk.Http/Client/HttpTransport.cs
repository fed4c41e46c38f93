using System.Net.Http.Headers;
using Notify.Sdk.Http.Hooks;

namespace Notify.Sdk.Http.Client;

/// <summary>Hands messages to a provider: one request an attempt, and an outcome that says what is known. Thread-safe.</summary>
internal sealed class HttpTransport<TOptions>(string name, HttpProvider<TOptions> provider, IHttpClientFactory clients,
    IOptionsMonitor<TOptions> settings, IClock clock) : ITransport, IHookReader, IProviderCheck where TOptions : HttpProviderOptions
{
    // One client for all messages: its handler lives as long, and its connections are renewed below it.
    private readonly Lazy<HttpClient> _client =
        new(() => clients.CreateClient(HandlerRules.ClientOf(name)), LazyThreadSafetyMode.PublicationOnly);

    public string Name => name;

    public DeliveryChannel Channel => provider.Channel;

    /// <summary>Makes the client, so that a handler that must not be there is said when the host starts.</summary>
    public void Check() => _ = _client.Value;

    public async ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        Attempt attempt = new();
        string?[] secrets = [];
        var isReady = false;
        try
        {
            var options = settings.Get(name);
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            time.CancelAfter(options.Timeout);
            time.Token.ThrowIfCancellationRequested();
            secrets = [options.Secret];
            if (message.Attachments.Count > 0 && !provider.TakesAttachments)
            {
                return Refused(SendOutcome.Rejected(
                    "This provider takes no attachments, and the words without them would promise too much."));
            }

            if (provider.Refuse(message, options) is { } refusal)
                return WithoutSecrets(Refused(refusal), secrets);
            var token = options.AccessToken is { } tokens ? await tokens(time.Token).AsTask().WaitAsync(time.Token) : null;
            secrets = [options.Secret, token];
            if (options.AccessToken is not null && string.IsNullOrWhiteSpace(token))
                throw new InvalidSettingsException("AccessToken gave no token");
            using var request = await RequestAsync(message, options, token, attempt, time.Token);
            isReady = true;
            using var response = await _client.Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, time.Token);
            if (response != attempt.Answer)
            {
                attempt.Begin(); // who knows what that handler sent
                throw new InvalidOperationException("A handler answered in place of the provider.");
            }

            return WithoutSecrets(await JudgeAsync(response, options, time.Token), secrets);
        }
#pragma warning disable CA1031 // whatever goes wrong, the outcome rests on how far the request got
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return WithoutSecrets(attempt.HasBegun
                ? SendOutcome.Unknown($"The request was sent, and no answer came ({WordOf(fault)}).")
                : SendOutcome.Deferred($"The request was not sent ({WordOf(fault)}).") with { WasAsked = isReady }, secrets);
        }
    }

    public HookReading Read(HookRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = settings.Get(name);
        try
        {
            request = request with { Provider = name };
            return provider.IsGenuine(request, options) ? new(HookVerdict.Genuine, provider.ReadHook(request, options).Named(request))
                : new(HookVerdict.NotGenuine, HookContents.Nothing);
        }
#pragma warning disable CA1031 // what foreign code cannot read is a malformed hook, whatever it throws
        catch (Exception)
#pragma warning restore CA1031
        {
            return new(HookVerdict.Malformed, HookContents.Nothing);
        }
    }

    /// <summary>The provider's request with its address, body, token and key, complete before anything is sent.</summary>
    private async ValueTask<HttpRequestMessage> RequestAsync(OutgoingMessage message, TOptions options, string? token, Attempt attempt,
        CancellationToken cancellationToken)
    {
        var request = provider.Request(message, options);
        if (request.RequestUri is not { IsAbsoluteUri: true })
            request.RequestUri = options.BaseAddress is { } home && request.RequestUri is { } path ? new(home, path) : options.BaseAddress;
        if (options.Fault(request.RequestUri) is { } fault)
            throw new InvalidSettingsException(fault);
        if (request is { Version: { Major: 1, Minor: 1 }, VersionPolicy: HttpVersionPolicy.RequestVersionOrLower }) // as it was made
            (request.Version, request.VersionPolicy) = (options.HttpVersion, HttpVersionPolicy.RequestVersionOrLower);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (provider.IdempotencyHeader is { } key && !request.Headers.NonValidated.Contains(key))
            request.Headers.TryAddWithoutValidation(key, message.IdempotencyKey);
        request.Options.Set(Attempt.Key, attempt);
        if (request.Content is { } content)
            await content.LoadIntoBufferAsync(cancellationToken); // what the body throws, it throws now
        return request;
    }

    private async ValueTask<SendOutcome> JudgeAsync(HttpResponseMessage response, TOptions options, CancellationToken cancellationToken)
    {
        var body = await AnswerReader.ReadAsync(response.Content, options.MaxAnswerOctets, cancellationToken);
        HttpAnswer answer = new(response, body ?? default, clock.GetCurrentInstant());
        return body is null && provider.ReadsBody ? Outcomes.OfBrokenAnswer(answer, provider.NotAccepted)
            : Outcomes.Of(provider, answer, options);
    }

    /// <summary>Nothing was sent, so nothing but a rejection or a deferral can have come of it.</summary>
    private static SendOutcome Refused(SendOutcome refusal) =>
        (refusal.Kind is SendOutcomeKind.Rejected or SendOutcomeKind.Deferred ? refusal : SendOutcome.Deferred(refusal.Detail))
            with
        { WasAsked = false };

    private static SendOutcome WithoutSecrets(SendOutcome outcome, IEnumerable<string?> secrets)
    {
        foreach (var secret in secrets)
        {
            if (!string.IsNullOrEmpty(secret) && outcome.Detail.Contains(secret, StringComparison.OrdinalIgnoreCase))
                outcome = outcome with { Detail = outcome.Detail.Replace(secret, "[secret]", StringComparison.OrdinalIgnoreCase) };
            if (!string.IsNullOrEmpty(secret) && outcome.ProviderId?.Contains(secret, StringComparison.OrdinalIgnoreCase) == true)
                outcome = SendOutcome.Accepted(providerId: null, outcome.Detail);
        }

        return outcome;
    }

    /// <summary>What happened in one word; texts of exceptions may quote addresses.</summary>
    private static string WordOf(Exception fault) => fault switch
    {
        InvalidSettingsException => fault.Message,
        { InnerException: InvalidSettingsException inner } => inner.Message,
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } => error.ToString(),
        OperationCanceledException => "cancelled, or out of time",
        _ => fault.GetType().Name,
    };
}

/// <summary>What is looked at when the host starts.</summary>
internal interface IProviderCheck
{
    /// <summary>Throws a <see cref="NotifyException"/> that says what is wrong.</summary>
    void Check();
}

/// <summary>A request that must not leave. Its text repeats no value.</summary>
internal sealed class InvalidSettingsException(string message) : Exception(message);
