using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;
using Notify.Sdk.Stores;
using Notify.Sdk.Tests.TestKit;

namespace Notify.Sdk.Tests.Permission;

/// <summary>Any life of a ledger verifies, and no change to any entry goes unnoticed.</summary>
public sealed class ConsentChainPropertyTests
{
    private static Func<SealedConsent, SealedConsent>[] Changes { get; } =
    [
        e => e with { Terms = e.Terms.Replace("ed\"", "ed \"", StringComparison.Ordinal) },
        e => e with { Terms = e.Terms.Replace("\"format\":1", "\"format\":1 ", StringComparison.Ordinal) },
        e => e with { RecordedAt = e.RecordedAt.PlusNanoseconds(1) },
        e => e with { Id = e.Id + "x" },
        e => e with { Personal = e.Personal is null ? "{}" : null, Salt = null, Address = null },
        e => e with { Address = Samples.Email("someone").Key },
        e => e with { ErasedKey = e.ErasedKey is null ? "00" : null },
        e => e with { PreviousHash = new('1', 64) },
        e => e with { Hash = new('2', 64) },
        e => e with { PersonalDigest = new('3', 64) },
    ];

    private static readonly Gen<(int Who, int What, int Hours)> Step =
        from who in Gen.Choose(0, 3)
        from what in Gen.Choose(0, 9)
        from hours in Gen.Choose(0, 5)
        select (who, what, hours);

    private static readonly Gen<(List<(int Who, int What, int Hours)> Steps, int Victim, int Change)> Life =
        from steps in Gen.ListOf(Step, 12)
        from victim in Gen.Choose(0, 1_000)
        from change in Gen.Choose(0, Changes.Length - 1)
        select (steps.ToList(), victim, change);

    [Fact]
    public void Any_life_verifies_and_opt_outs_outlive_it() => Repeatable.ForAll(Life, 200, life =>
    {
        var ledger = Live(life.Steps);
        ledger.VerifyAsync().GetAwaiter().GetResult().FirstBreak.Should().BeNull();
        for (var who = 0; who < 4; who++)
        {
            // The last word of a person about everything: a stop must still be found, erased or not.
            var last = life.Steps.Where(s => s.Who == who && s.What < 9).Select(s => s.What >= 5).DefaultIfEmpty(false).Last();
            if (last)
                ledger.FindAsync([Samples.Email($"p{who}").Key], "offer").AsTask().GetAwaiter().GetResult().Should()
                    .Contain(r => r.Status == ConsentStatus.Withdrawn);
        }
    });

    [Fact]
    public void Any_change_of_any_entry_is_noticed_and_named() => Repeatable.ForAll(Life, 400, life =>
    {
        var chain = Live(life.Steps).ReadAsync(0, 1_000).AsTask().GetAwaiter().GetResult().ToArray();
        if (chain.Length == 0)
            return;
        var victim = life.Victim % chain.Length;
        var changed = Changes[life.Change](chain[victim]);
        if (changed == chain[victim])
            return;
        chain[victim] = changed;
        ConsentVerifier verifier = new(known: null);
        var found = chain.Select(verifier.Next).FirstOrDefault(b => b is not null) ?? verifier.End();
        found.Should().NotBeNull();
        found!.Sequence.Should().Be(victim + 1);
    });

    [Fact]
    public void A_missing_or_moved_entry_is_noticed() => Repeatable.ForAll(Life, 200, life =>
    {
        var chain = Live(life.Steps).ReadAsync(0, 1_000).AsTask().GetAwaiter().GetResult().ToList();
        if (chain.Count < 2)
            return;
        var victim = life.Victim % (chain.Count - 1);
        var (first, second) = (chain[victim], chain[victim + 1]);
        List<SealedConsent> without = [.. chain.Where(e => e != first)], moved = [.. chain];
        (moved[victim], moved[victim + 1]) = (second with { Sequence = first.Sequence }, first with { Sequence = second.Sequence });
        First(without).Should().Match<ConsentBreak>(b => b.Sequence == victim + 1 && b.Fault == ConsentFault.Missing);
        First(moved).Should().Match<ConsentBreak>(b => b.Sequence == victim + 1 && b.Fault == ConsentFault.Reordered);
    });

    private static ConsentBreak? First(List<SealedConsent> chain)
    {
        ConsentVerifier verifier = new(known: null);
        return chain.Select(verifier.Next).FirstOrDefault(b => b is not null) ?? verifier.End();
    }

    /// <summary>0 to 4 say yes to everything, 5 to 8 say no to everything, 9 is erased.</summary>
    private static InMemoryConsentLedger Live(List<(int Who, int What, int Hours)> steps)
    {
        var time = FakeTime.At(Scenario.Monday);
        InMemoryConsentLedger ledger = new(new TimeProviderClock(time));
        for (var i = 0; i < steps.Count; i++)
        {
            var (who, what, hours) = steps[i];
            time.Advance(Duration.FromHours(hours + 1));
            var address = Samples.Email($"p{who}").Key;
            (what == 9
                ? ledger.EraseAsync([address]).AsTask()
                : ledger.AppendAsync(
                    [new() { Id = $"r-{i}", Address = address, Scope = ConsentScope.Everything, Status = what >= 5
                    ? ConsentStatus.Withdrawn : ConsentStatus.Granted, OccurredAt = time.Now }]).AsTask())
                .GetAwaiter().GetResult();
        }

        return ledger;
    }
}
