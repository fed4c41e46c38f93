using System.Globalization;
using Notify.Sdk.CrashWorker;

namespace Notify.Sdk.Sqlite.Tests.Crash;

/// <summary>What a round is: how many workers, and what befalls which.</summary>
/// <param name="Seed">Its number. Twenty numbers in a row have every blow at every step that makes sense.</param>
/// <param name="Workers">1 or 3; of three, two are struck.</param>
/// <param name="Fate">What befalls them.</param>
/// <param name="Manner">How they work.</param>
internal sealed record CrashPlan(int Seed, int Workers, Fate Fate, Manner Manner)
{
    private static readonly (Step Step, Blow Blow)[] Blows =
    [
        (Step.Planning, Blow.Kill), (Step.Planned, Blow.Kill), (Step.Leasing, Blow.Kill), (Step.Leased, Blow.Kill),
        (Step.BeforeBegin, Blow.Kill), (Step.Beginning, Blow.Kill), (Step.Begun, Blow.Kill), (Step.HandingOver, Blow.Kill),
        (Step.HalfHandedOver, Blow.Kill), (Step.HandedOver, Blow.Kill), (Step.Answered, Blow.Kill), (Step.Acknowledging, Blow.Kill),
        (Step.Acknowledged, Blow.Kill), (Step.Leased, Blow.Stop), (Step.BeforeBegin, Blow.Stop), (Step.Begun, Blow.Stop),
        (Step.HandingOver, Blow.Stop), (Step.HandedOver, Blow.Stop), (Step.Answered, Blow.Stop), (Step.Acknowledged, Blow.Stop),
    ];

    /// <summary>How many of the workers are struck. Only the first one plans.</summary>
    public int Victims => Workers == 1 || Fate.Step is Step.Planning or Step.Planned ? 1 : 2;

    /// <summary>
    /// How long a hand-over may take, which leases follow. What is stopped must sleep past its lease, so that is short; the leases of the
    /// dead run out when the clock of the round is put forward.
    /// </summary>
    public int HandOverSeconds => Fate.Blow == Blow.Stop ? 2 : 60;

    /// <summary>
    /// The most that a kill may leave in doubt: what was being handed over. Null for stops, where a slow machine can let a lease run out.
    /// </summary>
    public int? MostInDoubt => Fate.Blow != Blow.Kill ? null : Fate.Step < Step.Beginning ? 0 : Victims * CrashScene.Concurrency;

    /// <summary>The plan of a number.</summary>
    public static CrashPlan Of(int seed)
    {
        var (step, blow) = Blows[seed % Blows.Length];
        Random dice = new(seed);
        var workers = (seed + seed / Blows.Length) % 4 == 0 ? 3 : 1;
        var occurrence = step < Step.HandingOver ? 1 : dice.Next(1, 5);
        return new(seed, workers, new(step, blow, occurrence, dice.Next(0, 4_000)), Manner.Library);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"round {Seed}: {Workers} workers, {Fate}, {Manner}");
}

/// <summary>What became of the people of a round.</summary>
/// <param name="Plan">The round.</param>
/// <param name="Fallen">Workers that were struck.</param>
/// <param name="Doubles">Told more than once.</param>
/// <param name="Lost">Told not at all, and not known to be in doubt; or not even after what was in doubt had been settled.</param>
/// <param name="InDoubt">In doubt until somebody settled it.</param>
internal sealed record CrashCount(CrashPlan Plan, int Fallen, int Doubles, int Lost, int InDoubt)
{
    /// <summary>Whether nobody was told twice, nobody is lost, and no more is in doubt than may be.</summary>
    public bool IsRight => Doubles == 0 && Lost == 0 && !(InDoubt > Plan.MostInDoubt);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Plan}: {Fallen} struck, {Doubles} told twice, {Lost} lost, {InDoubt} in doubt of at most {Plan.MostInDoubt}");
}
