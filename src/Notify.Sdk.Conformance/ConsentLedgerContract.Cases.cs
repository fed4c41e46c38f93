using NodaTime;
using Notify.Sdk.Consents;

namespace Notify.Sdk.Conformance;

// The decisions that a ledger refuses.
public abstract partial class ConsentLedgerContract
{
    /// <summary>What makes another decision of one with the same id, and how that is called.</summary>
    public static TheoryData<string, Func<ConsentRecord, ConsentRecord>> OtherContent => new()
    {
        { "status", r => r with { Status = ConsentStatus.Withdrawn } },
        { "address", r => r with { Address = Ben } },
        { "scope", r => r with { Scope = ConsentScope.AllMarketing } },
        { "channel", r => r with { Channel = DeliveryChannel.Email } },
        { "brand", r => r with { Brand = "Acme" } },
        { "time", r => r with { OccurredAt = r.OccurredAt - Duration.Epsilon } },
        { "end", r => r with { ExpiresAt = Samples.Now + Duration.FromDays(300) } },
        { "terms", r => r with { Disclosure = new() { Text = "Other words.", Topics = ["offers"] } } },
        { "account", r => r with { Account = new("acc-8") } },
    };

    /// <summary>Words of the refusal, divided by asterisks, and what makes a decision that could never count.</summary>
    public static TheoryData<string, Func<ConsentRecord, ConsentRecord>> Meaningless => new()
    {
        { "*topic 'ofers' is not registered*bills, news, offers*", r => r with { Scope = ConsentScope.Of("ofers") } },
        { "*no scope*", r => r with { Scope = null! } },
        { "*none of kind email*", r => r with { Address = new(AddressKind.Email, "nobody") } },
        { "*none of kind phone*", r => r with { Address = new(AddressKind.Phone, "555") } },
        { "*none of kind telegram*", r => r with { Address = new(AddressKind.Telegram, "@ana") } },
        { "*none of kind unknown*", r => r with { Address = default } },
        { "*channel sms does not reach*", r => r with { Channel = DeliveryChannel.Sms } },
        { "*no topic has the brand 'Acne'*Acme*", r => r with { Brand = "Acne" } },
        { "*status 77*", r => r with { Status = (ConsentStatus)77 } },
        { "*no id*", r => r with { Id = " " } },
        { "*erasure/*", r => r with { Id = "erasure/2" } },
    };
}
