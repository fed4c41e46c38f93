using System.Net;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>What the law of a place asks for in the words and in the sender of a message. Thread-safe.</summary>
internal sealed class LawfulWords(ConsentLaw book, IWhereabouts where)
{
    /// <summary>Why the message cannot carry what is asked for, or null.</summary>
    public Reason? Fault(in Attempt attempt)
    {
        if (attempt.Topic.Class is MessageClass.Emergency or MessageClass.Answer)
            return null;
        var duty = book.Of(attempt);
        if (attempt.Topic.Class == MessageClass.Marketing && duty.Labels.Count > 1 && Conflict(duty.Labels) is { } conflict)
            return conflict;
        return duty.SenderIds.Count == 0 ? null : FaultOfSender(duty.SenderIds, SenderIdOf(attempt));
    }

    private static Reason? Conflict(IReadOnlyList<ConsentRule> labels) => labels.All(l => l.StartsWith[0] == labels[0].StartsWith[0]) ? null
        : new(ReasonCodes.LabelsConflict, "rendering/labels",
            $"The words must begin with two labels at once: "
            + $"{string.Join(" and ", labels.Select(l => $"{l.StartsWith[0]} ({l.Id}, {l.Citation})"))}. Correct where the person is.");

    private static Reason? FaultOfSender(IReadOnlyList<ConsentRule> rules, string? senderId)
    {
        foreach (var rule in rules)
        {
            var lacksPrefix = rule.SenderPrefix is { } prefix && senderId?.StartsWith(prefix, StringComparison.Ordinal) != true;
            var lacksSuffix = senderId is not null && rule.SenderSuffixes.Count > 0
                && !rule.SenderSuffixes.Any(s => senderId.EndsWith(s, StringComparison.Ordinal));
            if (lacksPrefix || lacksSuffix)
                return new(ReasonCodes.SenderIdMissing, "rendering/sender-id",
                    $"{rule.Id} ({rule.Citation}) asks for a sender id that "
                    + (lacksPrefix ? $"begins with '{rule.SenderPrefix}'. " : $"ends with '{string.Join("' or '", rule.SenderSuffixes)}'. ")
                    + $"Register one, and set it with SenderId(\"{rule.Jurisdiction}\", ...) on the topic.");
        }

        return null;
    }

    /// <summary>The words with the label of the place at their very beginning, and what it asks for at their end.</summary>
    /// <exception cref="RenderingException">The provider keeps the words, and something of it is not among them.</exception>
    public RenderedMessage Labelled(in Attempt attempt, RenderedMessage message)
    {
        if (attempt.Topic.Class != MessageClass.Marketing)
            return message;
        var duty = book.Of(attempt);
        var labelled = Labelled(attempt, duty, message);
        return message.ProviderTemplate is null || labelled == message ? labelled : throw new RenderingException(
            $"the law of the place ({string.Join(", ", duty.Labels.Concat(duty.Closings).Select(r => r.Id))}) asks for words that the "
            + "template at the provider does not have; have it approved with them, and write them into the text",
            ReasonCodes.NotInProviderTemplate);
    }

    private static RenderedMessage Labelled(in Attempt attempt, ConsentDuty duty, RenderedMessage message)
    {
        if (duty.Labels is [var label, ..])
            message = attempt.Channel.HasSubject
                ? message with { Subject = Begin(message.Subject ?? attempt.Topic.Brand, label) }
                : message with { Text = Begin(message.Text, label) };
        foreach (var rule in duty.Closings)
        {
            if (attempt.Topic.Closings.TryGetValue(rule.Jurisdiction, out var closing))
                message = End(message, rule.Closing!, closing, attempt.Channel.HasHtml ? "\n\n" : " ");
        }

        return message;
    }

    /// <summary>The sender id that the topic has for a country where the person may be, or null.</summary>
    public string? SenderIdOf(in Attempt attempt)
    {
        if (attempt.Channel != DeliveryChannel.Sms || attempt.Topic.SenderIds.Count == 0)
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

    private static RenderedMessage End(RenderedMessage message, RuleClosing rule, string closing, string before) => message with
    {
        Text = Says(message.Text, rule, closing) ? message.Text : message.Text.TrimEnd() + before + closing,
        Html = message.Html is not { } html || Says(html, rule, closing) ? message.Html : EndHtml(html, WebUtility.HtmlEncode(closing)),
    };

    private static bool Says(string text, RuleClosing rule, string closing) =>
        text.Contains(closing, StringComparison.Ordinal) || (rule.Contains is not null && rule.IsIn(text));

    private static string EndHtml(string html, string closing)
    {
        var end = html.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        return html.Insert(end < 0 ? html.Length : end, $"<p>{closing}</p>");
    }
}
