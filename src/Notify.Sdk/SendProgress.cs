namespace Notify.Sdk;

/// <summary>The step that a long send is at.</summary>
public enum SendStep : byte
{
    /// <summary>Reading and normalising contacts.</summary>
    Reading,

    /// <summary>Deciding and writing, person by person.</summary>
    Deciding,
}

/// <summary>How far a long send is.</summary>
/// <param name="Step">The step.</param>
/// <param name="Done">Contacts read, or persons decided.</param>
/// <param name="Total">Persons in all; null while the list is being read.</param>
public readonly record struct SendProgress(SendStep Step, int Done, int? Total);
