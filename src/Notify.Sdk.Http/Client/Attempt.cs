namespace Notify.Sdk.Http.Client;

/// <summary>How far the one request of an attempt got. It travels with the request.</summary>
internal sealed class Attempt
{
    public static readonly HttpRequestOptionsKey<Attempt> Key = new("Notify.Sdk.Http.Attempt");

    private int _sends;
    private volatile bool _hasBegun;

    /// <summary>
    /// Whether the provider may have read all of the request. Before that it cannot have taken the message: its body, without which the
    /// request is not whole, had not been asked for.
    /// </summary>
    public bool HasBegun => _hasBegun;

    /// <summary>What the network answered; null until it did.</summary>
    public HttpResponseMessage? Answer { get; set; }

    /// <summary>The body is written from now on.</summary>
    public void Begin() => _hasBegun = true;

    /// <summary>Whether this is the first time that the request is sent.</summary>
    public bool TryEnter() => Interlocked.Increment(ref _sends) == 1;
}
