using System.Collections.Concurrent;

namespace Notify.Sdk.Sending;

/// <summary>What came of one hand-over.</summary>
/// <param name="Ready">What was to be handed over.</param>
/// <param name="Outcome">The outcome; null when the transport was not called after all.</param>
internal readonly record struct HandedOver(ReadyDelivery Ready, SendOutcome? Outcome);

/// <summary>
/// Hand-overs that run at the same time, and their answers as they come. One thread of the pool begins them one after the other, which is
/// all that transports need that answer at once or later; while some are not begun after a few milliseconds, more and more threads take
/// part, so that transports which block their threads hold up no other message. Read by one caller.
/// </summary>
/// <param name="all">What is to be handed over.</param>
/// <param name="handOver">Hands one over; what it throws, its task throws. Null says that nothing was sent.</param>
/// <param name="leftBehind">Is told of a hand-over that was begun and has given no answer.</param>
/// <param name="last">Whoever has not answered by then is left behind.</param>
internal sealed class HandOvers(
    IReadOnlyList<ReadyDelivery> all,
    Func<ReadyDelivery, ValueTask<SendOutcome?>> handOver,
    Action<ReadyDelivery> leftBehind,
    CancellationToken last) : IDisposable
{
    // How long answers may wait for others to be read together with them, and hand-overs for the next thread.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentQueue<HandedOver> _answers = new();
    private readonly HandOverNews _news = new();
    private readonly int[] _answered = new int[all.Count];
    private int _left = all.Count;
    private int _taken;
    private int _threads = 1;
    private Timer? _watch;

    /// <summary>Begins.</summary>
    public void Start()
    {
        _watch = new(static all => ((HandOvers)all!).Watch(), this, Patience, Patience);
        CallHelp();
    }

    public void Dispose() => _watch?.Dispose();

    /// <summary>Whether every answer was read.</summary>
    public bool IsOver => _left == 0;

    /// <summary>Waits for answers and adds all that there are; false when every answer was read.</summary>
    public async ValueTask<bool> ReadAsync(List<HandedOver> answers)
    {
        while (_left > 0)
        {
            var known = answers.Count;
            while (_answers.TryDequeue(out var answer))
                answers.Add(answer);
            if (answers.Count > known)
            {
                _left -= answers.Count - known;
                return true;
            }

            try
            {
                await _news.WaitAsync(last);
            }
            catch (OperationCanceledException)
            {
                LeaveBehind();
            }
        }

        return false;
    }

    private void CallHelp() => ThreadPool.QueueUserWorkItem(static all => all.Help(), this, preferLocal: false);

    private void Help()
    {
        for (int next; (next = Interlocked.Increment(ref _taken) - 1) < all.Count;)
        {
            var outcome = handOver(all[next]);
            if (outcome.IsCompletedSuccessfully)
                Answer(next, outcome.Result);
            else
                _ = WaitAsync(next, outcome);
        }

        if (!_answers.IsEmpty)
            _news.Tell(fromHere: true); // this thread has nothing else to do
    }

    /// <summary>Twice as many threads each time: the others may be inside transports that block them.</summary>
    private void Watch()
    {
        Tell();
        if (Volatile.Read(ref _taken) >= all.Count)
            return;
        for (var more = _threads; more > 0; more--)
            CallHelp();
        _threads *= 2;
    }

    private async Task WaitAsync(int index, ValueTask<SendOutcome?> outcome)
    {
        try
        {
            Answer(index, await outcome);
        }
#pragma warning disable CA1031 // whatever is thrown must end as an outcome, or the others are lost too
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Answer(index, SendOutcome.Unknown($"the hand-over failed with {fault.GetType().Name}"));
        }

        Tell();
    }

    /// <summary>The first answer counts.</summary>
    private bool Answer(int index, SendOutcome? outcome)
    {
        if (Interlocked.Exchange(ref _answered[index], 1) != 0)
            return false;
        _answers.Enqueue(new(all[index], outcome));
        return true;
    }

    private void Tell()
    {
        if (!_answers.IsEmpty)
            _news.Tell(fromHere: false);
    }

    /// <summary>What no thread came to was not sent; whether the others were is unknown.</summary>
    private void LeaveBehind()
    {
        var taken = Math.Min(Interlocked.Exchange(ref _taken, all.Count), all.Count);
        List<int> left = [];
        for (var i = 0; i < all.Count; i++)
        {
            if (Answer(i, i < taken ? SendOutcome.Unknown("no answer in time") : null) && i < taken)
                left.Add(i);
        }

        foreach (var i in left)
            leftBehind(all[i]);
    }
}
