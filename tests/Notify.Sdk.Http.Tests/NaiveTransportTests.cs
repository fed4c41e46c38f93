using System.Net.Http.Json;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Http.Tests;

/// <summary>What people write first fails the suite, clause by clause: the suite sees what the base is for.</summary>
public sealed class NaiveTransportTests
{
    [Fact]
    public async Task A_naive_transport_on_HttpClient_fails()
    {
        var failures = await ClauseRun.FailuresAsync(() => new Suite());

        failures.Should().Contain([
            nameof(TransportContract.What_may_have_been_taken_is_unknown),
            nameof(TransportContract.Told_to_stop_while_the_provider_is_silent_it_answers_unknown),
            nameof(TransportContract.The_provider_gets_the_idempotency_key_on_every_attempt),
            nameof(HttpTransportContract.An_answer_that_is_cut_is_unknown_or_accepted),
            nameof(HttpTransportContract.A_redirect_is_not_followed),
            nameof(HttpTransportContract.A_server_that_fails_may_have_taken_the_message),
            nameof(HttpTransportContract.An_answer_without_end_is_not_read_to_its_end),
            nameof(HttpTransportContract.Nothing_is_repeated_when_a_reused_connection_closes_unanswered),
        ]);
        failures.Should().NotContain(nameof(TransportContract.What_the_provider_takes_is_accepted));
    }

    private sealed class Suite : HttpTransportContract
    {
        protected override TimeSpan Patience => TimeSpan.FromSeconds(10);

        protected override ITransport Connect(Uri provider) => new Naive(provider);

        protected override HttpReply Reply(ProviderBehavior behavior, string request) => AcmeReplies.To(behavior, request);
    }

    private sealed class Naive(Uri provider) : ITransport, IDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = provider };

        public string Name => "naive";

        public DeliveryChannel Channel => DeliveryChannel.Sms;

        public async ValueTask<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken cancellationToken)
        {
            try
            {
                var query = $"messages?to={Uri.EscapeDataString(message.To.Deliverable)}&text={Uri.EscapeDataString(message.Content.Text)}";
                var answer = await _http.GetAsync(new Uri(query, UriKind.Relative), cancellationToken);
                return answer.IsSuccessStatusCode
                    ? SendOutcome.Accepted((await answer.Content.ReadFromJsonAsync<Answer>(cancellationToken))?.Id)
                    : SendOutcome.Deferred($"status {answer.StatusCode}");
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                return SendOutcome.Deferred(fault.Message);
            }
        }

        public void Dispose() => _http.Dispose();

        private sealed record Answer(string? Id);
    }
}
