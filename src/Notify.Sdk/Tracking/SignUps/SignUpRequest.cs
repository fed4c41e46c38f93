using Notify.Sdk.Consents;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Tracking;

/// <summary>Somebody has just asked, on a form of yours, to get messages at an address. Personal data; its text does not show it.</summary>
public sealed record SignUpRequest
{
    /// <summary>
    /// Names the request, 1 to 200 characters, once: the same form sent twice has the same. It outlives erasure, so no personal data.
    /// </summary>
    public required string RequestId { get; init; }

    /// <summary>The address that was typed; the confirmation goes there and nowhere else.</summary>
    public required RawAddress Address { get; init; }

    /// <summary>What they asked for.</summary>
    public required ConsentScope Scope { get; init; }

    /// <summary>The channel that the consent will be for; null for all of the address.</summary>
    public DeliveryChannel? Channel { get; init; }

    /// <summary>The sender that the consent will be for; empty for all.</summary>
    public string Brand { get; init; } = "";

    /// <summary>What it rests on and what proves it, for the consent that the confirmation will bring.</summary>
    public GrantDetails Details { get; init; } = new();

    /// <summary>BCP 47 tag of the language of the form; null for <see cref="SignUpOptions.DefaultLanguage"/>.</summary>
    public string? Language { get; init; }

    /// <summary>The request; no address.</summary>
    public override string ToString() => $"sign-up {RequestId} for {Scope}";
}

/// <summary>What became of a request.</summary>
public enum SignUpResult : byte
{
    /// <summary>The confirmation is on its way; nothing else is sent before the person used its link.</summary>
    Asked,

    /// <summary>The same request came before; nothing is sent again.</summary>
    AlreadyAsked,

    /// <summary>
    /// No confirmation: the reasons say why. Show the person the same page as always, so that nobody learns who is on your list.
    /// </summary>
    Refused,
}

/// <summary>What became of a request. Holds no address.</summary>
/// <param name="Result">The outcome.</param>
/// <param name="Reasons">Why.</param>
public sealed record SignUpOutcome(SignUpResult Result, IReadOnlyList<Reason> Reasons);

/// <summary>
/// Double opt-in for people who ask, also for those who had stopped everything: the confirmation is the one message that passes
/// their stop, to the address that they typed, for what they asked, and not again after a new no. Thread-safe.
/// </summary>
public interface ISignUps
{
    /// <summary>
    /// Records the request as a consent that waits, and sends the link that confirms it. At most one confirmation in 24 hours and three
    /// in 30 days go to an address, whoever asks.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The address cannot be read, or a field that could never count; see <see cref="ConsentIntake"/>.
    /// </exception>
    /// <exception cref="NotifyException">The request id was used for another address or scope, or no key signs confirmations.</exception>
    Task<SignUpOutcome> AskAsync(SignUpRequest request, CancellationToken cancellationToken = default);
}
