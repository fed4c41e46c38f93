using System.Diagnostics;
using System.Globalization;
using Notify.Sdk.Audience;
using Notify.Sdk.SyntheticLists;

namespace Notify.Sdk.Benchmarks.Audience;

/// <summary>
/// Who is it, for a whole list: time, memory and quality of the first step of a send, on lists of which the truth is known,
/// beside what a good developer writes in an afternoon. Rounds go in turns, so that all of them see the same machine.
/// </summary>
internal static class AudienceBenchmark
{
    private const int SmallList = 1_000_000;

    public static async Task RunAsync(AudienceArguments options)
    {
        using (var warm = new ListFile(200_000, options.Seed))
        {
            for (var round = 0; round < 3; round++)
            {
                for (var cores = 1; cores <= options.Cores; cores++)
                    await Engine.TimeAsync(warm.Accounts, () => ContactCsv.ReadFileAsync(warm.Path), cores, null);
            }

            await Idiomatic.TimeAsync(warm);
        }

        var clock = Stopwatch.StartNew();
        using var large = new ListFile(options.Accounts, options.Seed);
        Print($"list: {large.Accounts:N0} accounts, {large.Bytes / 1e6:N0} MB of CSV, seed {options.Seed}, written in "
            + $"{clock.Elapsed.TotalSeconds:F0} s; {options.Repeat} rounds in turns, the best counts");
        await MemoryAsync(large, options);
        await ScaleAsync(large, options);
        await PeerAsync(large, options);
        await ObjectsAsync(options);
        await QualityAsync(large, options);
    }

    private static async Task MemoryAsync(ListFile file, AudienceArguments options)
    {
        var memory = await ResidentMemory.OfAsync(async () =>
            await Engine.ReadAsync(ContactCsv.ReadFileAsync(file.Path), options.Cores, options.Budget));
        Print($"memory: {memory.Kept / (double)file.Accounts:F1} B/account kept on the heap for the whole list, "
            + $"{memory.Peak / (double)file.Accounts:F1} B/account at most on the way (working set, {memory.Peak / 1e6:N0} MB)");
    }

    /// <summary>A small list beside the large one: the cost of an account must not grow with the list.</summary>
    private static async Task ScaleAsync(ListFile large, AudienceArguments options)
    {
        using var small = new ListFile(Math.Min(SmallList, large.Accounts), options.Seed);
        for (var cores = 1; cores <= options.Cores; cores++)
        {
            var (few, many) = (new List<Cost>(), new List<Cost>());
            for (var round = 0; round < options.Repeat; round++)
            {
                few.Add(await Engine.TimeAsync(small.Accounts, () => ContactCsv.ReadFileAsync(small.Path), cores, options.Budget));
                many.Add(await Engine.TimeAsync(large.Accounts, () => ContactCsv.ReadFileAsync(large.Path), cores, options.Budget));
            }

            var (ofFew, ofMany) = (Cost.Best(few), Cost.Best(many));
            Print($"from CSV, {small.Accounts,11:N0} accounts, {cores} core(s): {ofFew}");
            Print($"from CSV, {large.Accounts,11:N0} accounts, {cores} core(s): {ofMany}; "
                + $"{Percent(ofMany.Nanoseconds, ofFew.Nanoseconds)} by the clock, "
                + $"{Percent(ofMany.ProcessorNanoseconds, ofFew.ProcessorNanoseconds)} of processor time against the smaller list");
        }
    }

    private static async Task PeerAsync(ListFile large, AudienceArguments options)
    {
        using var own = options.Peer == large.Accounts ? null : new ListFile(options.Peer, options.Seed);
        var file = own ?? large;
        var (ours, peer, rows, peerRows) = (new List<Cost>(), new List<Cost>(), new List<Cost>(), new List<Cost>());
        for (var round = 0; round < options.Repeat; round++)
        {
            rows.Add(await Engine.TimeRowsAsync(file));
            peerRows.Add(await Idiomatic.TimeRowsAsync(file));
            ours.Add(await Engine.TimeAsync(file.Accounts, () => ContactCsv.ReadFileAsync(file.Path), 1, options.Budget));
            peer.Add(await Idiomatic.TimeAsync(file));
        }

        var (best, bestPeer) = (Cost.Best(ours), Cost.Best(peer));
        var ratios = ours.Zip(peer, (a, b) => b.Nanoseconds / a.Nanoseconds).Order().ToList();
        Print($"library,  {file.Accounts,11:N0} accounts, rows alone: {Cost.Best(rows)}");
        Print($"baseline, {file.Accounts,11:N0} accounts, rows alone: {Cost.Best(peerRows)} (CsvHelper)");
        Print($"library,  {file.Accounts,11:N0} accounts, 1 core:    {best}");
        Print($"baseline, {file.Accounts,11:N0} accounts, 1 core:    {bestPeer}");
        using var small = new ListFile(Math.Min(SmallList, large.Accounts), options.Seed);
        var rules = await Engine.TimeRulesAsync(small);
        Print($"library,  {small.Accounts,11:N0} accounts, the same rules over objects, 1 core: {rules}; "
            + $"{rules.Nanoseconds / best.Nanoseconds:F1} times as long");
        Print($"the baseline takes {bestPeer.Nanoseconds / best.Nanoseconds:F1} times as long ({ratios[0]:F1} to {ratios[^1]:F1} in "
            + $"single rounds), {bestPeer.ProcessorNanoseconds / best.ProcessorNanoseconds:F1} times the processor time");
    }

    private static async Task ObjectsAsync(AudienceArguments options)
    {
        using var file = new ListFile(Math.Min(SmallList, options.Accounts), options.Seed);
        var contacts = await ContactCsv.ReadFileAsync(file.Path).ToListAsync();
        for (var cores = 1; cores <= options.Cores; cores++)
        {
            var (list, stream) = (new List<Cost>(), new List<Cost>());
            for (var round = 0; round < options.Repeat; round++)
            {
                list.Add(await Engine.TimeAsync(contacts.Count, () => new ContactList(contacts), cores, options.Budget));
                stream.Add(await Engine.TimeAsync(contacts.Count, () => contacts.ToAsyncEnumerable(), cores, options.Budget));
            }

            Print($"from a list of Contact objects,   {contacts.Count:N0} accounts, {cores} core(s): {Cost.Best(list)}");
            Print($"from a stream of Contact objects, {contacts.Count:N0} accounts, {cores} core(s): {Cost.Best(stream)}");
        }
    }

    private static async Task QualityAsync(ListFile file, AudienceArguments options)
    {
        PrintQuality("library", await Engine.QualityAsync(file, options.Cores));
        PrintQuality("same email or phone is one person", ListQuality.Of(file.Truth, NaiveRule.GroupsOf(file.Truth)));
        PrintQuality("floor for rules on addresses", ListQuality.Of(file.Truth, AddressFloor.GroupsOf(file.Truth)));
        using var own = options.Peer == file.Accounts ? null : new ListFile(options.Peer, options.Seed);
        PrintQuality("baseline", ListQuality.Of((own ?? file).Truth, Idiomatic.GroupsOf((own ?? file).Path)));
    }

    private static void PrintQuality(string name, ListQuality quality) =>
        Print($"{name,-34} {quality.SilencedPerThousand,7:F2} silenced, {quality.ExtraPerThousand,7:F2} extra copies of 1,000 people "
            + $"({quality.Humans:N0} people)");

    private static string Percent(double value, double of) => ((value / of) - 1).ToString("+0 %;-0 %;0 %", CultureInfo.InvariantCulture);

    private static void Print(string line) => Console.WriteLine(line);
}
