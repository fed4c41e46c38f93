namespace Notify.Sdk.Email;

/// <summary>Where the pickup directory is, and who the sender of its messages is. Checked when the application starts.</summary>
public sealed class PickupDirectoryOptions : MailOptions
{
    /// <summary>The folder; created when it is missing. A relative one counts from the working directory. Required.</summary>
    public string Directory { get; set; } = "";
}

/// <summary>Says everything that is wrong with the options at once, without repeating an address.</summary>
internal sealed class PickupDirectoryOptionsValidator : IValidateOptions<PickupDirectoryOptions>
{
    public ValidateOptionsResult Validate(string? name, PickupDirectoryOptions options) =>
        SenderCheck.Result(name, [DirectoryFailure(options.Directory), .. SenderCheck.Failures(options, nameof(PickupDirectoryOptions))]);

    private static string? DirectoryFailure(string? directory)
    {
        const string Expected = "PickupDirectoryOptions.Directory: expected the path of a folder, but ";
        return string.IsNullOrWhiteSpace(directory) ? $"{Expected}it is empty. Set it in AddPickupDirectory(o => o.Directory = ...)."
            : directory.Contains('\0', StringComparison.Ordinal) ? $"{Expected}it holds a NUL character. Take it out."
            : File.Exists(directory) ? $"{Expected}a file is there. Name a folder, or one that does not exist yet."
            : null;
    }
}
