namespace Notify.Sdk.Email.Client;

/// <summary>
/// How far a conversation got, and one token for the caller's wish to stop and for the time of the step; made once per connection. Once
/// it is cancelled the connection is of no use any more. Not thread-safe.
/// </summary>
internal sealed class StepDeadline(SmtpTimeouts limits) : CancellationTokenSource
{
    private CancellationToken _caller;
    private CancellationTokenRegistration _registration;

    /// <summary>The step that was begun last.</summary>
    public SmtpStep Step { get; private set; }

    /// <summary>Whether the caller wished to stop, as opposed to a step that took too long.</summary>
    public bool CallerCancelled => _caller.IsCancellationRequested;

    /// <summary>Listens to a caller until <see cref="Release"/>.</summary>
    public void Attach(CancellationToken caller)
    {
        _caller = caller;
        _registration = caller.UnsafeRegister(static deadline => ((StepDeadline)deadline!).Cancel(), this);
    }

    /// <summary>Begins a step and its time.</summary>
    public CancellationToken Begin(SmtpStep step)
    {
        Step = step;
        Restart();
        return Token;
    }

    /// <summary>Gives the step its whole time again, because something moved on.</summary>
    public void Restart() => CancelAfter(limits.Of(Step));

    /// <summary>Stops listening and stops the clock.</summary>
    public void Release()
    {
        _registration.Dispose();
        _registration = default;
        if (!IsCancellationRequested)
            CancelAfter(Timeout.InfiniteTimeSpan);
    }

    protected override void Dispose(bool disposing)
    {
        _registration.Dispose();
        base.Dispose(disposing);
    }
}
