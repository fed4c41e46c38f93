namespace Notify.Sdk.Permission;

/// <summary>What rules tell apart in whoever is told, besides the place.</summary>
[Flags]
internal enum RecipientTraits : byte
{
    None = 0,

    /// <summary>May be a consumer.</summary>
    Consumer = 1,

    /// <summary>May be a business.</summary>
    Business = 2,

    /// <summary>The number receives no texts.</summary>
    Landline = 4,
}

internal static class Recipient
{
    /// <summary>Links between accounts only take away: what any account may be counts.</summary>
    public static RecipientTraits Of(in Attempt attempt)
    {
        var traits = RecipientTraits.None;
        var accounts = attempt.Person.Accounts;
        for (var i = 0; i < accounts.Count; i++)
        {
            traits |= accounts[i].Kind switch
            {
                ContactKind.Consumer => RecipientTraits.Consumer,
                ContactKind.Business => RecipientTraits.Business,
                _ => RecipientTraits.Consumer | RecipientTraits.Business,
            };
        }

        if (attempt.Channel == DeliveryChannel.Voice && !attempt.Address.SmsCapable)
            traits |= RecipientTraits.Landline;
        return traits;
    }

    public static bool MayBe(this RecipientTraits traits, ContactKind? kind) => kind switch
    {
        ContactKind.Consumer => (traits & RecipientTraits.Consumer) != 0,
        ContactKind.Business => (traits & RecipientTraits.Business) != 0,
        _ => true,
    };
}
