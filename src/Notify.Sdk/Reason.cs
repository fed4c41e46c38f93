using System.Text.Json.Serialization;

namespace Notify.Sdk;

/// <summary>
/// Why something was decided: a stable code for programs, a rule id for auditors, a sentence for people. Immutable; thread-safe.
/// </summary>
public sealed record Reason
{
    // A text, or what makes it when somebody reads it: most reasons are counted and never read.
    private readonly object _detail;

    /// <summary>Creates a reason.</summary>
    /// <param name="code">
    /// One of <see cref="ReasonCodes"/>, or an integrator's own, lower case, <c>stage.what</c>. Stable across versions.
    /// </param>
    /// <param name="rule">The id of the rule or gate that spoke, for example <c>window/courtesy</c>.</param>
    /// <param name="detail">One sentence with the inputs that were used. Never holds an address, a name or a message body.</param>
    [JsonConstructor]
    public Reason(string code, string rule, string detail) => (Code, Rule, _detail) = (code, rule, detail);

    internal Reason(string code, string rule, ReasonText text) => (Code, Rule, _detail) = (code, rule, text);

    /// <summary>One of <see cref="ReasonCodes"/>, or an integrator's own.</summary>
    public string Code { get; init; }

    /// <summary>The id of the rule or gate that spoke.</summary>
    public string Rule { get; init; }

    /// <summary>One sentence with the inputs that were used. No address, name or message body.</summary>
    public string Detail
    {
        get => _detail as string ?? _detail.ToString()!;
        init => _detail = value;
    }

    /// <summary>The channel that is not taken for it; null where it is about more than a route.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeliveryChannel? Channel { get; init; }

    /// <summary>Code, rule and detail are equal.</summary>
    public bool Equals(Reason? other) =>
        other is not null && Code == other.Code && Rule == other.Rule && Channel == other.Channel
            && (ReferenceEquals(_detail, other._detail) || Detail == other.Detail);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Rule, Channel);

    /// <summary><c>code (rule): detail</c>.</summary>
    public override string ToString() => $"{Code} ({Rule}): {Detail}";

    /// <summary>The same as a reason against a channel, which its sentence begins with.</summary>
    internal Reason Against(DeliveryChannel channel) => new(Code, Rule, new OnChannel(channel, _detail)) { Channel = channel };

    /// <summary>
    /// Each once, in order; the same list where none is there twice. For a few reasons, where a set costs more than it saves.
    /// </summary>
    internal static IReadOnlyList<Reason> Distinct(IReadOnlyList<Reason> reasons)
    {
        for (var i = 1; i < reasons.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (reasons[i].Equals(reasons[j]))
                    return [.. reasons.Distinct()];
            }
        }

        return reasons;
    }

    private sealed class OnChannel(DeliveryChannel channel, object detail) : ReasonText
    {
        public override string ToString() => $"{channel}: {detail}";
    }
}

/// <summary>Makes the sentence of a reason when somebody reads it: always the same one, from what does not change.</summary>
internal abstract class ReasonText
{
    /// <summary>The sentence.</summary>
    public abstract override string ToString();
}
