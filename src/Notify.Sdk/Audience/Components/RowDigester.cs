using System.Runtime.InteropServices;

namespace Notify.Sdk.Audience;

/// <summary>
/// Turns a row into hashes of what could make it one person with another. Reads every field as <see cref="ContactNormalizer"/>
/// does and keeps no text; for ASCII nothing is allocated. One thread each.
/// </summary>
internal sealed class RowDigester(DigestRules rules, KeyedHash hash)
{
    private const int MaximumName = 256;

    private readonly EmailKeys _emails = new(rules);
    private readonly TwoWordNames _names = new();
    private readonly char[] _key = new char[PlainNames.RoomFor(MaximumName)];
    private readonly char[] _folded = new char[PlainNames.RoomFor(MaximumName)];

    public void Take(ContactRow row, DigestPiece piece)
    {
        var id = row.AccountId.Span;
        if (row.IsNull || !AccountIds.IsUsable(id) || (!row.Source.IsEmpty && !AccountIds.IsUsableSource(row.Source.Span)))
        {
            if (row.IsNull) piece.Nulls++;
            else piece.Unnamed++;
            piece.AddRow(row.Locator, NameCodes.Nameless, RowFacts.Left);
            return;
        }

        TakeId(id, piece);
        var facts = TakePerson(row, id, piece);
        var country = Countries.OfNumbers(row.Country.Span, rules.Normalizer.DefaultCountry);
        foreach (ref readonly var point in CollectionsMarshal.AsSpan(row.Points)) TakePoint(point, country, piece);
        var name = TakeName(row.Name.Span, ref facts);
        if (row.HasPermissions) piece.AddSaying();
        piece.AddRow(row.Locator, name, facts);
    }

    private void TakeId(ReadOnlySpan<char> id, DigestPiece piece)
    {
        piece.AddId(hash.Of64(KeyKinds.AccountId, id), isPerson: false);
        if (piece.CommonStart is null) piece.CommonStart = id.ToString();
        else if (!id.StartsWith(piece.CommonStart)) piece.CommonStart = piece.CommonStart[..id.CommonPrefixLength(piece.CommonStart)];
    }

    private RowFacts TakePerson(ContactRow row, ReadOnlySpan<char> id, DigestPiece piece)
    {
        var facts = row.BirthDate is null && !rules.IsApart(id) ? RowFacts.None : RowFacts.Special;
        if (row.PersonId.IsEmpty || !ContactFields.TryClean(row.PersonId.Span, out var person) || person.IsEmpty) return facts;
        piece.AddId(hash.Of64(KeyKinds.PersonId, person), isPerson: true);
        return RowFacts.Special;
    }

    private void TakePoint(in ContactRowPoint point, string? country, DigestPiece piece)
    {
        var text = point.Text.Span;
        if (ReferenceEquals(point.Kind, AddressKind.Email))
            TakeEmail(AddressText.Trim(text), point.Verified, piece);
        else if (ReferenceEquals(point.Kind, AddressKind.Phone))
            TakePhone(AddressText.Trim(text), country, point.Verified, piece);
        else if (rules.Normalizer.KeyOf(point.Kind, text, country, out var linkless) is { } key)
            Add(hash.OfAddress(key.Kind, key.Value), point.Verified, linkless, piece);
    }

    private void TakeEmail(ReadOnlySpan<char> text, bool verified, DigestPiece piece)
    {
        if (text.IsEmpty) return;
        if (_emails.TryReadPlain(text, out var length, out var role))
        {
            if (length > 0) Add(hash.OfEmail(_emails.Plain, length), verified, role, piece);
        }
        else if (_emails.WriteAny(text, out role) is { IsEmpty: false } key) Add(
            hash.OfAddress(AddressKind.Email, key), verified, role, piece);
    }

    private void TakePhone(ReadOnlySpan<char> text, string? country, bool verified, DigestPiece piece)
    {
        if (text.IsEmpty) return;
        var digits = 0UL;
        var key = rules.Normalizer.HasDefaultPhones
            ? DefaultPhoneNumberParser.ReadKey(text, country, out digits, out var inDoubt)
            : rules.Normalizer.KeyOfPhone(text, country, out inDoubt)?.Value;
        if (digits != 0) Add(hash.OfPhone(digits), verified, false, piece);
        else if (key is not null) Add(hash.OfAddress(AddressKind.Phone, key), verified, inDoubt, piece);
    }

    private static void Add(UInt128 hash, bool verified, bool linkless, DigestPiece piece) => piece.AddKey(hash, verified, linkless);

    private ulong TakeName(ReadOnlySpan<char> name, ref RowFacts facts)
    {
        if (rules.HasDefaultNames && _names.TryRead(name, out var first, out var second))
        {
            facts |= first == 1 || second == 1 ? RowFacts.ShortName : RowFacts.FullName;
            return NameCodes.Of(hash, _names.First, first, _names.Second, second);
        }

        if (!ContactFields.TryClean(name, out name) || name.IsEmpty) return NameCodes.Nameless;
        if (!rules.HasDefaultNames || !PlainNames.TryWrite(name, _folded, _key, out var key, out var hasInitials))
        {
            var found = rules.Matcher.Normalise(name.ToString());
            key = found.Value;
            hasInitials = found.HasInitials;
        }

        if (key.IsEmpty) return NameCodes.Nameless;
        facts |= hasInitials ? RowFacts.ShortName : RowFacts.FullName;
        return rules.HasDefaultNames ? NameCodes.Of(hash, key) : NameCodes.OfAny(hash, key);
    }
}
