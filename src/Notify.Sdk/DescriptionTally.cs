using Notify.Sdk.Audience;
using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>Counts what rows have that sending needs. One thread; several are joined.</summary>
internal sealed class DescriptionTally
{
    private long[] _filled = [];

    public long Rows { get; private set; }

    public long WithCountry { get; private set; }

    public long WithRegion { get; private set; }

    public long WithZone { get; private set; }

    public long WithEmail { get; private set; }

    public long WithMobile { get; private set; }

    public long WithOptOut { get; private set; }

    public NumbersWithoutCountry Numbers { get; } = new();

    public long Filled(int column) => column < _filled.Length ? _filled[column] : 0;

    public void Count(Contact contact, Account account, CsvFields fields, int columns, PlaceResolver places)
    {
        if (_filled.Length < columns)
            _filled = new long[columns];
        for (var i = 0; i < columns; i++)
            _filled[i] += fields[i].IsEmpty ? 0 : 1;
        Rows++;
        WithCountry += account.Country is null ? 0 : 1;
        WithRegion += account.Region is null ? 0 : 1;
        WithZone += places.Resolve(account, null).Zones.Zones.Count > 0 ? 1 : 0;
        var (mail, mobile) = (false, false);
        foreach (var address in account.Addresses)
        {
            mail |= address.Key.Family == AddressFamily.Email;
            mobile |= address.SmsCapable;
        }

        WithEmail += mail ? 1 : 0;
        WithMobile += mobile ? 1 : 0;
        WithOptOut += contact.Permissions.Any(p => p.Answer != ContactAnswer.Yes) ? 1 : 0;
        Numbers.Count(account);
    }

    public void Join(DescriptionTally other)
    {
        if (_filled.Length < other._filled.Length)
            Array.Resize(ref _filled, other._filled.Length);
        for (var i = 0; i < other._filled.Length; i++)
            _filled[i] += other._filled[i];
        Rows += other.Rows;
        WithCountry += other.WithCountry;
        WithRegion += other.WithRegion;
        WithZone += other.WithZone;
        WithEmail += other.WithEmail;
        WithMobile += other.WithMobile;
        WithOptOut += other.WithOptOut;
        Numbers.Join(other.Numbers);
    }
}
