namespace Notify.Sdk.Audience;

/// <summary>Offers a row as far as telling people apart needs it, without a string. Immutable; the same answers as <see cref="CsvContactReader"/>.</summary>
internal sealed class CsvRowMap
{
    private readonly string _defaultSource;
    private readonly int _accountId;
    private readonly int _source;
    private readonly int _personId;
    private readonly int _name;
    private readonly int _firstName;
    private readonly int _lastName;
    private readonly int _country;
    private readonly int _birthDate;
    private readonly Point[] _points;

    public CsvRowMap(CsvHeader header, string source)
    {
        _defaultSource = source;
        _accountId = Find(CsvFieldKind.AccountId);
        _source = Find(CsvFieldKind.Source);
        _personId = Find(CsvFieldKind.PersonId);
        _name = Find(CsvFieldKind.Name);
        _firstName = Find(CsvFieldKind.FirstName);
        _lastName = Find(CsvFieldKind.LastName);
        _country = Find(CsvFieldKind.Country);
        _birthDate = Find(CsvFieldKind.BirthDate);
        _points =
        [
            .. Points(AddressFamily.Email, CsvFieldKind.EmailVerifiedAt, CsvFieldKind.Email, CsvFieldKind.Emails),
            .. Points(AddressFamily.Phone, CsvFieldKind.PhoneVerifiedAt, CsvFieldKind.Phone, CsvFieldKind.Phones),
            .. Points(AddressFamily.Social, CsvFieldKind.HandleVerifiedAt, CsvFieldKind.Handle, CsvFieldKind.Handle),
        ];

        int Find(CsvFieldKind kind) => header.Columns.FirstOrDefault(c => c.Field.Kind == kind)?.Index ?? -1;

        IEnumerable<Point> Points(AddressFamily family, CsvFieldKind verified, CsvFieldKind one, CsvFieldKind several) =>
            from column in header.Columns
            where column.Field.Kind == one || column.Field.Kind == several
            let isList = column.Field.Kind == several && one != several
            let proof = header.Columns.FirstOrDefault(c => c.Field.Kind == verified && c.Field.Number == column.Field.Number && c.Field.Network == column.Field.Network)
            select new Point(column.Index, family, column.Field.Network, isList, isList ? -1 : proof?.Index ?? -1);
    }

    /// <summary>Fills in a row; valid as long as the fields.</summary>
    public void Fill(ContactRow row, CsvFields fields)
    {
        row.IsNull = false;
        row.AccountId = fields[_accountId];
        row.Source = _source >= 0 && fields[_source] is { IsEmpty: false } source ? source : _defaultSource.AsMemory();
        row.PersonId = Optional(fields, _personId);
        row.Name = NameOf(fields);
        row.Country = Optional(fields, _country);
        row.BirthDate = _birthDate >= 0 && fields.Text(_birthDate) is { } date ? CsvValues.Date(date) : null;
        var points = row.Points;
        points.Clear();
        foreach (ref readonly var point in _points.AsSpan())
        {
            if (fields[point.Column] is not { IsEmpty: false } text)
                continue;
            if (point.IsList)
                AddEach(points, point.Family, text);
            else
                points.Add(new(point.Family, text, point.Proof >= 0 && IsVerified(fields, point.Proof), point.Network));
        }
    }

    public AccountRef RefOf(CsvFields fields) => new(fields[_accountId].ToString(), _source >= 0 && fields[_source] is { IsEmpty: false } source ? source.ToString() : _defaultSource);

    public ReadOnlyMemory<char> NameOf(CsvFields fields)
    {
        var name = Optional(fields, _name);
        return name.IsEmpty ? fields.Join(Optional(fields, _firstName), Optional(fields, _lastName)) : name;
    }

    private static ReadOnlyMemory<char> Optional(CsvFields fields, int column) => column < 0 ? default : fields[column];

    private static void AddEach(List<ContactRowPoint> points, AddressFamily family, ReadOnlyMemory<char> text)
    {
        foreach (var part in text.Span.Split(';'))
            points.Add(new(family, text[part].Trim()));
    }

    private static bool IsVerified(CsvFields fields, int proof) => fields.Text(proof) is { } instant && CsvValues.Instant(instant) is not null;

    /// <summary>A column with an address, or with several.</summary>
    private readonly record struct Point(int Column, AddressFamily Family, SocialNetwork Network, bool IsList, int Proof);
}
