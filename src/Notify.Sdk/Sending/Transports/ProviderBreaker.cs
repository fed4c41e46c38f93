using NodaTime;
using Polly;

namespace Notify.Sdk.Sending;

/// <summary>
/// Half of twenty calls or more within half a minute failed, or the account was refused: the provider rests for half a minute. Thread-safe.
/// </summary>
internal sealed class ProviderBreaker
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly TimeProvider _time;
    private readonly int _refusalsBeforeRest;
    private int _refusals;
    private long _restsUntil; // UTC ticks
    private long _toldUntil; // UTC ticks

    /// <param name="time">By which it rests.</param>
    /// <param name="refusalsBeforeRest">
    /// How many addresses in a row must be refused for the sake of our account before it rests: where strangers name the address, as in a
    /// browser, one that is wrong says nothing of the account.
    /// </param>
    public ProviderBreaker(TimeProvider time, int refusalsBeforeRest = 1)
    {
        (_time, _refusalsBeforeRest) = (time, refusalsBeforeRest);
        Pipeline = new ResiliencePipelineBuilder<SendOutcome> { TimeProvider = time }
            .AddCircuitBreaker(new()
            {
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                SamplingDuration = Pause,
                BreakDuration = Pause,
                OnOpened = _ =>
                {
                    Open();
                    return default;
                },
                OnClosed = _ =>
                {
                    Volatile.Write(ref _restsUntil, 0);
                    return default;
                },
                ShouldHandle = static args => new(args.Outcome.Exception is not null
                    || args.Outcome.Result is { Kind: SendOutcomeKind.Unknown }
                    || args.Outcome.Result is { Kind: SendOutcomeKind.Deferred, WasAsked: true }),
            })
            .Build();
    }

    public ResiliencePipeline<SendOutcome> Pipeline { get; }

    /// <summary>
    /// Whether the provider rests. The state of the circuit stays "open" after its pause, until a call is tried; who asks first must not
    /// wait for one.
    /// </summary>
    public bool IsOpen => Now < Volatile.Read(ref _restsUntil);

    /// <summary>How long it rests yet; zero when it does not.</summary>
    public Duration Rest => Duration.FromTicks(Math.Max(0, Volatile.Read(ref _restsUntil) - Now));

    /// <summary>The provider took a message, so our account is good.</summary>
    public void Took()
    {
        if (_refusals != 0)
            Volatile.Write(ref _refusals, 0);
    }

    /// <summary>The account was refused; whether the provider rests for it.</summary>
    public bool RefuseAccount()
    {
        if (Interlocked.Increment(ref _refusals) < _refusalsBeforeRest)
            return false;
        Open();
        return true;
    }

    /// <summary>The provider rests from now on.</summary>
    public void Open() => Volatile.Write(ref _restsUntil, Now + Pause.Ticks);

    /// <summary>Whether nothing was said of its account for an hour. Asking counts as saying.</summary>
    public bool IsTimeToTell()
    {
        var (now, until) = (Now, Volatile.Read(ref _toldUntil));
        return now >= until && Interlocked.CompareExchange(ref _toldUntil, now + TimeSpan.TicksPerHour, until) == until;
    }

    private long Now => _time.GetUtcNow().UtcTicks;
}
