using System.Globalization;
using NodaTime;
using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Tracking;

/// <summary>One message on its way through.</summary>
/// <param name="Reply">As it came.</param>
/// <param name="Address">Whose it is.</param>
/// <param name="Reading">What it says.</param>
/// <param name="Sender">The further brand that it was written to; null for the first one, and where nobody knows.</param>
/// <param name="Id">Names the message by provider and id: the same message makes the same records.</param>
/// <param name="At">When it first came.</param>
/// <param name="IsRepeat">Whether it came before.</param>
internal sealed record InboundMessage(InboundReply Reply, AddressKey Address, ReplyReading Reading, ReplySender? Sender, string Id,
    Instant At, bool IsRepeat)
{
    private const int LongestEvidence = 500;

    /// <summary>
    /// The brand that a word of it concerns; empty for all: the first brand's people wrote to us, and "stop all" is said to all.
    /// </summary>
    public string Brand => Sender is null || Reading.Scope == ReplyScope.Everything ? "" : Sender.Brand;

    /// <summary>
    /// The occasion of an answer that is worth no more than one an hour, so that nobody makes us write as often as they like: who writes
    /// again within it was answered.
    /// </summary>
    public string OfHour => string.Create(CultureInfo.InvariantCulture,
        $"{Address.Kind}\n{Address.Value}\n{Sender?.Brand}\n{Reading.Kind}\n{At.ToUnixTimeSeconds() / 3600}");

    /// <summary>For reasons.</summary>
    public string OfBrand => Brand.Length == 0 ? "" : $" from {Brand}";

    /// <summary>For the ledger only; never logged.</summary>
    public string Evidence { get; } =
        $"{Reply.Channel} reply to {Reply.Provider}, rule {Reading.Rule}: "
        + $"\"{(Reply.Text.Length > LongestEvidence ? Reply.Text[..LongestEvidence] : Reply.Text)}\".";

    public Revocation How(Instant now) =>
        new()
        {
            Method = "reply",
            RawWords = Reply.Text.Length > LongestEvidence ? Reply.Text[..LongestEvidence] : Reply.Text,
            MatchedRule = Reading.Rule,
            HonouredAt = now
        };

    public string DoubtSince(Instant since) => $"{Address.Kind}\n{Address.Value}\n{since.ToUnixTimeTicks()}";

    public override string ToString() => Reply.ToString();
}
