namespace Notify.Sdk.Rendering;

/// <summary>Where a variable looks.</summary>
internal enum VariableRoot : byte
{
    /// <summary>The notification's data.</summary>
    Data,

    /// <summary>The recipient: name or language.</summary>
    Recipient,

    /// <summary>The account's attributes.</summary>
    Attributes,

    /// <summary>The sender's name.</summary>
    Brand,
}

/// <summary>A variable's path, read once. Equal by its text.</summary>
/// <param name="Text">The path as written, for example <c>attributes.balance</c>.</param>
/// <param name="Root">Where it looks.</param>
/// <param name="Rest">The path below a reserved root; the whole path for data.</param>
internal sealed record VariablePath(string Text, VariableRoot Root, string Rest)
{
    public static VariablePath Read(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (root, rest) = dot < 0 ? (text, "") : (text[..dot], text[(dot + 1)..]);
        return root switch
        {
            "recipient" => new(text, VariableRoot.Recipient, rest),
            "attributes" => new(text, VariableRoot.Attributes, rest is ['[', .. var inner, ']'] ? inner : rest),
            "brand" => new(text, VariableRoot.Brand, rest),
            _ => new(text, VariableRoot.Data, text),
        };
    }

    /// <summary>The path as written.</summary>
    public override string ToString() => Text;
}
