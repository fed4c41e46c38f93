namespace Notify.Sdk.Audience;

/// <summary>Mailboxes by the rules of <see cref="EmailAddress"/>.</summary>
internal sealed class EmailReader : IAddressReader
{
    public AddressReading Read(string text, string? country)
    {
        if (!EmailAddress.TryParse(text, out var email, out var error))
            return AddressReading.Refused(error.Describe());
        return BlockedAddresses.IsBlocked(email)
            ? AddressReading.Refused("It is a placeholder that nobody reads.")
            : AddressReading.Of(email.Identity, email.Deliverable);
    }

    public string Mask(string identity) => Audience.Mask.Email(identity);
}
