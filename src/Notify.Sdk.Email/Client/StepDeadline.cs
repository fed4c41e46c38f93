namespace Notify.Sdk.Email.Client;

/// <summary>
/// How far a conversation got, and one token for the caller's wish to stop and for the time of the step; made once per connection. Not
/// thread-safe.
/// </summary>
internal sealed class StepDeadline(SmtpTimeouts limits) : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private CancellationToken _caller;
    private CancellationTokenRegistration _registration;

    /// <summary>The step that was begun last.</summary>
    public SmtpStep Step { get; private set; }

    /// <summary>The token of all steps.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether the caller wished to stop, as opposed to a step that took too long.</summary>
    public bool CallerCancelled => _caller.IsCancellationRequested;

    /// <summary>Whether it fired; then the connection is of no use any more.</summary>
    public bool HasFired => _source.IsCancellationRequested;

    /// <summary>Listens to a caller until <see cref="Release"/>.</summary>
    public void Attach(CancellationToken caller)
    {
        _caller = caller;
        _registration = caller.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _source);
    }

    /// <summary>Begins a step and its time.</summary>
    public CancellationToken Begin(SmtpStep step)
    {
        Step = step;
        return Restart();
    }

    /// <summary>Gives the step its whole time again, because something moved on.</summary>
    public CancellationToken Restart()
    {
        _source.CancelAfter(limits.Of(Step));
        return _source.Token;
    }

    /// <summary>Stops listening and stops the clock.</summary>
    public void Release()
    {
        _registration.Dispose();
        _registration = default;
        if (!_source.IsCancellationRequested)
            _source.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
