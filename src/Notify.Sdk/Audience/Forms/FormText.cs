namespace Notify.Sdk.Audience;

/// <summary>A form as its JSON says it.</summary>
internal sealed record FormText
{
    public required string Name { get; init; }

    public string? Title { get; init; }

    /// <summary>Where its columns are documented; for the reader of the file.</summary>
    public string? Source { get; init; }

    public required string[][] RecognisedBy { get; init; }

    public string[] Identity { get; init; } = ["email", "phone", "name"];

    public required Dictionary<string, string> Columns { get; init; }

    public EverybodySays[] Everybody { get; init; } = [];

    /// <exception cref="NotifyException">Something means nothing.</exception>
    public void Check()
    {
        if (string.IsNullOrWhiteSpace(Name))
            throw new NotifyException("The form of a list has no name. Give it one such as \"my-shop\".");
        if (RecognisedBy.Length == 0 || Array.Exists(RecognisedBy, set => set.Length == 0))
            throw new NotifyException(
                $"Form '{Name}' has no headers in 'recognisedBy', or an empty set of them. Name at least one header that only this form "
                + $"has.");
        foreach (var (header, field) in Columns)
        {
            if (field.Length > 0 && ContactColumns.Find(field.Replace("*", "1", StringComparison.Ordinal)) is null)
                throw new NotifyException(
                    $"Form '{Name}' says that column '{header}' is '{field}', which names no field of a contact. Use a well-known header "
                    + $"such as \"account_id\", \"email2\" or \"opt_out:marketing/email\"; empty for nothing.");
        }

        foreach (var everybody in Everybody)
        {
            if (ContactColumns.Find(everybody.Says) is not { } field || !ContactColumns.IsPermission(field.Type))
                throw new NotifyException(
                    $"Form '{Name}' says of everybody in '{everybody.FileName}': '{everybody.Says}', which is no opt-out. Use for example "
                    + $"\"opt_out:everything/email\".");
        }
    }
}

/// <summary>What a file of a name says of everybody in it.</summary>
/// <param name="FileName">What the file's name begins with.</param>
/// <param name="Says">The name of a field.</param>
internal sealed record EverybodySays(string FileName, string Says);
