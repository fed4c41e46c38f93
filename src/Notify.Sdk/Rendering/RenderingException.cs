namespace Notify.Sdk.Rendering;

/// <summary>The words could not be made for this person; the message names the variable, never its value.</summary>
internal sealed class RenderingException(string message) : Exception(message);
