namespace Notify.Sdk.PhoneNumbers.Reading;

/// <summary>The <c>;phone-context=</c> parameter of RFC 3966: a country code or prefix, or a domain name.</summary>
internal static class PhoneContext
{
    internal const string Parameter = ";phone-context=";
    private const string Scheme = "tel:";

    /// <summary>
    /// Writes the number that a text with a context stands for. False where the context is not one. The context may
    /// stand at any place; its digits come first if it begins with a plus.
    /// </summary>
    internal static bool TryJoin(ReadOnlySpan<char> text, int parameterAt, Span<char> joined, out int length)
    {
        length = 0;
        var context = text[(parameterAt + Parameter.Length)..];
        var end = context.IndexOf(';');
        if (end >= 0)
            context = context[..end];
        if (!IsGlobalNumber(context) && !IsDomainName(context))
            return false;

        if (context[0] == '+')
        {
            context.CopyTo(joined);
            length = context.Length;
        }

        var scheme = text.IndexOf(Scheme, StringComparison.Ordinal);
        var start = scheme >= 0 ? scheme + Scheme.Length : 0;
        if (start > parameterAt)
            return false;
        text[start..parameterAt].CopyTo(joined[length..]);
        length += parameterAt - start;
        return true;
    }

    // + and digits with visual separators, at least one digit
    private static bool IsGlobalNumber(ReadOnlySpan<char> context)
    {
        if (context.IsEmpty || context[0] != '+')
            return false;
        var digits = false;
        for (var at = 1; at < context.Length;)
        {
            var codePoint = CodePoints.At(context, at, out var width);
            var digit = CodePoints.IsDigit(codePoint);
            if (!digit && codePoint is not ('-' or '.' or '(' or ')'))
                return false;
            digits |= digit;
            at += width;
        }

        return digits;
    }

    // Labels of letters, digits and inner hyphens; the last begins with a letter and may end with a dot.
    private static bool IsDomainName(ReadOnlySpan<char> context)
    {
        if (context.EndsWith(".", StringComparison.Ordinal))
            context = context[..^1];
        if (context.IsEmpty)
            return false;
        var top = context.LastIndexOf('.') + 1;
        if (top == context.Length || !char.IsAsciiLetter(context[top]))
            return false;
        foreach (var label in context.Split('.'))
        {
            if (!IsLabel(context[label]))
                return false;
        }

        return true;
    }

    private static bool IsLabel(ReadOnlySpan<char> label)
    {
        if (label.IsEmpty || label[0] == '-' || label[^1] == '-')
            return false;
        for (var at = 0; at < label.Length;)
        {
            var codePoint = CodePoints.At(label, at, out var width);
            if (codePoint != '-' && !CodePoints.IsDigit(codePoint) && !(codePoint < 128 && char.IsAsciiLetter((char)codePoint)))
                return false;
            at += width;
        }

        return true;
    }
}
