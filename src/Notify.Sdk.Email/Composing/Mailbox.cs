using Notify.Sdk.Audience;

namespace Notify.Sdk.Email.Composing;

/// <summary>Somebody who sends or receives: an address and, if known, a name (RFC 5322 section 3.4). Immutable.</summary>
/// <param name="Address">
/// Local part and domain without angle brackets, at most 254 octets. A UTF-8 local part makes the message need SMTPUTF8
/// (RFC 6531); a UTF-8 domain is written in its A-label form.
/// </param>
/// <param name="DisplayName">The name that mail programs show, any Unicode text without line breaks; empty for none.</param>
internal sealed record Mailbox(string Address, string DisplayName = "")
{
    /// <summary>The address as read, once; null when it cannot be.</summary>
    public EmailAddress? Parsed { get; } = AddressSyntax.Read(Address, out _);

    /// <summary>What is wrong with the address, a sentence without it.</summary>
    public string Problem => AddressSyntax.Read(Address, out var problem) is null ? problem : "";

    /// <summary>The word "mailbox"; neither address nor name.</summary>
    public override string ToString() => "mailbox";
}
