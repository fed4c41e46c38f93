using System.Diagnostics;

namespace Notify.Sdk.Sending;

/// <summary>
/// The time of hand-overs that begin at once. When it is over, or the worker's stop has lasted for its grace, each transport is told by a
/// token of its own; one that does not even notice is left behind after a last word. Networks know real time only: an application's clock
/// that jumps must not make a message doubtful. Thread-safe.
/// </summary>
internal sealed class HandOverTime : IDisposable
{
    // What a transport may still say after it was told to stop.
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _over;
    private readonly CancellationTokenSource _last;
    private readonly CancellationTokenRegistration _stop;
    private readonly CancellationTokenRegistration _tell;
    private readonly List<CancellationTokenSource> _tokens = [];

    /// <summary>Begins now.</summary>
    /// <param name="length">How long a hand-over may take.</param>
    /// <param name="grace">What is left of it at most once the worker stops.</param>
    /// <param name="stopping">The worker stops.</param>
    public HandOverTime(TimeSpan length, TimeSpan grace, CancellationToken stopping)
    {
        var began = Stopwatch.GetTimestamp();
        _over = new(length);
        _last = new(length + LastWord);
        Last = _last.Token;
        _tell = _over.Token.Register(TellAll);
        _stop = stopping.Register(() =>
        {
            var left = length - Stopwatch.GetElapsedTime(began);
            var most = left <= TimeSpan.Zero ? TimeSpan.Zero : grace < left ? grace : left;
            _last.CancelAfter(most + LastWord);
            _over.CancelAfter(most);
        });
    }

    /// <summary>Whether it is over.</summary>
    public bool IsOver => _over.IsCancellationRequested;

    /// <summary>Who has not answered by then is left behind.</summary>
    public CancellationToken Last { get; }

    /// <summary>A token for one transport, so that what it does when it is told keeps no other from being told.</summary>
    public CancellationToken Token()
    {
        CancellationTokenSource source = new();
        lock (_tokens)
        {
            _tokens.Add(source);
            if (IsOver)
                source.Cancel();
        }

        return source.Token;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _tell.Dispose();
        _over.Dispose();
        _last.Dispose();
    }

    private void TellAll()
    {
        lock (_tokens)
        {
            foreach (var token in _tokens)
                _ = token.CancelAsync(); // on threads of their own
        }
    }
}
