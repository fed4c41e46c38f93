using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>What a decision rests on besides the person: one object for all people of one kind.</summary>
/// <param name="Place">Where the person may be, and by which fields.</param>
/// <param name="Told">What is written down of somebody who is told: the place, and the ids of the rules that were asked: consents, hours,
/// limits of frequency.</param>
/// <param name="Notes">
/// Fields of the place that are not plain, holidays that nobody knows, duties of the sender, registers that are not kept.
/// </param>
internal sealed record LawGround(Place Place, DecisionGround Told, IReadOnlyList<Reason> Notes)
{
    public IReadOnlyList<string> Rules => Told.Rules;
}

/// <summary>Finds the ground of a decision. People of one kind share it. Thread-safe.</summary>
internal sealed class LawGrounds(ConsentLaw book, WindowRules windows, PlaceResolver places, IOptions<ConsentOptions> consent,
    IOptions<PermissionOptions> permission)
{
    private const int Room = 10_000;

    private readonly ConcurrentDictionary<Question, LawGround> _known = new();
    private readonly ConcurrentDictionary<(Place, string), DecisionGround> _together = new();

    /// <summary>Where the decision was about no place.</summary>
    public DecisionGround Nowhere { get; } = new() { LawPack = windows.LawVersion, TimeZones = windows.TimeZoneVersion };

    /// <summary>The ground of a decision about an attempt.</summary>
    public LawGround Of(in Attempt attempt)
    {
        var place = places.Resolve(attempt.Person, attempt.Address);
        var duty = attempt.Topic.Class is MessageClass.Emergency or MessageClass.Answer ? null : book.Of(attempt);
        var question = new Question(place, duty, attempt.Topic, attempt.At, duty?.Notes.Kept(attempt.Facts.Suppressions) ?? 0);
        if (_known.TryGetValue(question, out var known))
            return known;
        if (_known.Count >= Room)
            _known.Clear();
        return _known.GetOrAdd(question, Make(attempt, place, duty));
    }

    /// <summary>
    /// What is written down of somebody who is not told: the place, and the rules of all attempts, each once; one object for all people of
    /// the kind.
    /// </summary>
    public DecisionGround NotTold(IReadOnlyList<LawGround> grounds)
    {
        if (grounds.Count == 0)
            return Nowhere;
        var place = grounds[0].Place;
        List<string> rules = [.. grounds.SelectMany(g => g.Rules).Distinct()];
        if (_together.Count >= Room)
            _together.Clear();
        return _together.GetOrAdd((place, string.Join('|', rules)), _ => Nowhere with { At = place, Rules = rules });
    }

    private LawGround Make(in Attempt attempt, Place place, ConsentDuty? duty)
    {
        var notes = windows.NotesOn(place, attempt.Topic);
        if (duty is null)
            return new(place, Told(place, []), notes);
        var law = duty.Notes.At(attempt.At, attempt.Facts.Suppressions, consent.Value);
        var (topic, channel, person, address) = (attempt.Topic, attempt.Channel, attempt.Person, attempt.Address);
        List<FrequencyCap> caps = [.. permission.Value.AllCaps.Where(c => CapBuckets.Counts(c, topic, channel)
            && CapBuckets.Holds(c, places, person, address))];
        var hours = windows.For(attempt, place, quiet: null, LiftingConsents.None);
        List<Reason> likened = Likened(channel, [.. duty.InForce(attempt.At).Select(r => (r.Rule.Id, r.Rule.Channels)),
            .. hours.Rules.Select(r => (r.Id, r.Channels)), .. caps.Select(c => (c.Id, c.Channels))]) is { } note ? [note] : [];
        return new(place, Told(place, [.. duty.RuleIds.Concat(hours.RuleIds).Concat(caps.Select(c => c.Id)).Distinct()]),
            law.Count + likened.Count == 0 ? notes : [.. notes, .. law, .. likened]);
    }

    /// <summary>Which rules hold for a channel that they do not name, and as for which one.</summary>
    private static Reason? Likened(DeliveryChannel channel, IEnumerable<(string Id, IReadOnlyList<DeliveryChannel> Channels)> rules)
    {
        List<string> held = [.. from rule in rules
                                let like = channel.Like(rule.Channels)
                                where like is not null
                                group rule.Id by like.Name into ids
                                select $"as {ids.Key} {string.Join(", ", ids.Distinct())}"];
        return held.Count == 0 ? null : new(ReasonCodes.RulesByLikeness, "permission/channel",
            $"Rules that do not name {channel} hold for it because it resembles the channels that they name: {string.Join("; ", held)}. "
                + $"Say what it resembles with DeliveryChannel.Resembles.");
    }

    private DecisionGround Told(Place place, IReadOnlyList<string> rules) => Nowhere with { At = place, HasZones = true, Rules = rules };

    private readonly record struct Question(Place Place, ConsentDuty? Duty, Topic Topic, Instant At, ulong Kept)
    {
        // Shared objects: being the same one is enough, another one is only asked again.
        public bool Equals(Question other) =>
            ReferenceEquals(Place, other.Place) && ReferenceEquals(Duty, other.Duty) && ReferenceEquals(Topic, other.Topic)
                && At == other.At && Kept == other.Kept;

        public override int GetHashCode() => HashCode.Combine(
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Place),
                System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Duty!), At, Kept);
    }
}
