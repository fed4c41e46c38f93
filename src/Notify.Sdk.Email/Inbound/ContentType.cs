using System.Text;

namespace Notify.Sdk.Email.Inbound;

/// <summary>A media type and the parameters that matter for reading (RFC 2045 section 5.1).</summary>
/// <param name="MediaType">Lower case, <c>type/subtype</c>; <c>text/plain</c> when it cannot be read.</param>
/// <param name="Parameters">Names ignore case; the first of a name counts.</param>
internal sealed record ContentType(string MediaType, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>The parameter, or null.</summary>
    public string? Parameter(string name) => Parameters.GetValueOrDefault(name);

    /// <summary>Reads a field's value.</summary>
    public static ContentType Read(string? value)
    {
        Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);
        var pieces = Split(value ?? "");
        foreach (var piece in pieces.Skip(1))
        {
            var equals = piece.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                parameters.TryAdd(piece[..equals].Trim(), piece[(equals + 1)..].Trim());
        }

        var type = pieces[0].Trim().ToLowerInvariant();
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        return new(slash > 0 && slash < type.Length - 1 ? type : "text/plain", parameters);
    }

    // Semicolons outside quotes and comments; quotes and comments are taken away.
    private static List<string> Split(string value)
    {
        List<string> pieces = [];
        var piece = new StringBuilder();
        var (quoted, comment) = (false, 0);
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            if (c == '\\' && (quoted || comment > 0) && i + 1 < value.Length)
            {
                i++;
                if (quoted)
                    piece.Append(value[i]);
            }
            else if (quoted || comment == 0 && c == '"')
            {
                if (c == '"')
                    quoted = !quoted;
                else
                    piece.Append(c);
            }
            else if (c is '(' or ')')
            {
                comment = c == '(' ? comment + 1 : Math.Max(0, comment - 1);
            }
            else if (comment == 0 && c == ';')
            {
                pieces.Add(piece.ToString());
                piece.Clear();
            }
            else if (comment == 0)
            {
                piece.Append(c);
            }
        }

        pieces.Add(piece.ToString());
        return pieces;
    }
}
