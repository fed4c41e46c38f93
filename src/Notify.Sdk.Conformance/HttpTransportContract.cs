using System.Text;

namespace Notify.Sdk.Conformance;

/// <summary>
/// What every transport over HTTP must do: the clauses of <see cref="TransportContract"/>, and what a server does to a request at each
/// step.
/// The suite brings the server; you say what your provider answers.
/// </summary>
public abstract partial class HttpTransportContract : TransportContract
{
    /// <summary>The transport, which finds its provider at an address by http, with timeouts longer than a few seconds.</summary>
    protected abstract ITransport Connect(Uri provider);

    /// <summary>
    /// What the provider answers when it accepts, rejects, refuses or cannot take the message now; quote the request where the provider
    /// does.
    /// </summary>
    /// <param name="behavior">What it does.</param>
    /// <param name="request">The request as it came.</param>
    protected abstract HttpReply Reply(ProviderBehavior behavior, string request);

    /// <summary>What no text may show: the key of the account, for instance.</summary>
    protected virtual IReadOnlyList<string> Secrets => [];

    /// <summary>
    /// Statuses of 3xx and 5xx, 408 and 409 of which the provider says in its documentation that it has not taken the message. Default 503.
    /// </summary>
    protected virtual IReadOnlyCollection<int> NotAccepted => [503];

    /// <summary>Whether any answer of 2xx says that the message was taken, whatever its body. Default no.</summary>
    protected virtual bool AnySuccessAccepts => false;

    /// <summary>What the provider reads in the body of a request. Default UTF-8; open it here where bodies are encrypted.</summary>
    protected virtual string TextOf(byte[] body) => Encoding.UTF8.GetString(body);

    /// <inheritdoc/>
    protected override ValueTask<ProviderRig> ArrangeAsync(ProviderBehavior behavior)
    {
        LoopbackServer server = new(connection => BehaveAsync(connection, behavior)) { TextOf = TextOf };
        return new(Rig(server, behavior == ProviderBehavior.IsUnreachable ? new($"http://127.0.0.1:{LoopbackServer.UnusedPort()}/")
            : server.Address));
    }

    /// <summary>A server with a script, and the transport that speaks to it.</summary>
    protected ProviderRig Serve(Func<LoopbackConnection, Task> script)
    {
        LoopbackServer server = new(script) { TextOf = TextOf };
        return Keep(Rig(server, server.Address));
    }

    /// <summary>What the provider answers when it accepts.</summary>
    protected Task AcceptAsync(LoopbackConnection connection, string request)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.AnswerAsync(Reply(ProviderBehavior.Accepts, request));
    }

    private ProviderRig Rig(LoopbackServer server, Uri address)
    {
        var transport = Connect(address);
        return new(transport, () => server.Requests)
        {
            Secrets = Secrets,
            End = async () =>
            {
                await server.DisposeAsync();
                if (transport is IAsyncDisposable asynchronous)
                    await asynchronous.DisposeAsync();
                else
                    (transport as IDisposable)?.Dispose();
            },
        };
    }

    private async Task BehaveAsync(LoopbackConnection connection, ProviderBehavior behavior)
    {
        while (await connection.ReadRequestAsync() is { } request)
        {
            switch (behavior)
            {
                case ProviderBehavior.LosesTheAnswer:
                    connection.Reset();
                    return;
                case ProviderBehavior.NeverAnswers:
                    await connection.StallAsync();
                    return;
                case ProviderBehavior.AnswersGarbage:
                    await connection.WriteAsync("+OK queued\r\n\r\n");
                    return;
                default:
                    await connection.AnswerAsync(Reply(behavior, request));
                    break;
            }
        }
    }
}
