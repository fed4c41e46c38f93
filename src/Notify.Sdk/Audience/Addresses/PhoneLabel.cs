using Notify.Sdk.PhoneNumbers;

namespace Notify.Sdk.Audience;

/// <summary>
/// A short figure before a number: that of a list, of a second telephone, of a flat. Joined with the number it makes another one
/// where a plan is open.
/// </summary>
internal static class PhoneLabel
{
    private const int MostDigits = 2;
    private const int FewestBehind = 6;
    private const int FewestBehindTrunk = 8;

    /// <summary>Reads what stands behind a label, if one stands before it; else leaves the reading of the whole text.</summary>
    public static bool TryRead(
        ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> groups, string? country, in PhoneReading whole, out PhoneReading reading)
    {
        reading = whole;
        if (!IsShort(text, groups[0]) || DigitGroup.Digits(groups[1..]) < FewestBehind) return false;
        var sign = text[groups[0].End..groups[1].Start];
        var (isMarked, isTrunk) = (IsMark(text, sign), text[groups[1].Start] == '0');
        if (!isMarked && !isTrunk) return false;
        if (IsCountryCode(text, groups)) return PhoneReader.TryReadInternational(text, out reading);
        var rest = PhoneReader.ReadPlain(text[groups[1].Start..], country);
        if (rest.Fault == PhoneFault.None && (!rest.AsInternational || groups[1].Of(text).StartsWith("00")))
            return Choose(rest, whole, isTrunk, out reading);
        if (!isTrunk || DigitGroup.Digits(groups[1..]) < FewestBehindTrunk || IsItsCountrysForm(text, whole)) return false;
        reading = PhoneReading.Failed(PhoneFault.SeveralNumbers);
        return true;
    }

    /// <summary>Whether a figure of a text that is not plain is a label: short, without a plus, and no trunk prefix.</summary>
    public static bool IsLabel(ReadOnlySpan<char> head, ReadOnlySpan<char> rest)
    {
        Span<DigitGroup> room = stackalloc DigitGroup[DigitGroup.Most];
        if (DigitGroup.Find(head, room) != 1 || !IsShort(head, room[0])) return false;
        return DigitGroup.Find(rest, room) is > 0 and var count && DigitGroup.Digits(room[..count]) >= FewestBehind;
    }

    private static bool IsShort(ReadOnlySpan<char> text, DigitGroup group) =>
        group.Length <= MostDigits && text[group.Start] != '0' && !text[..group.Start].Contains('+');

    /// <summary>The full stop or bracket of a list, once; who writes all groups so means nothing by it.</summary>
    private static bool IsMark(ReadOnlySpan<char> text, ReadOnlySpan<char> sign) =>
        (sign.StartsWith(". ") && text.Count('.') == 1) || (sign.StartsWith(')') && !text.Contains('('));

    /// <summary>A zero in brackets is what people write behind a country code, with a plus or without.</summary>
    private static bool IsCountryCode(ReadOnlySpan<char> text, ReadOnlySpan<DigitGroup> groups) =>
        text[groups[0].End..groups[1].Start].Contains('(') && groups[1].Of(text) is "0" && text[groups[1].End] == ')'
        && PhoneRegion.TryGetMain(groups[0].ValueIn(text), out _);

    /// <summary>
    /// The figure may be a country code. As everywhere, a number of the country that takes texts stands; else nobody knows.
    /// </summary>
    private static bool Choose(in PhoneReading rest, in PhoneReading whole, bool isTrunk, out PhoneReading reading)
    {
        reading = rest;
        if ((whole.AsInternational ? whole.Number : whole.Other) is not { } abroad) return true;
        if (rest.Number.IsSmsCapable || abroad == rest.Number) return true;
        reading = isTrunk ? rest with { Other = abroad } : PhoneReading.Failed(PhoneFault.SeveralNumbers);
        return true;
    }

    private static bool IsItsCountrysForm(ReadOnlySpan<char> text, in PhoneReading whole) =>
        whole.Fault == PhoneFault.None && (whole.Number.IsSmsCapable || NationalForm.HasGroupsOf(text, whole.Number));
}
