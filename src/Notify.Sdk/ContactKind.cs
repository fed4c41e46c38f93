namespace Notify.Sdk;

/// <summary>Whether the law sees a consumer or a business in whoever is told; many laws ask more for consumers.</summary>
public enum ContactKind : byte
{
    /// <summary>Not known: the rules for both hold.</summary>
    Unknown,

    /// <summary>A natural person; sole traders and partnerships of people too, because several laws count them so.</summary>
    Consumer,

    /// <summary>A legal person.</summary>
    Business,
}
