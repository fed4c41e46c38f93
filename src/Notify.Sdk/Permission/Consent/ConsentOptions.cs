using Microsoft.Extensions.Options;
using NodaTime;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Consents;

/// <summary>How long consents last that nobody expressed, and how confirmations are signed. Set with <c>ConfigureConsent</c>.</summary>
public sealed class ConsentOptions
{
    /// <summary>
    /// How long a consent of a basis lasts after the date of its event, when the record sets no earlier end. Default: two
    /// years after a purchase, six months after an inquiry (Canada, CASL s. 10(10)); the others do not lapse. Calendar
    /// periods, counted in UTC.
    /// </summary>
    public IDictionary<ConsentBasis, Period> ImpliedLasts { get; } = new Dictionary<ConsentBasis, Period>
    {
        [ConsentBasis.ImpliedPurchase] = Period.FromYears(2),
        [ConsentBasis.ImpliedInquiry] = Period.FromMonths(6),
    };

    /// <summary>
    /// Whether the people on the lists gave their phone numbers themselves, for matters of this business. In the United States that is an
    /// express consent to informational texts and automated calls, which need one (47 CFR 64.1200(a)(1)); marketing is not meant. Default
    /// false: such a message needs a record.
    /// </summary>
    public bool PeopleGaveTheirNumbers { get; set; }

    /// <summary>
    /// Ids of rules of the law packs that relax another one and that this sender may use, for example <c>EU-13-2</c>. Default: none. An id
    /// that is no such rule is refused at start-up.
    /// </summary>
    public ISet<string> Exemptions { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// The trades of this sender for which some laws have rules of their own, in the words of the law packs, for example
    /// <c>charities</c> or
    /// <c>financial services</c>. Default: none. A word that no rule has is refused at start-up.
    /// </summary>
    public ISet<string> Sectors { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// Ids of rules that ask the sender to be registered, or to record consents with an authority, and that this sender has done, for
    /// example
    /// <c>AU-SENDERID</c>. Default: none, and decisions note the duty. An id that is no such rule is refused at start-up.
    /// </summary>
    public ISet<string> Registrations { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>
    /// Secrets that sign confirmation tokens, at least 32 bytes each: the first signs, all are accepted, so that a key can be
    /// changed without breaking links that are under way. Default: none, and no tokens.
    /// </summary>
    public IList<byte[]> ConfirmationKeys { get; } = [];

    /// <summary>How long a confirmation token is good. Default 48 hours, at most 31 days.</summary>
    public TimeSpan ConfirmationValidFor { get; set; } = TimeSpan.FromHours(48);
}

/// <summary>Refuses options that cannot mean what was meant.</summary>
internal sealed class ConsentOptionsValidator : IValidateOptions<ConsentOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsentOptions options)
    {
        List<string> faults = [];
        foreach (var key in options.ConfirmationKeys)
        {
            if (key is null || key.Length < ConsentToken.ShortestKey)
                faults.Add($"A confirmation key has {key?.Length ?? 0} bytes; it needs at least {ConsentToken.ShortestKey} random ones.");
        }

        if (options.ConfirmationValidFor <= TimeSpan.Zero || options.ConfirmationValidFor > TimeSpan.FromDays(31))
            faults.Add($"ConsentOptions.ConfirmationValidFor is {options.ConfirmationValidFor}; use more than 0 and at most 31 days.");
        foreach (var (basis, period) in options.ImpliedLasts)
        {
            if (period is null || period.HasTimeComponent || period.Years < 0 || period.Months < 0 || period.Weeks < 0 || period.Days < 0)
                faults.Add($"ConsentOptions.ImpliedLasts[{basis}] is {period}; use years, months, weeks or days, none of them negative.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
