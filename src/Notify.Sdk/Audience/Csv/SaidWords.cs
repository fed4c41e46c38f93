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
        "sim", "verdadeiro", "tak", "prawda", "waar", "granted", "accepted");

    private static readonly FrozenSet<string> No = Set(
        "no", "n", "false", "f", "0", "0.0", "off", "unchecked", "nein", "falsch", "non", "faux", "falso", "não", "nao", "nie", "nee",
        "onwaar", "fałsz",
        "never", "denied", "declined", "refused");

    private static readonly FrozenSet<string> Out = Set(
        "unsubscribed", "unsubscribe", "opted out", "opt out", "optout", "stop", "withdrawn", "revoked", "do not call", "do not contact",
        "abgemeldet",
        "widerrufen", "gesperrt", "désabonné", "désabonnée", "désinscrit", "dado de baja", "de baja", "baja", "disiscritto", "annullato",
        "descadastrado",
        "afgemeld", "uitgeschreven", "wypisany", "zrezygnował", "complained", "spam", "blacklisted", "blocked", "suppressed", "global");

    private static readonly FrozenSet<string> In = Set(
        "subscribed", "opted in", "opt in", "optin", "active", "confirmed", "angemeldet", "bestätigt", "abonné", "abonnée", "inscrit",
        "suscrito", "iscritto",
        "inscrito", "aangemeld", "ingeschreven", "zapisany");

    private static readonly FrozenSet<string> Bounced = Set(
        "cleaned", "bounced", "bounce", "hard bounce", "hard bounced", "hardbounce", "undeliverable", "invalid");

    private static readonly FrozenSet<string> Neither = Set(
        "not subscribed", "non subscribed", "nonsubscribed", "pending", "unconfirmed", "unknown", "transactional", "archived", "redacted",
        "not set", "not specified");

    // Said of a list that somebody left, and hardly of anything else.
    private static readonly FrozenSet<string> LeftAList = Set(
        "unsubscribed", "unsubscribe", "opted out", "optedout", "optout", "do not call", "do not contact", "do not mail", "do not email",
        "abgemeldet", "ausgetragen", "désabonné", "désabonnée", "désinscrit", "désinscrite", "dado de baja", "dada de baja", "disiscritto",
        "disiscritta", "descadastrado", "descadastrada", "afgemeld", "uitgeschreven", "wypisany", "wypisana");

    private static readonly FrozenSet<string> CameBack = Set("cleaned", "bounced", "hard bounce", "hard bounced", "hardbounced");

    /// <summary>What the state of a contact says, in which any other word may stand.</summary>
    public static Said ReadStatus(string text)
    {
        var word = Fold(text);
        return new(LeftAList.Contains(word) ? ContactAnswer.No : CameBack.Contains(word) ? ContactAnswer.Bounced : null);
    }

    /// <summary>What a cell says; null when it cannot be understood.</summary>
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
        if (Out.Contains(word))
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
            _ => null,
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
