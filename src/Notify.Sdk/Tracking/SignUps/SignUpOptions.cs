using System.ComponentModel.DataAnnotations;

namespace Notify.Sdk.Tracking;

/// <summary>How sign-ups are confirmed.</summary>
public sealed class SignUpOptions
{
    /// <summary>The sender that people know; the confirmation names it. Required, 1 to 60 characters.</summary>
    [Required, StringLength(60, MinimumLength = 1)]
    public string Brand { get; set; } = "";

    /// <summary>
    /// Makes the link of a token: a page with one button, whose POST calls <c>ConsentConfirmation.ConfirmAsync</c>. Must give the same
    /// link for the same token. Required.
    /// </summary>
    [Required]
    public Func<string, Uri>? Link { get; set; }

    /// <summary>Language of the confirmation when that of the form is not known or has no text. Default <c>en</c>.</summary>
    [Required]
    public string DefaultLanguage { get; set; } = "en";

    /// <summary>
    /// Texts of your own, by language; <c>{{brand}}</c> and <c>{{link}}</c> are filled in. Shipped are en, fr, de and es. No
    /// advertising: it
    /// passes a stop because it is none.
    /// </summary>
    public IDictionary<string, string> Texts { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
}
