using System.Collections.Frozen;

namespace Notify.Sdk.Audience;

/// <summary>Which form a file has.</summary>
internal static class ContactForms
{
    private static readonly Lazy<FrozenSet<string>> AllHeaders = new(
        () => ContactForm.BuiltIn.SelectMany(f => f.Headers).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>Whether a form of the library has a header, by its key.</summary>
    public static bool Knows(string key) => AllHeaders.Value.Contains(key);

    /// <summary>
    /// The form that is named, or else the one that knows most of the headers, those of the application first; null for a list in no
    /// form that is known.
    /// </summary>
    /// <exception cref="NotifyException">A form is named that there is not.</exception>
    public static ContactForm? Recognise(IReadOnlyList<string> headers, ContactCsvOptions options)
    {
        var all = options.Forms.Concat(ContactForm.BuiltIn);
        if (options.Form is { } name)
        {
            if (name.Length == 0)
                return null;
            return all.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase))
                ?? throw new NotifyException(
                    $"ContactCsvOptions.Form is '{name}', and there is no such form. There are "
                    + $"{string.Join(", ", all.Select(f => f.Name))}; empty for none.");
        }

        var keys = headers.Select(HeaderKey.Of).Where(k => k.Length > 0).ToHashSet(StringComparer.Ordinal);
        return all.Select(form => (Form: form, Fit: form.Fit(keys))).Where(f => f.Fit > 0).OrderByDescending(f => f.Fit).FirstOrDefault()
            .Form;
    }
}
