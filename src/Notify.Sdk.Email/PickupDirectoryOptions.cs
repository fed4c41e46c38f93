namespace Notify.Sdk.Email;

/// <summary>Where the pickup directory is, and who the sender of its messages is. Checked when the application starts.</summary>
public sealed class PickupDirectoryOptions : MailOptions
{
    /// <summary>The folder; created when it is missing. A relative one counts from the working directory. Required.</summary>
    public string Directory { get; set; } = "";
}
