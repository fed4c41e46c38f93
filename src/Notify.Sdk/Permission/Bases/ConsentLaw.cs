using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Permission;

/// <summary>
/// What the law asks for before a message may go out, by place, topic, channel and recipient. The same question gives the same object,
/// so that thousands of people at one place share it. Thread-safe.
/// </summary>
internal sealed class ConsentLaw(IOptions<PermissionOptions> permission, IOptions<ConsentOptions> options, IWhereabouts where)
{
    // Places times topics times channels; emptied when it overflows.
    private const int Room = 100_000;

    private readonly ConsentRuleIndex _rules = new(permission.Value.LawRules, options.Value);
    private readonly ConcurrentDictionary<Question, ConsentDuty> _known = new();

    /// <summary>What is asked for an attempt, which is neither an emergency nor an answer.</summary>
    public ConsentDuty Of(in Attempt attempt)
    {
        var question = new Question(where.Of(attempt.Person, attempt.Address), attempt.Topic, attempt.Channel, Recipient.Of(attempt));
        if (_known.TryGetValue(question, out var known))
            return known;
        if (_known.Count >= Room)
            _known.Clear();
        return _known.GetOrAdd(question, _rules.DutyAt(question.Place, question.Topic, question.Channel, question.Traits));
    }

    /// <summary>Topics and places are shared objects: being the same object is enough, another one is only asked again.</summary>
    private readonly struct Question(IPlace place, Topic topic, DeliveryChannel channel, RecipientTraits traits) : IEquatable<Question>
    {
        public IPlace Place => place;

        public Topic Topic => topic;

        public DeliveryChannel Channel => channel;

        public RecipientTraits Traits => traits;

        public bool Equals(Question other) =>
            ReferenceEquals(place, other.Place) && ReferenceEquals(topic, other.Topic) && channel == other.Channel
                && traits == other.Traits;

        public override bool Equals(object? obj) => obj is Question other && Equals(other);

        public override int GetHashCode() =>
            ((RuntimeHelpers.GetHashCode(place) * 31 + RuntimeHelpers.GetHashCode(topic)) * 31 + channel.GetHashCode()) * 31 + (int)traits;
    }
}
