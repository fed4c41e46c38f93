namespace Notify.Sdk.Email.Inbound;

/// <summary>One group of the fields of which machine-readable reports are made (RFC 3464 section 2.1, RFC 5965 section 3).</summary>
internal sealed class ReportFields(IReadOnlyList<InboundHeader> fields)
{
    private const int MostGroups = 100;

    /// <summary>The groups, which empty lines separate.</summary>
    public static IReadOnlyList<ReportFields> Groups(ReadOnlySpan<byte> octets)
    {
        List<ReportFields> groups = [];
        while (!octets.IsEmpty && groups.Count < MostGroups)
        {
            var fields = HeaderReader.Read(octets, InboundLimits.Default, out var next);
            if (fields.Count > 0)
                groups.Add(new(fields));
            if (next == 0)
                break;
            octets = octets[next..];
        }

        return groups;
    }

    /// <summary>Whether there is such a field.</summary>
    public bool Has(string name) => Value(name) is not null;

    /// <summary>The value of the first field of that name, or null when it is missing or empty.</summary>
    public string? Value(string name)
    {
        foreach (var field in fields)
        {
            if (field.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && field.Value.Length > 0)
                return field.Value;
        }

        return null;
    }
}
