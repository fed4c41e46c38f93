namespace Notify.Sdk.Http.Client;

/// <summary>
/// The last handler before the network. It lets each attempt's request pass once, whatever the handlers above it do, and gives it a body
/// that says when it is written: <see cref="HttpClient"/> repeats a request by itself only before that, or where the server has promised
/// (HTTP/2, RFC 9113 section 8.7) that it did nothing with it.
/// </summary>
internal sealed class SingleSendHandler : DelegatingHandler
{
    private readonly bool _isTracked;

    /// <param name="network">The handler that speaks to the network.</param>
    public SingleSendHandler(HttpMessageHandler network) : base(network) => _isTracked = network is SocketsHttpHandler or HttpClientHandler;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(Attempt.Key, out var attempt))
            throw new InvalidOperationException(
                "A handler made the request anew. A message is sent by the request that the provider made.");
        if (!attempt.TryEnter())
            throw new InvalidOperationException("A handler sent the request again. It was not: the dispatcher repeats, after all gates.");
        if (!_isTracked)
            attempt.Begin(); // nobody knows when such a handler reads the body
        request.Content = new TrackedContent(request.Content, attempt);
        if (request.Content.Headers.ContentLength is 0)
            request.Version = HttpVersion.Version11; // in HTTP/2 the head alone would be a whole request
        request.Headers.ExpectContinue = false; // the same
        return attempt.Answer = await base.SendAsync(request, cancellationToken);
    }
}

/// <summary>A body, if only an empty one, that says when it is written.</summary>
internal sealed class TrackedContent : HttpContent
{
    private readonly HttpContent? _inner;
    private readonly Attempt _attempt;

    public TrackedContent(HttpContent? inner, Attempt attempt)
    {
        (_inner, _attempt) = (inner, attempt);
        foreach (var (name, values) in inner?.Headers.NonValidated ?? default)
            Headers.TryAddWithoutValidation(name, values);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _attempt.Begin();
        return _inner is null ? Task.CompletedTask : _inner.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _inner is null ? 0 : _inner.Headers.ContentLength ?? -1;
        return length >= 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner?.Dispose();
        base.Dispose(disposing);
    }
}
