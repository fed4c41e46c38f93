using Notify.Sdk.Email.Composing;
using Notify.Sdk.Email.Dkim;

namespace Notify.Sdk.Email;

/// <summary>Says what is wrong with the sender's part of options, without repeating an address.</summary>
internal static class SenderCheck
{
    /// <summary>The options, for transports that are made without a host.</summary>
    public static T Checked<T>(IOptions<T> options, IValidateOptions<T> validator) where T : MailOptions
    {
        ArgumentNullException.ThrowIfNull(options);
        var check = validator.Validate(Options.DefaultName, options.Value);
        return check.Failed ? throw new OptionsValidationException(Options.DefaultName, typeof(T), check.Failures) : options.Value;
    }

    /// <summary>Success, or what is wrong; of options with a name that too.</summary>
    public static ValidateOptionsResult Result(string? name, IEnumerable<string?> failures) =>
        failures.OfType<string>().Select(f => string.IsNullOrEmpty(name) ? f : $"'{name}': {f}").ToList() is { Count: > 0 } wrong
            ? ValidateOptionsResult.Fail(wrong)
            : ValidateOptionsResult.Success;

    /// <summary>Everything that is wrong with it; type is the name of its class.</summary>
    public static IEnumerable<string?> Failures(MailOptions options, string type) =>
    [
        Address($"{type}.From", options.From, required: true), Address($"{type}.ReplyTo", options.ReplyTo, required: false),
        options.FromName is { } name && name.AsSpan().ContainsAny('\r', '\n', '\0')
            ? $"{type}.FromName: expected a name on one line, but it holds a line break or a NUL character. Take it out."
            : null,
        .. DkimOptionsCheck.Failures(options.Dkim, $"{type}.From", options.From),
    ];

    /// <summary>Null when the address can stand in a message of ours; property is such as <c>SmtpOptions.From</c>.</summary>
    public static string? Address(string property, string? address, bool required)
    {
        var start = $"{property}: expected an address such as news@example.com";
        if (string.IsNullOrEmpty(address))
            return required || address is not null ? $"{start}, but it is empty. Set {property}." : null;

        return AddressSyntax.Read(address, out var problem) is not { } read
            ? $"{start}. {problem} Give the address alone, without a name and angle brackets."
            : AddressSyntax.IsDotAtom(read.Domain) ? null
            : $"{start}, but its domain is an IP address. Name the domain that the Message-ID shall carry.";
    }
}
