namespace Notify.Sdk.Email.Composing;

/// <summary>A moment between two pieces of output at which it may be flushed.</summary>
internal readonly record struct MimeStep;
