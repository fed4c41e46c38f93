namespace Notify.Sdk.Rendering;

/// <summary>The words could not be made for this person; the message names the variable, never its value.</summary>
internal sealed class RenderingException(string message, string code = ReasonCodes.MissingVariable) : Exception(message)
{
    /// <summary>The reason code, as far as planning is concerned.</summary>
    public string Code => code;
}
