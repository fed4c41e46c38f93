using Microsoft.Extensions.Options;
using Notify.Sdk.Smtp.Dkim;
using Notify.Sdk.Smtp.Mime;

namespace Notify.Sdk.Smtp;

/// <summary>Says everything that is wrong with the options at once, without repeating an address.</summary>
internal sealed class PickupDirectoryOptionsValidator : IValidateOptions<PickupDirectoryOptions>
{
    public ValidateOptionsResult Validate(string? name, PickupDirectoryOptions options)
    {
        string[] failures =
        [
            .. new[]
            {
                DirectoryFailure(options.Directory),
                AddressFailure(nameof(options.From), options.From, required: true),
                AddressFailure(nameof(options.ReplyTo), options.ReplyTo, required: false),
                NameFailure(options.FromName),
                AlignmentFailure(options.Dkim, options.From),
            }.OfType<string>(),
            .. options.Dkim is null ? [] : DkimOptionsCheck.Failures(options.Dkim),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static string? DirectoryFailure(string? directory)
    {
        const string Expected = "PickupDirectoryOptions.Directory: expected the path of a folder, but ";
        return string.IsNullOrWhiteSpace(directory) ? $"{Expected}it is empty. Set it in AddPickupDirectory(o => o.Directory = ...)."
            : directory.Contains('\0', StringComparison.Ordinal) ? $"{Expected}it holds a NUL character. Take it out."
            : File.Exists(directory) ? $"{Expected}a file is there. Name a folder, or one that does not exist yet."
            : null;
    }

    private static string? AddressFailure(string property, string? address, bool required)
    {
        var start = $"PickupDirectoryOptions.{property}: expected an address such as news@example.com, but ";
        if (string.IsNullOrEmpty(address))
        {
            return required || address is not null ? $"{start}it is empty. Set it in AddPickupDirectory(o => o.{property} = ...)." : null;
        }

        return AddressSyntax.TryRead(address, out _, out var domain, out var problem)
            ? DomainFailure(start, domain)
            : $"{start}{problem}. Give the address alone, without a name and angle brackets.";
    }

    private static string? DomainFailure(string start, string domain) => AddressSyntax.IsDotAtom(domain)
        ? null
        : $"{start}its domain is an IP address. Name the domain that the Message-ID shall carry.";

    private static string? NameFailure(string? fromName) => fromName is not null && fromName.AsSpan().ContainsAny('\r', '\n', '\0')
        ? "PickupDirectoryOptions.FromName: expected a name on one line, but it holds a line break or a NUL character. Take it out."
        : null;

    // A signature of a stranger says nothing about the sender (DMARC).
    private static string? AlignmentFailure(DkimOptions? dkim, string? from) =>
        dkim is not null && DkimOptionsCheck.TryReadDomain(dkim.Domain, out _) && AddressSyntax.TryRead(from ?? "", out _, out var sender, out _) && !DkimOptionsCheck.Aligns(dkim.Domain, sender)
            ? "DkimOptions.Domain: expected the domain of PickupDirectoryOptions.From or one above it, but it is another one. Receivers compare the two."
            : null;
}
