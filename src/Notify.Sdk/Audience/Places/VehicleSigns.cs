namespace Notify.Sdk.Audience;

/// <summary>
/// The letters that vehicles bear abroad, as addresses are written with them in Europe ("D", "A", "F"). A single letter may be anything, so
/// it counts only where the rest of the contact says the same country. Thread-safe.
/// </summary>
internal static class VehicleSigns
{
    /// <summary>The country (ISO 3166-1 alpha-2) of a sign that is no code of ISO 3166-1; null for any other text.</summary>
    public static string? Find(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length != 1 ? null : (text[0] & ~0x20) switch
        {
            'A' => "AT",
            'B' => "BE",
            'D' => "DE",
            'E' => "ES",
            'F' => "FR",
            'H' => "HU",
            'I' => "IT",
            'J' => "JP",
            'L' => "LU",
            'M' => "MT",
            'N' => "NO",
            'P' => "PT",
            'S' => "SE",
            _ => null,
        };
    }

    /// <summary>
    /// The same, where the country that is assumed, or that of a phone number in international form, is the one of the sign; else null.
    /// </summary>
    public static string? Confirmed(ReadOnlySpan<char> text, string? @default, List<Address> addresses)
    {
        if (Find(text) is not { } country)
            return null;
        var isSaid = country == @default;
        for (var i = 0; i < addresses.Count && !isSaid; i++)
            isSaid = addresses[i].PhoneRegion == country;
        return isSaid ? country : null;
    }
}
