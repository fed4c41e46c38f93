namespace Notify.Sdk.Audience;

/// <summary>What a column of a contact file holds.</summary>
internal enum CsvFieldKind : byte
{
    AccountId,
    Source,
    PersonId,
    Name,
    FirstName,
    LastName,
    Email,
    Emails,
    EmailVerifiedAt,
    Phone,
    Phones,
    PhoneVerifiedAt,
    Handle,
    HandleVerifiedAt,
    Language,
    Country,
    Region,
    PostalCode,
    TimeZone,
    QuietFrom,
    QuietTo,
    Channels,
    LastConfirmed,
    BirthDate,
    Attribute,
    AttributesAsOf,
}

/// <summary>A field, and which one where there are several.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Number">For addresses: the number in the header, <c>email</c> being 1.</param>
/// <param name="Network">For handles.</param>
/// <param name="Label">For attributes: the name; for a channel order: the topic, <c>*</c> for all.</param>
internal readonly record struct CsvField(CsvFieldKind Kind, int Number = 0, SocialNetwork Network = default, string Label = "");
