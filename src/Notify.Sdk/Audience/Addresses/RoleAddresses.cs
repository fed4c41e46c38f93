using System.Collections.Frozen;

namespace Notify.Sdk.Audience;

/// <summary>
/// Addresses of a function rather than of a person, such as <c>info@</c>. They receive, and they never link two accounts:
/// all who work there may share them. Thread-safe.
/// </summary>
/// <remarks>Only the whole local part counts: <c>sales.anna@</c> is a person.</remarks>
public static class RoleAddresses
{
    private static readonly FrozenSet<string> Defaults = new[]
    {
        // RFC 2142
        "info", "marketing", "sales", "support", "abuse", "noc", "security", "postmaster", "hostmaster", "usenet", "news",
        "webmaster", "www", "uucp", "ftp",
        // the same in practice
        "office", "admin", "administrator", "administration", "contact", "contactus", "contact-us", "hello", "mail", "email",
        "enquiries", "enquiry", "inquiries", "inquiry", "help", "helpdesk", "service", "services", "customerservice",
        "customer-service", "customercare", "customer-care", "team", "staff", "reception", "frontdesk", "front-desk",
        "billing", "invoice", "invoices", "accounts", "accounting", "accountspayable", "accounts-payable", "payments",
        "finance", "payroll", "hr", "jobs", "careers", "recruiting", "orders", "order", "purchasing", "procurement",
        "booking", "bookings", "reservations", "appointments", "scheduling", "dispatch", "shipping", "returns", "warranty",
        "parts", "press", "media", "legal", "privacy", "compliance", "dpo", "root", "it", "feedback", "newsletter",
        "subscribe", "unsubscribe", "everyone", "all",
        // German, French, Spanish, Italian
        "kontakt", "buero", "büro", "verwaltung", "zentrale", "rechnung", "rechnungen", "buchhaltung", "vertrieb",
        "bestellung", "bewerbung", "contacto", "ventas", "administracion", "facturacion", "facturation", "comptabilite",
        "accueil", "commercial", "contatti", "ufficio", "amministrazione", "segreteria",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> DefaultsBySpan =
        Defaults.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The local parts that are roles by default, in lower case.</summary>
    public static IReadOnlySet<string> DefaultLocalParts => Defaults;

    /// <summary>Whether an address is a role by default. Does not allocate.</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public static bool IsRole(EmailAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return IsRole(address.LocalPartSpan);
    }

    /// <summary>Whether an address is a role by a list of one's own, which replaces the default one.</summary>
    /// <param name="address">The address.</param>
    /// <param name="localParts">Local parts without quotes, in lower case. Empty: no address is a role.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static bool IsRole(EmailAddress address, IReadOnlySet<string> localParts)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(localParts);
        return localParts.Contains(BlockedAddresses.Unquoted(address.LocalPartSpan).ToString().ToLowerInvariant());
    }

    /// <summary>The same for the local part of a deliverable form that has not become an object.</summary>
    internal static bool IsRole(ReadOnlySpan<char> localPart) =>
        DefaultsBySpan.Contains(BlockedAddresses.Unquoted(localPart));
}
