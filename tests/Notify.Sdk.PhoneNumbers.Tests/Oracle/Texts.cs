namespace Notify.Sdk.PhoneNumbers.Tests.Oracle;

/// <summary>
/// Texts as people, forms and spreadsheets make them, over all regions, from a seed: numbers drawn from the library's own
/// patterns, dressed, mutilated and mixed with what is no number. Made to lead everywhere, not to be likely.
/// </summary>
internal sealed class Texts
{
    private static readonly string[] Separators =
        ["-", " ", ".", "/", "  ", " - ", ") ", "(", " / ", "\u00A0", "\u2010", "\u2013", "\u00AD", "\u200B", "\u3000", "~", "*", " x "];

    private static readonly string[] Strange =
        ["\t", ",", ";", ":", "_", "+", "#", "x", "e", "\u200E", "\u202F", "\uD83D\uDCDE", "\uD835", "\0"];

    private static readonly string[] Labels =
    [
        " ext ", " ext. ", " ext.", " x", "x", " X ", "X", ";ext=", " #", "#", "# ", " extn ", " extension ", " Extension: ", " Ext ",
        "Ext.", " EXT ", " EXTN ", ",,", ",", ", ext ", " ,x", ";",
        " int ", " anexo ", " \u0434\u043E\u0431. ", " extensi\u00F3n ", "/x", " /x", " \\ x", "~", " xt ", " e ", " extn. ", "-x-", " x.",
        " x:", " ext -", ";ext= ", ";EXT=",
    ];

    private static readonly string[] Before =
        ["", "", "", " ", "(", "((", "Tel: ", "tel:", "T ", "#", "*", "\u200E", "+", "00", "No.1 ", "-", "/", ". "];

    private static readonly string[] After =
        ["", "", "", " ", ".", ")", " /", "/ ", "#", " mobile", "a", "ab", "abc", ";isub=1", ";phone-context=+1", "\n", " or ", "\u00E9",
            "+"];

    private static readonly int[] OtherDigits = [0xFF10, 0x0660, 0x06F0, 0x0966, 0x0E50];

    private readonly Random _random;
    private readonly string[] _regions;
    private readonly Dictionary<string, Google.PhoneMetadata> _metadata;
    private readonly Google.PhoneMetadata[] _codes;

    public Texts(int seed)
    {
        _random = new Random(seed);
        var util = Google.PhoneNumberUtil.GetInstance();
        _regions = [.. util.GetSupportedRegions().Order(StringComparer.Ordinal)];
        _metadata = _regions.ToDictionary(region => region, util.GetMetadataForRegion);
        _codes = [.. util.GetSupportedGlobalNetworkCallingCodes().Order().Select(util.GetMetadataForNonGeographicalRegion)];
    }

    /// <summary>One text, and the region that it is read in; null for none.</summary>
    public (string Text, string? Region) Next()
    {
        var kind = _random.Next(20);
        if (kind == 0)
            return (Noise(), Region(null));
        var own = Pick(_regions);
        var metadata = kind == 1 ? Pick(_codes) : _metadata[own];
        var national = National(metadata);
        if (Chance(6))
            national = Mutate(national);
        var text = Write(metadata, national);
        if (Chance(3))
            text = Scatter(text, Chance(8) ? Strange : Separators);
        if (Chance(8))
            text += Pick(Labels) + Digits(1 + _random.Next(Chance(5) ? 22 : 6)) + (Chance(8) ? "#" : "");
        if (Chance(8))
            text = Pick(Before) + text + Pick(After);
        if (Chance(40))
            text = Transcribe(text);
        return (text, Region(kind == 1 ? null : own));
    }

    private string Idd(Google.PhoneMetadata metadata) =>
        PatternSample.Draw(metadata.HasInternationalPrefix ? metadata.InternationalPrefix : "00", _random);

    private string Write(Google.PhoneMetadata metadata, string national) => _random.Next(12) switch
    {
        0 or 1 => national,
        2 => metadata.NationalPrefix + national,
        3 => PatternSample.Draw(metadata.NationalPrefixForParsing, _random) + national,
        4 => Idd(metadata) + metadata.CountryCode + national,
        5 => $"{metadata.CountryCode}{national}",
        6 => $"{metadata.CountryCode}{PatternSample.Draw(metadata.NationalPrefixForParsing, _random)}{national}",
        7 => $"+{metadata.CountryCode}{metadata.NationalPrefix}{national}",
        8 => $"+{Idd(metadata)}{metadata.CountryCode}{national}",
        _ => $"+{metadata.CountryCode}{national}",
    };

    private string National(Google.PhoneMetadata metadata)
    {
        Google.PhoneNumberDesc[] patterns =
        [
            metadata.Mobile, metadata.FixedLine, metadata.GeneralDesc, metadata.TollFree, metadata.PremiumRate, metadata.SharedCost,
            metadata.Voip, metadata.PersonalNumber, metadata.Pager, metadata.Uan, metadata.Voicemail,
        ];
        var pattern = _random.Next(3) == 0 ? Pick(patterns) : patterns[_random.Next(3)];
        if (Chance(10) && metadata.GeneralDesc.PossibleLengthLocalOnlyCount > 0)
            return Digits(Pick([.. metadata.GeneralDesc.PossibleLengthLocalOnlyList]));
        return string.IsNullOrEmpty(pattern.NationalNumberPattern)
            ? Digits(2 + _random.Next(12)) : PatternSample.Draw(pattern.NationalNumberPattern, _random);
    }

    private string Mutate(string digits)
    {
        var at = _random.Next(digits.Length + 1);
        return _random.Next(5) switch
        {
            0 => digits[..at] + digits[Math.Min(at + 1, digits.Length)..],
            1 => digits.Insert(at, Digits(1)),
            2 => "0" + digits,
            3 => digits + Digits(1 + _random.Next(8)),
            _ => digits[..at] + Digits(digits.Length - at),
        };
    }

    private string Scatter(string text, string[] pieces)
    {
        for (var times = _random.Next(1, 5); times > 0; times--)
            text = text.Insert(_random.Next(text.Length + 1), Pick(pieces));
        return text;
    }

    private string Transcribe(string text)
    {
        var zero = Pick(OtherDigits);
        return string.Concat(text.Select(c => char.IsAsciiDigit(c) && !Chance(4) ? (char)(zero + c - '0') : c));
    }

    private string Noise() => string.Create(_random.Next(Chance(50) ? 260 : 24), this, static (text, own) =>
    {
        var kind = own._random.Next(4);
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = kind switch
            {
                0 => (char)own._random.Next(0x10000),
                1 => (char)own._random.Next(32, 127),
                2 => (char)own._random.Next('0', '9' + 1),
                _ => "0123456789+ -()./x#,;*"[own._random.Next(22)],
            };
        }
    });

    private string? Region(string? own) => _random.Next(10) switch
    {
        0 => null,
        1 or 2 => Pick(_regions),
        3 => Pick(["US", "DE", "GB"]),
        _ => own ?? Pick(_regions),
    };

    private string Digits(int count) => string.Create(count, _random, static (text, random) =>
    {
        for (var i = 0; i < text.Length; i++)
            text[i] = (char)random.Next('0', '9' + 1);
    });

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Pick<T>(T[] all) => all[_random.Next(all.Length)];
}
