namespace Notify.Sdk.Audience;

/// <summary>
/// Offers a row as far as telling people apart needs it, without a string; of files whose header is plain. Immutable; the same answers as
/// <see cref="CsvContactReader"/>.
/// </summary>
internal sealed class CsvRowMap
{
    private readonly string _defaultSource;
    private readonly CsvDates _dates;
    private readonly int _accountId;
    private readonly int _source;
    private readonly int _personId;
    private readonly int _name;
    private readonly int _firstName;
    private readonly int _lastName;
    private readonly int _country;
    private readonly int _birthDate;
    private readonly Point[] _points;

    public CsvRowMap(CsvHeader header, string source, CsvDates dates)
    {
        (_defaultSource, _dates) = (source, dates);
        _accountId = Find(ContactColumns.AccountId);
        _source = Find(ContactColumns.Source);
        _personId = Find(ContactColumns.PersonId);
        _name = Find(ContactColumns.Name);
        _firstName = Find(ContactColumns.FirstName);
        _lastName = Find(ContactColumns.LastName);
        _country = Find(ContactColumns.Country);
        _birthDate = Find(ContactColumns.BirthDate);
        _points =
        [
            .. Points(AddressKind.Email, ContactColumns.Email, ContactColumns.Emails),
            .. Points(AddressKind.Phone, ContactColumns.Phone, ContactColumns.Mobile, ContactColumns.HomePhone,
                ContactColumns.WorkPhone, ContactColumns.OtherPhone, ContactColumns.Phones),
            .. Points(null, [.. ContactColumns.Handles, ContactColumns.AddressOf]),
        ];

        int Find(CsvFieldType type) => header.Columns.FirstOrDefault(c => c.Field.Type == type)?.Index ?? -1;

        IEnumerable<Point> Points(AddressKind? kind, params CsvFieldType[] types) =>
            from column in header.Columns
            where types.Contains(column.Field.Type)
            select new Point(column.Index, kind ?? column.Field.Kind!, kind is not null, ProofOf(header, column.Field));
    }

    /// <summary>Fills in a row; valid as long as the fields.</summary>
    public void Fill(ContactRow row, CsvFields fields)
    {
        row.IsNull = false;
        row.AccountId = fields.Id(_accountId);
        row.Source = _source >= 0 && fields[_source] is { IsEmpty: false } source ? source : _defaultSource.AsMemory();
        row.PersonId = Optional(fields, _personId);
        row.Name = NameOf(fields);
        row.Country = Optional(fields, _country);
        row.BirthDate = _birthDate >= 0 && fields.Text(_birthDate) is { } date ? _dates.Date(date) : null;
        var points = row.Points;
        points.Clear();
        foreach (ref readonly var point in _points.AsSpan())
        {
            if (fields[point.Column] is not { IsEmpty: false } text)
                continue;
            if (point.MayBeSeveral && CsvValues.HasSeveral(text.Span))
                AddEach(points, point.Kind, text, point.Proof >= 0 && IsVerified(fields, point.Proof));
            else
                points.Add(new(point.Kind, text, point.Proof >= 0 && IsVerified(fields, point.Proof)));
        }
    }

    public AccountRef RefOf(CsvFields fields) =>
        new(fields.Id(_accountId).ToString(), _source >= 0 && fields[_source] is { IsEmpty: false } source
        ? source.ToString() : _defaultSource);

    public ReadOnlyMemory<char> NameOf(CsvFields fields)
    {
        var name = Optional(fields, _name);
        return name.IsEmpty ? fields.Join(Optional(fields, _firstName), Optional(fields, _lastName)) : name;
    }

    private static ReadOnlyMemory<char> Optional(CsvFields fields, int column) => column < 0 ? default : fields[column];

    private static void AddEach(List<ContactRowPoint> points, AddressKind kind, ReadOnlyMemory<char> text, bool isVerified)
    {
        while (CsvValues.TryTake(ref text, out var part))
        {
            if (CsvCell.Clean(part) is { IsEmpty: false } value)
                points.Add(new(kind, value, isVerified));
        }
    }

    /// <summary>The column that says when an address was verified; -1 when there is none.</summary>
    private static int ProofOf(CsvHeader header, CsvField address)
    {
        var proof = address.Type == ContactColumns.Email ? ContactColumns.EmailVerifiedAt
            : address.Type == ContactColumns.Phone ? ContactColumns.PhoneVerifiedAt
            : address.Type == ContactColumns.Mobile ? ContactColumns.MobileVerifiedAt
            : ContactColumns.HandlesVerifiedAt.FirstOrDefault(
                h => h.Kind == address.Kind && ContactColumns.Handles.Contains(address.Type));
        return header.Columns.FirstOrDefault(c => c.Field.Type == proof && c.Field.Number == address.Number)?.Index ?? -1;
    }

    private bool IsVerified(CsvFields fields, int proof) => fields.Text(proof) is { } instant && _dates.Instant(instant) is not null;

    /// <summary>A column with addresses.</summary>
    private readonly record struct Point(int Column, AddressKind Kind, bool MayBeSeveral, int Proof);
}
