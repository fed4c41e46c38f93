using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using NodaTime;
using Notify.Sdk;

namespace CustomTransport;

/// <summary>
/// Text messages over a provider's HTTP interface. The whole art is to be honest about what is known: Deferred only when
/// nothing can have been sent, Unknown as soon as the provider may have taken the message and did not say so.
/// </summary>
internal sealed class HttpSmsTransport(HttpClient http, Uri endpoint) : ITransport
{
    /// <summary>Shown in explanations and receipts.</summary>
    public string Name => "http-sms";

    /// <summary>One transport serves one channel.</summary>
    public DeliveryChannel Channel => DeliveryChannel.Sms;

    /// <summary>One attempt. No retry in here: the dispatcher asks every gate again before it tries once more.</summary>
    public async ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return SendOutcome.Deferred("Cancelled before the request was made.");
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(Body(message), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", message.IdempotencyKey); // the same on every attempt
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return await ReadAsync(response, cancellationToken);
        }
        catch (HttpRequestException fault) when (NeverConnected(fault))
        {
            return SendOutcome.Deferred("The provider could not be reached.");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return SendOutcome.Unknown("The connection ended after the request was begun, without an answer.");
        }
    }

    private static string Body(OutgoingMessage message) => JsonSerializer.Serialize(new
    {
        to = message.To.Deliverable,
        text = message.Content.Text,
        validUntil = message.ValidUntil.ToString(), // a provider that queues must not deliver at night
    });

    private static async ValueTask<SendOutcome> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (int)response.StatusCode switch
        {
            >= 200 and < 300 => SendOutcome.Accepted(await ProviderIdAsync(response, cancellationToken)),
            (int)HttpStatusCode.TooManyRequests => SendOutcome.Deferred("The provider asks to wait.", RetryAfter(response)),
            (int)HttpStatusCode.ServiceUnavailable => SendOutcome.Deferred("The provider takes no messages now.", RetryAfter(response)),
            (int)HttpStatusCode.NotFound =>
                SendOutcome.Rejected("The provider says that the number does not exist.", suppressAddress: true),
            >= 400 and < 500 => SendOutcome.Rejected($"The provider refused with status {(int)response.StatusCode}."),
            _ => SendOutcome.Unknown(
                $"The provider answered with status {(int)response.StatusCode}, which does not say whether it took the message."),
        };

    /// <summary>The status line said yes; an unreadable body only costs the id by which receipts would find the message.</summary>
    private static async ValueTask<string?> ProviderIdAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return (await response.Content.ReadFromJsonAsync<Answer>(cancellationToken))?.Id;
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private static Duration? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } delta ? Duration.FromTimeSpan(delta) : null;

    private static bool NeverConnected(HttpRequestException fault) =>
        fault.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError
        && fault.InnerException is SocketException
            or { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } };

    private sealed record Answer(string? Id);
}
