using Microsoft.Extensions.Options;
using Notify.Sdk.Audience;
using Notify.Sdk.Planning;

namespace Notify.Sdk;

/// <summary>
/// Reads a file twice, as a send would, and says what was understood: once row by row, once for who is who. Nothing is
/// kept.
/// </summary>
internal sealed class ListDescriber
{
    // Parts of a list past it go to disk: a description must not need the memory of a send.
    private const long Memory = 64L << 20;
    private const int PiecesPerThread = 2;

    private readonly ContactCsvFile _file;
    private readonly AudienceOptions _audience;
    private readonly ContactNormalizer _normalizer;
    private readonly PlaceResolver _places;
    private readonly ProblemCounts _problems;
    private readonly DescriptionTally _tally = new();

    public ListDescriber(string path, ContactCsvOptions options, AudienceOptions audience)
    {
        _problems = new(options.OnError);
        _audience = Bounded(audience);
        _file = new(path, options.With(_problems.Tell), CancellationToken.None);
        var wrapped = Options.Create(_audience);
        _normalizer = new(new DefaultPhoneNumberParser(), wrapped);
        _places = new(TimeZoneData.Default, wrapped);
    }

    public async Task<ContactCsvDescription> DescribeAsync(CancellationToken cancellationToken)
    {
        await using var source = _file.OpenOnce();
        await source.OpenAsync(cancellationToken);
        var layout = source.Layout!;
        await ReadRowsAsync(source, layout, cancellationToken);
        var people = await CountPeopleAsync(cancellationToken);
        return new()
        {
            File = source.Name,
            Form = layout.Header.Form,
            Encoding = CsvEncoding.NameOf(source.Encoding),
            Delimiter = layout.Delimiter,
            Columns = Columns(layout),
            Rows = _tally.Rows,
            RowsLeftOut = _problems.RowsLeftOut,
            HasDerivedIds = !layout.Header.HasIds,
            WithCountry = _tally.WithCountry,
            WithRegion = _tally.WithRegion,
            WithZone = _tally.WithZone,
            WithEmail = _tally.WithEmail,
            WithMobile = _tally.WithMobile,
            WithOptOut = _tally.WithOptOut,
            People = people,
            ProposedCountry = _tally.Numbers.Proposed,
            Notices = [.. new[] { _tally.Numbers.Sentence }.OfType<string>()],
            Problems = _problems.All,
        };
    }

    private async Task ReadRowsAsync(CsvFileSource source, CsvLayout layout, CancellationToken cancellationToken)
    {
        var threads = Environment.ProcessorCount;
        var pieces = new List<(CsvPiece Piece, DescriptionTally Tally)>();
        CsvFieldType?[] types =
            [.. layout.Header.Headers.Select((_, i) => layout.Header.Columns.FirstOrDefault(c => c.Index == i)?.Field.Type)];
        CsvPiece? piece;
        do
        {
            piece = await source.NextPieceAsync(cancellationToken);
            if (piece is not null)
                pieces.Add((piece, new(isLooking: !_tally.Numbers.HasEnough)));
            if (piece is not null && pieces.Count < threads * PiecesPerThread)
                continue;
            Parallelism.ForEach(pieces, threads, ready => Read(ready.Piece, ready.Tally, types), cancellationToken);
            foreach (var (_, tally) in pieces)
                _tally.Join(tally);
            pieces.Clear();
        }
        while (piece is not null);
    }

    private void Read(CsvPiece piece, DescriptionTally tally, CsvFieldType?[] types)
    {
        using (piece)
        {
            while (piece.Read() is { } contact)
                tally.Count(contact, _normalizer.Normalize(contact), piece.Fields, types, _places);
        }
    }

    /// <summary>Says how many people it are; what is broken was told before.</summary>
    private async Task<int> CountPeopleAsync(CancellationToken cancellationToken)
    {
        var wrapped = Options.Create(_audience);
        AudienceReader reader = new(_normalizer, new(_audience, TokenNameMatcher.Instance), TokenNameMatcher.Instance, wrapped);
        _problems.IsListening = false;
        await using var list = await reader.ReadAsync(_file, null, cancellationToken);
        return list.Persons;
    }

    private List<ContactCsvColumn> Columns(CsvLayout layout)
    {
        List<ContactCsvColumn> columns = [];
        for (var i = 0; i < layout.Header.Headers.Count; i++)
        {
            var column = layout.Header.Columns.FirstOrDefault(c => c.Index == i);
            var filled = _tally.Rows == 0 ? 0 : _tally.Filled(i) / (double)_tally.Rows;
            columns.Add(new(layout.Header.Headers[i], column?.Field.ToString(), filled, _tally.Examples(i)));
        }

        return columns;
    }

    private static AudienceOptions Bounded(AudienceOptions audience)
    {
        AudienceOptions bounded = new()
        {
            MaxAccountsPerAddress = audience.MaxAccountsPerAddress,
            MaxAccountsPerPerson = audience.MaxAccountsPerPerson,
            DefaultCountry = audience.DefaultCountry,
            ListZone = audience.ListZone,
            TemporaryDirectory = audience.TemporaryDirectory,
            MemoryBudget = Math.Min(audience.MemoryBudget, Memory),
        };
        bounded.RoleLocalParts.Clear();
        bounded.RoleLocalParts.UnionWith(audience.RoleLocalParts);
        bounded.NotSame.UnionWith(audience.NotSame);
        return bounded;
    }
}
