using NodaTime;

namespace Notify.Sdk.Conformance;

/// <summary>A message of the naive simulation.</summary>
internal sealed record NaivePlan(string Id, string Who, Instant Due, TopicPriority Priority);

/// <summary>
/// The rule of caps, slow and obvious: whoever wakes takes what is due, urgent first, then by due instant, then by id, and sends what
/// every cap has room for. All caps are counted per person.
/// </summary>
internal sealed class NaiveCaps(IReadOnlyList<FrequencyCap> caps)
{
    private readonly List<NaivePlan> _waiting = [];
    private readonly List<(NaivePlan Plan, Instant At)> _sent = [];

    /// <summary>What was sent when, in order.</summary>
    public IEnumerable<(string Id, Instant At)> Sent => _sent.Select(s => (s.Plan.Id, s.At));

    public void Add(NaivePlan plan) => _waiting.Add(plan);

    public void Wake(Instant now)
    {
        foreach (var plan in _waiting.Where(p => p.Due <= now).OrderByDescending(p => p.Priority).ThenBy(p => p.Due)
            .ThenBy(p => p.Id, StringComparer.Ordinal).ToList())
        {
            if (!caps.All(cap => HasRoom(cap, plan, now)))
                continue;
            _waiting.Remove(plan);
            _sent.Add((plan, now));
        }
    }

    private bool HasRoom(FrequencyCap cap, NaivePlan plan, Instant now)
    {
        var inWindow = _sent.Where(s => s.Plan.Who == plan.Who && s.At > now - cap.Window).ToList();
        return inWindow.Count < cap.Limit
            && (plan.Priority == TopicPriority.Urgent || inWindow.Count(
                s => s.Plan.Priority != TopicPriority.Urgent) < cap.Limit - cap.Reserved);
    }
}

/// <summary>A random plan for the referee: caps, messages of two people, and when a worker wakes.</summary>
internal sealed class RandomCaps
{
    public RandomCaps(int seed, Instant start)
    {
        Random random = new(seed);
        Caps =
        [
            new() { Id = "brief", Limit = random.Next(1, 4), Reserved = 0, Window = Duration.FromMinutes(random.Next(60, 24 * 60)),
                Classes = [MessageClass.Transactional] },
            new() { Id = "long", Limit = random.Next(2, 6), Reserved = random.Next(0, 2),
                Window = Duration.FromHours(random.Next(24, 72)), Classes = [MessageClass.Transactional] },
        ];
        // Whole hours, so that several are due at the same instant.
        Plans = [.. Enumerable.Range(0, random.Next(4, 24)).Select(i => new NaivePlan(
            $"d{random.Next(1000):000}x{i}", random.Next(2) == 0 ? "ana" : "bo", start + Duration.FromHours(random.Next(0, 72)),
                (TopicPriority)random.Next(3)))];
        List<Instant> wakes = [];
        for (var hour = 0; hour < 24 * 14; hour += random.Next(1, 6))
            wakes.Add(start + Duration.FromHours(hour) + Duration.FromMilliseconds(random.Next(0, 90 * 60 * 1000)));
        Wakes = [.. wakes.Order()];
    }

    public IReadOnlyList<FrequencyCap> Caps { get; }

    public IReadOnlyList<NaivePlan> Plans { get; }

    /// <summary>Each up to 90 minutes late.</summary>
    public IReadOnlyList<Instant> Wakes { get; }
}
