using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Audience;

/// <summary>What <see cref="PhoneReader"/> made of a text.</summary>
/// <param name="Number">The number, valid in its plan; without meaning when there is a fault.</param>
internal readonly record struct PhoneReading(PhoneNumber Number)
{
    /// <summary>Why the text cannot be used, or none.</summary>
    public PhoneFault Fault { get; init; }

    /// <summary>The other valid reading of a number that is in doubt; null where there is none.</summary>
    public PhoneNumber? Other { get; init; }

    /// <summary>Whether it was read with its country code although no plus stands before it.</summary>
    public bool AsInternational { get; init; }

    /// <summary>ASCII digits of the extension, or null.</summary>
    public string? Extension { get; init; }

    /// <summary>ASCII digits behind an unknown word at the end, or null.</summary>
    public string? Ending { get; init; }

    /// <summary>What tells two people at one number apart.</summary>
    public string? Apart => Extension ?? Ending;

    public static PhoneReading Failed(PhoneFault fault) => new() { Fault = fault };
}
