using System.Collections.Concurrent;
using Notify.Sdk.Sending;

namespace Notify.Sdk.Tests.Sending;

/// <summary>Hand-overs of a wave: answers are read as they come, and one that is stuck holds up no other.</summary>
public class HandOversTests
{
    private static readonly ReadyDelivery[] Ten = [.. Enumerable.Range(0, 10)
        .Select(_ => new ReadyDelivery(null!, null!, null!, ProviderStanding.Alone, []))];

    [Fact]
    public async Task All_answers_are_read_once()
    {
        var answers = await ReadAsync(new(Ten, r => new(SendOutcome.Accepted(IndexOf(r))), _ => { }, CancellationToken.None));
        answers.Select(a => a.Outcome!.ProviderId).Should().BeEquivalentTo(Ten.Select(IndexOf));
    }

    [Fact]
    public async Task What_answers_later_is_read_after_what_answered_at_once()
    {
        TaskCompletionSource<SendOutcome?> late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using HandOvers running = new(
            Ten, r => ReferenceEquals(r, Ten[0]) ? new(late.Task) : new(SendOutcome.Accepted(null)), _ => { }, CancellationToken.None);
        running.Start();
        List<HandedOver> first = [];
        while (first.Count < Ten.Length - 1)
            (await running.ReadAsync(first)).Should().BeTrue();
        late.SetResult(SendOutcome.Rejected("no"));
        List<HandedOver> last = [];
        (await running.ReadAsync(last)).Should().BeTrue();
        last.Should().ContainSingle().Which.Outcome!.Kind.Should().Be(SendOutcomeKind.Rejected);
        (await running.ReadAsync(last)).Should().BeFalse();
    }

    [Fact]
    public async Task One_that_blocks_its_thread_is_left_behind_and_the_others_are_read_before()
    {
        using ManualResetEventSlim never = new();
        using CancellationTokenSource last = new();
        ConcurrentBag<ReadyDelivery> leftBehind = [];
        using HandOvers running = new(
            Ten,
            r =>
            {
                if (ReferenceEquals(r, Ten[3]))
                    never.Wait(CancellationToken.None);
                return new(SendOutcome.Accepted(null));
            },
            leftBehind.Add, last.Token);
        running.Start();
        List<HandedOver> answers = [];
        while (answers.Count < Ten.Length - 1)
            (await running.ReadAsync(answers)).Should().BeTrue();
        answers.Should().OnlyContain(a => a.Outcome!.Kind == SendOutcomeKind.Accepted);
        await last.CancelAsync();
        answers = [];
        (await running.ReadAsync(answers)).Should().BeTrue();
        answers.Should().ContainSingle().Which.Outcome!.Kind.Should().Be(SendOutcomeKind.Unknown);
        leftBehind.Should().ContainSingle().Which.Should().BeSameAs(Ten[3]);
        (await running.ReadAsync(answers)).Should().BeFalse();
        never.Set();
    }

    [Fact]
    public async Task What_was_never_begun_is_not_in_doubt()
    {
        using CancellationTokenSource over = new();
        await over.CancelAsync();
        List<HandedOver> answers = [];
        using HandOvers running = new(Ten, _ => throw new InvalidOperationException("never called"), _ => { }, over.Token);
        (await running.ReadAsync(answers)).Should().BeTrue("its time is over before it starts");
        answers.Should().HaveCount(Ten.Length).And.OnlyContain(a => a.Outcome == null);
    }

    [Fact]
    public async Task A_fault_is_an_unknown_outcome_and_harms_no_other()
    {
        var answers = await ReadAsync(new(
            Ten,
            r => ReferenceEquals(r, Ten[5])
                ? ValueTask.FromException<SendOutcome?>(new InvalidOperationException("no")) : new(SendOutcome.Accepted(null)),
            _ => { }, CancellationToken.None));
        answers.Count(a => a.Outcome!.Kind == SendOutcomeKind.Accepted).Should().Be(Ten.Length - 1);
        answers.Should().ContainSingle(a => a.Outcome!.Kind == SendOutcomeKind.Unknown && ReferenceEquals(a.Ready, Ten[5]));
    }

    private static async Task<List<HandedOver>> ReadAsync(HandOvers handOvers)
    {
        using var running = handOvers;
        running.Start();
        List<HandedOver> all = [];
        for (List<HandedOver> some = []; await running.ReadAsync(some); some = [])
            all.AddRange(some);
        return all;
    }

    private static string IndexOf(ReadyDelivery ready) => $"{Array.FindIndex(Ten, r => ReferenceEquals(r, ready))}";
}
