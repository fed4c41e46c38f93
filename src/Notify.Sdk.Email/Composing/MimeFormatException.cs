namespace Notify.Sdk.Email.Composing;

/// <summary>A message cannot be written as MIME. Never holds a value, an address or a word of the message.</summary>
/// <param name="header">The header or property at fault, for example <c>Subject</c>.</param>
/// <param name="problem">What is wrong and what to do, without the value.</param>
internal sealed class MimeFormatException(string header, string problem) : FormatException($"{header}: {problem}")
{
    /// <summary>Refuses what does not hold.</summary>
    public static void Require(bool holds, string header, string problem)
    {
        if (!holds)
            throw new MimeFormatException(header, problem);
    }

    /// <summary>Refuses what could begin a new line or end a text early: MimeKit would join or encode it silently.</summary>
    public static string OneLine(string header, string value) => value.AsSpan().ContainsAny('\r', '\n', '\0')
        ? throw new MimeFormatException(header, "holds a line break or a NUL character. Take CR, LF and NUL out before sending.")
        : value;
}
