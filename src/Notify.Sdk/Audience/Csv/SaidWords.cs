using System.Collections.Frozen;
using NodaTime;

namespace Notify.Sdk.Audience;

/// <summary>What a cell says about somebody's permission.</summary>
/// <param name="Answer">The answer; null when the cell says nothing either way.</param>
/// <param name="At">When, where the cell is a date.</param>
internal readonly record struct Said(ContactAnswer? Answer, Instant? At = null);

/// <summary>Reads yes and no as lists write them, in the languages whose headers are known.</summary>
internal static class SaidWords
{
    public const string Problem = "Expected yes, no or a date, and cannot tell whether the person opted out.";

    public const string Remedy =
        "Write yes, no, or the day of the opt-out; or leave the column out with an empty mapping if it says nothing of the kind.";

    private static readonly FrozenSet<string> Yes = Set(
        "yes", "y", "true", "t", "1", "1.0", "x", "on", "✓", "✔", "checked", "ja", "j", "wahr", "oui", "o", "vrai", "si", "sí", "sì", "s",
        "verdadero", "vero",
        "sim", "verdadeiro", "tak", "prawda", "waar", "granted", "accepted", "☑", "✅", "enabled");

    private static readonly FrozenSet<string> No = Set(
        "no", "n", "false", "f", "0", "0.0", "off", "unchecked", "nein", "falsch", "non", "faux", "falso", "não", "nao", "nie", "nee",
        "onwaar", "fałsz",
        "never", "denied", "declined", "refused", "none", "☐", "⬜", "disabled", "keine", "kein", "inactive");

    // Of permissions alone; what else says it stands in LeftAList and Doubtful.
    private static readonly FrozenSet<string> Out = Set("global", "✗", "✘", "☒", "❌");

    private static readonly FrozenSet<string> In = Set(
        "subscribed", "opted in", "opt in", "optin", "active", "confirmed", "angemeldet", "bestätigt", "abonné", "abonnée", "inscrit",
        "suscrito", "iscritto",
        "inscrito", "aangemeld", "ingeschreven", "zapisany");

    private static readonly FrozenSet<string> Bounced = Set(
        "cleaned", "bounced", "bounce", "hard bounce", "hard bounced", "hardbounce", "undeliverable", "invalid");

    private static readonly FrozenSet<string> Neither = Set(
        "not subscribed", "non subscribed", "nonsubscribed", "pending", "unconfirmed", "unknown", "transactional", "archived", "redacted",
        "not set", "not specified");

    // Beginnings of what is said of a list that somebody left, in whatever form: "unsubscribed by admin", "désinscrite".
    private static readonly string[] LeftAList =
        [.. new[]
        {
            "unsub", "opted out", "optedout", "opt out", "optout", "not opted in", "never subscribed", "no longer subscribed",
                "do not call",
            "do not contact", "do not mail", "do not email", "do not text", "dnc", "complain", "abgemeldet", "ausgetragen", "abbestellt",
            "nicht abonniert", "keine werbung", "werbesperre", "désabonn", "désinscri", "dado de baja", "dada de baja", "desuscrit",
                "disiscritt",
            "descadastrad", "afgemeld", "uitgeschreven", "wypisan", "zrezygnowa",
        }.Select(Fold)];

    // May say that somebody left a list, and as often something else.
    private static readonly FrozenSet<string> Doubtful = Set(
        "stop", "spam", "blocked", "blacklisted", "suppressed", "removed", "gesperrt", "gekündigt", "gelöscht", "baja", "de baja",
            "cancellato",
        "annullato", "cancelled", "canceled", "revoked", "widerrufen", "withdrawn");

    private static readonly FrozenSet<string> CameBack = Set("cleaned", "bounced", "hard bounce", "hard bounced", "hardbounced");

    /// <summary>What the state of a contact says, in which any other word may stand; null where a word may say no.</summary>
    public static Said? ReadStatus(string text)
    {
        var word = Fold(text);
        if (Doubtful.Contains(word))
            return null;
        return new(IsOut(word) ? ContactAnswer.No : CameBack.Contains(word) ? ContactAnswer.Bounced : null);
    }

    private static bool IsOut(string word) => Array.Exists(LeftAList, s => word.StartsWith(s, StringComparison.Ordinal));

    /// <summary>What a cell says; null when it cannot be understood. Anything but a no in a column of opt-outs is one.</summary>
    /// <param name="text">The cell.</param>
    /// <param name="isOptOut">Whether the column asks for an opt-out, so that a yes is a no.</param>
    /// <param name="dates">Reads dates of the file.</param>
    public static Said? Read(string text, bool isOptOut, CsvDates dates)
    {
        var word = Fold(text);
        if (Yes.Contains(word))
            return new(isOptOut ? ContactAnswer.No : ContactAnswer.Yes);
        if (No.Contains(word))
            return new(isOptOut ? null : ContactAnswer.No);
        if (Out.Contains(word) || Doubtful.Contains(word) || IsOut(word))
            return new(ContactAnswer.No);
        if (In.Contains(word))
            return new(isOptOut ? null : ContactAnswer.Yes);
        if (Bounced.Contains(word))
            return new(ContactAnswer.Bounced);
        if (Neither.Contains(word))
            return new(null);
        return dates.Read(text, out var at) switch
        {
            CsvAnswer.Good => new(isOptOut ? ContactAnswer.No : ContactAnswer.Yes, at),
            CsvAnswer.Ambiguous => new(isOptOut ? ContactAnswer.No : ContactAnswer.Yes), // the day is not known; what it says is
            _ => isOptOut ? new(ContactAnswer.No) : null, // whatever stands in a column of those who left: better one too many
        };
    }

    /// <summary>What a cell says of messages that came back, in which any reason stands.</summary>
    public static Said ReadBounce(string text, CsvDates dates) =>
        No.Contains(Fold(text)) ? new(null) : new(ContactAnswer.Bounced, dates.Instant(text));

    private static FrozenSet<string> Set(params string[] words) => words.Select(Fold).ToFrozenSet(StringComparer.Ordinal);

    private static string Fold(string text)
    {
        var word = text.Trim().ToLowerInvariant().Replace('_', ' ').Replace('-', ' ');
        return word.StartsWith("email ", StringComparison.Ordinal) ? word[6..] : word;
    }
}
