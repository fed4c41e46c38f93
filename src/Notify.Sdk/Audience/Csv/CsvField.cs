namespace Notify.Sdk.Audience;

/// <summary>A field, and which one where there are several.</summary>
/// <param name="Type">What it holds; a line of <see cref="ContactColumns"/>.</param>
/// <param name="Number">For addresses and places: the number in the header, <c>email</c> being 1.</param>
/// <param name="Kind">For addresses but mailboxes and numbers: their kind.</param>
/// <param name="Label">
/// For attributes: the name; for a channel order: the topic, <c>*</c> for all; for phones: <c>mobile</c> and the like; for what
/// somebody said: what it reaches; for addresses of other kinds: the name of the kind.
/// </param>
internal readonly record struct CsvField(CsvFieldType Type, int Number = 0, AddressKind? Kind = null, string Label = "")
{
    /// <summary>As a mapping would name it: <c>email2</c>, <c>opt_out:marketing/email</c>.</summary>
    public override string ToString()
    {
        var number = Number > Math.Max(Type.FirstNumber, 1) ? Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : "";
        return $"{Type.Name}{number}{(Type.HasLabels && Label != "*" ? $":{Label}" : "")}";
    }
}
