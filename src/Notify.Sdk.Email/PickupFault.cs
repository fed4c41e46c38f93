namespace Notify.Sdk.Email;

/// <summary>Says what is wrong with the folder, without paths, which may hold names of people.</summary>
internal static class PickupFault
{
    private const int DiskFullOnWindows = unchecked((int)0x80070070);
    private const int NoSpaceOnUnix = 28;

    /// <summary>A sentence for the operator.</summary>
    public static string Describe(Exception fault) => fault switch
    {
        UnauthorizedAccessException => "The pickup directory may not be written to. Give the process the right to create files there.",
        IOException { HResult: DiskFullOnWindows or NoSpaceOnUnix } => "The disk of the pickup directory is full. Make room.",
        DirectoryNotFoundException => "The pickup directory went away while a file was being written.",
        PathTooLongException => "The path of the pickup directory is too long. Choose a shorter one.",
        _ => $"The pickup directory could not be written to ({fault.GetType().Name}, code {fault.HResult:X8}).",
    };
}
