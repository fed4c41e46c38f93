using System.Globalization;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Rendering;

/// <summary>
/// Refuses a route for which there are no words: no template in an acceptable language, a variable without a value, a
/// value that is too old. Said while planning, with the names; never "Dear {{name}}".
/// </summary>
internal sealed class WordsGate(TemplateLibrary library, LawfulWords law) : ISendGate
{
    private const string Rule = "rendering/words";

    private readonly Reason _languageUnknown = new(ReasonCodes.LanguageUnknown, Rule,
        "It is not known which language the person reads: none with the contact, none with the consent, and AudienceOptions.ListLanguage "
            + "is not set.");

    public string Id => Rule;

    public Verdict Judge(in Attempt attempt)
    {
        if (library.For(attempt, out var stale) is not { } template)
        {
            return stale is not null
                ? Verdict.Suppress(
                    new(ReasonCodes.StaleData, Id,
                    $"Variable '{stale}' is older than the topic accepts, or of unknown age. Confirm it and send again, or add words "
                    + $"without it (WhenStale)."))
                : Verdict.Suppress(NoTemplate(attempt));
        }

        if (law.Fault(attempt) is { } fault)
            return Verdict.Suppress(fault);
        if (Missing(template, attempt) is { } missing)
            return Verdict.Suppress(missing);
        if (template.UnsafeSubjectVariable(attempt) is { } broken)
            return Verdict.Suppress(new(ReasonCodes.UnsafeValue, Id, $"Variable '{broken}' has a line break and is used in the subject."));
        if (template.IsTriedOut && TryOut(template, attempt) is { } failed)
            return Verdict.Suppress(failed);
        return stale is null
            ? Verdict.Proceed
            : Verdict.ProceedBecause(
                new(ReasonCodes.ImpersonalWords, Id,
                $"Variable '{stale}' is older than the topic accepts, so the words without it are used."));
    }

    private Reason NoTemplate(in Attempt attempt)
    {
        var language = library.LanguageOf(attempt);
        return language is null && attempt.Topic is
        {
            Class: MessageClass.Marketing,
            LanguageFallback: not LanguageFallback.DefaultLanguage
        }
            ? _languageUnknown
            : new(ReasonCodes.NoTemplate, Id,
                $"Topic '{attempt.Topic.Name}' has no {attempt.Channel} template for language "
                + $"'{language ?? attempt.Topic.DefaultLanguage}'. Add one, or allow the default language.");
    }

    private Reason? Missing(CompiledTemplate template, in Attempt attempt)
    {
        List<VariablePath>? missing = null;
        for (var i = 0; i < template.Variables.Count; i++)
        {
            var variable = template.Variables[i];
            if (TemplateModel.Find(variable, attempt, template.Source.Language) is null or "")
                (missing ??= []).Add(variable);
        }

        return missing is null ? null : new(ReasonCodes.MissingVariable, Id,
            $"The {attempt.Channel} template '{template.Source.Language}' needs a value for "
                + $"{string.Join(", ", missing.Select(m => $"'{m}'"))}. Set it in Notification.Data or in the contact's attributes.");
    }

    private Reason? TryOut(CompiledTemplate template, in Attempt attempt)
    {
        try
        {
            var length = law.Labelled(attempt, template.Render(attempt)).Text.Length;
            return attempt.Channel.MaxTextLength is not { } most || length <= most ? null
                : new(ReasonCodes.TextTooLong, Id, string.Create(CultureInfo.InvariantCulture,
                    $"The words have {length} characters, and {attempt.Channel} takes {most}. Shorten them, or send over another "
                        + $"channel."));
        }
        catch (RenderingException error)
        {
            return new(error.Code, Id, $"The {attempt.Channel} template '{template.Source.Language}' cannot be rendered: {error.Message}.");
        }
    }
}
