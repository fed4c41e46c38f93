namespace Notify.Sdk.Email.Composing;

/// <summary>
/// A message cannot be written as MIME. Names the header and what is wrong with it; never holds the value, an address or
/// a word of the message.
/// </summary>
internal sealed class MimeFormatException : FormatException
{
    /// <summary>Creates it.</summary>
    /// <param name="header">Name of the header or property at fault.</param>
    /// <param name="problem">What is wrong and what to do, without the value.</param>
    public MimeFormatException(string header, string problem)
        : base($"{header}: {problem}") => Header = header;

    /// <summary>The header or property at fault, for example <c>Subject</c>.</summary>
    public string Header { get; }
}
