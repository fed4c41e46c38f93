using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>What the law of a place asks for in the words and in the sender of a message. Thread-safe.</summary>
internal sealed class LawfulWords(ConsentBook book, IWhereabouts where)
{
    /// <summary>Why the message cannot carry what is asked for, or null.</summary>
    public Reason? Fault(in Attempt attempt)
    {
        if (attempt.Topic.Class != MessageClass.Marketing)
            return null;
        var duty = book.Of(attempt);
        if (duty.Labels.Count > 1 && Conflict(duty.Labels) is { } conflict)
            return conflict;
        if (duty.SenderIds.Count > 0 && duty.SenderIds[0] is { } rule
            && SenderIdOf(attempt)?.StartsWith(rule.SenderPrefix!, StringComparison.Ordinal) != true)
            return new(ReasonCodes.SenderIdMissing, "rendering/sender-id",
                $"{rule.Id} ({rule.Citation}) asks for a sender id that begins with '{rule.SenderPrefix}'. Register one, and set it with "
                + $"SenderId(\"{rule.Jurisdiction}\", ...) on the topic.");
        return null;
    }

    private static Reason? Conflict(IReadOnlyList<ConsentRule> labels) => labels.All(l => l.StartsWith[0] == labels[0].StartsWith[0]) ? null
        : new(ReasonCodes.LabelsConflict, "rendering/labels",
            $"The words must begin with two labels at once: "
            + $"{string.Join(" and ", labels.Select(l => $"{l.StartsWith[0]} ({l.Id}, {l.Citation})"))}. Correct where the person is.");

    /// <summary>The words with the label of the place at their very beginning.</summary>
    public RenderedMessage Labelled(in Attempt attempt, RenderedMessage message)
    {
        if (attempt.Topic.Class != MessageClass.Marketing || book.Of(attempt).Labels is not [var rule, ..])
            return message;
        return attempt.Channel == Channel.Email
            ? message with { Subject = Begin(message.Subject ?? "", rule) }
            : message with { Text = Begin(message.Text, rule) };
    }

    /// <summary>The sender id that the topic has for a country where the person may be, or null.</summary>
    public string? SenderIdOf(in Attempt attempt)
    {
        if (attempt.Channel != Channel.Sms || attempt.Topic.SenderIds.Count == 0)
            return null;
        foreach (var country in where.Of(attempt.Person, attempt.Address).Countries)
        {
            if (attempt.Topic.SenderIds.TryGetValue(country, out var id))
                return id;
        }

        return null;
    }

    private static string Begin(string text, ConsentRule rule) =>
        rule.StartsWith.Any(l => text.StartsWith(l, StringComparison.Ordinal)) ? text : $"{rule.StartsWith[0]} {text}";
}
