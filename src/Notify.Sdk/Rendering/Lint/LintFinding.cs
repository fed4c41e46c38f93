namespace Notify.Sdk.Rendering;

/// <summary>Stable codes of what <see cref="TemplateLinter"/> finds; explained in <c>docs/templates.md</c>.</summary>
public static class LintCodes
{
    /// <summary>A word that providers and phones act on is asked for as an answer to business.</summary>
    public const string ReservedWord = "lint.reserved-word";

    /// <summary>A digit is offered as the way to opt out.</summary>
    public const string NumericOptOut = "lint.numeric-opt-out";

    /// <summary>A marketing text message does not say how to stop.</summary>
    public const string NoOptOut = "lint.no-opt-out";

    /// <summary>A marketing mail shows no way to unsubscribe.</summary>
    public const string NoUnsubscribe = "lint.no-unsubscribe";

    /// <summary>Words of advertising in a topic that needs no consent, because it is not advertising.</summary>
    public const string MarketingWords = "lint.marketing-words";

    /// <summary>The text needs more segments than allowed.</summary>
    public const string TooManySegments = "lint.too-many-segments";

    /// <summary>A few characters force the whole text into UCS-2, which more than doubles its segments.</summary>
    public const string ForcesUcs2 = "lint.forces-ucs2";

    /// <summary>The text message does not say who sends it.</summary>
    public const string NoBrand = "lint.no-brand";
}

/// <summary>One thing that <see cref="TemplateLinter"/> would have otherwise.</summary>
/// <param name="Code">One of <see cref="LintCodes"/>.</param>
/// <param name="Topic">The topic.</param>
/// <param name="Channel">The template's channel.</param>
/// <param name="Language">The template's language.</param>
/// <param name="Part"><c>subject</c>, <c>text</c>, <c>html</c>, or <c>button 1</c> and so on.</param>
/// <param name="Offset">Position in the source of that part, from 0, in UTF-16 units; null when it is about the whole.</param>
/// <param name="Help">What is wrong, and what to do.</param>
public sealed record LintFinding(string Code, string Topic, DeliveryChannel Channel, string Language, string Part, int? Offset, string Help)
{
    /// <summary>Place, code and help on one line.</summary>
    public override string ToString() =>
        $"{Code}: topic '{Topic}', {Channel} template '{Language}', {Part}{(Offset is { } at ? $" at {at}" : "")}: {Help}";
}
