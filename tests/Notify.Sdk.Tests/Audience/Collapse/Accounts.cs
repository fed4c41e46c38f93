using NodaTime;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>Accounts as the normaliser would make them, in one line each.</summary>
internal static class Accounts
{
    public static Account Account(string id, string? name = null, string? email = null, string? phone = null, string source = "") =>
        new Account { Ref = new(id, source), Name = name }
            .Has(AddressKind.Email, email)
            .Has(AddressKind.Phone, phone);

    public static Account Has(this Account account, AddressKind kind, string? value, bool verified = false, bool links = true) =>
        value is null ? account : account with { Addresses = [.. account.Addresses, Address(kind, value, verified, links)] };

    public static Account Verified(this Account account) =>
        account with { Addresses = [.. account.Addresses.Select(a => a with { VerifiedAt = Instant.FromUnixTimeSeconds(0) })] };

    public static Address Address(AddressKind kind, string value, bool verified = false, bool links = true) => new()
    {
        Key = new(kind, value),
        Deliverable = value,
        VerifiedAt = verified ? Instant.FromUnixTimeSeconds(0) : null,
        Links = links,
    };

    /// <summary>The outcome as text: <c>a b | c</c>.</summary>
    public static string Partition(this IEnumerable<Person> people) =>
        string.Join(" | ", people.Select(p => string.Join(' ', p.Accounts.Select(a => a.Ref))));

    public static string Text(this IEnumerable<MergeRefusal> refusals) =>
        string.Join(" | ", refusals.Select(r => $"{(int)r.Level} {r.Guard}: {string.Join(' ', r.Accounts)}"));

    public static string Text(this Person person) =>
        $"{string.Join(' ', person.Accounts.Select(a => a.Ref))} <- "
        + string.Join(", ", person.Links.Select(l => $"{l.From}-{l.To} {(int)l.Level} {l.Via?.Value} {l.Names}"))
        + $" [{string.Join(' ', person.SharedAddresses.Select(a => a.Value))}]";
}
