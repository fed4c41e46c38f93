using System.Collections.Concurrent;

namespace Notify.Sdk.Audience;

/// <summary>Reads a list once, some pieces at a time, and digests these on several threads.</summary>
internal sealed class DigestReader(DigestRules rules, KeyedHash hash, int threads)
{
    private const int PiecesPerThread = 4;
    private const int RowsBetweenLooks = 256;

    private readonly Lock _joining = new();
    private readonly ConcurrentBag<Desk> _desks = [];

    public async Task ReadAsync(IContactSource source, ListDigest into, IProgress<SendProgress>? progress,
        CancellationToken cancellationToken)
    {
        var pieces = new List<IContactRows>();
        IContactRows? piece;
        do
        {
            piece = await source.NextAsync(cancellationToken);
            if (piece is not null) pieces.Add(piece);
            if (piece is not null && pieces.Count < threads * PiecesPerThread) continue;
            Parallelism.ForEach(pieces, threads, ready => Digest(ready, into, cancellationToken), cancellationToken);
            pieces.Clear();
            progress?.Report(new(SendStep.Reading, into.Rows, null));
        }
        while (piece is not null);
    }

    private void Digest(IContactRows piece, ListDigest into, CancellationToken cancellationToken)
    {
        var desk = _desks.TryTake(out var known) ? known : new(new(rules, hash));
        desk.Piece.Clear();
        using (piece)
        {
            while (piece.TryRead(desk.Row))
            {
                if (desk.Piece.Rows % RowsBetweenLooks == 0) cancellationToken.ThrowIfCancellationRequested();
                desk.Digester.Take(desk.Row, desk.Piece);
            }
        }

        lock (_joining) into.Join(desk.Piece);
        _desks.Add(desk);
    }

    /// <summary>What one thread works with.</summary>
    private sealed record Desk(RowDigester Digester)
    {
        public ContactRow Row { get; } = new();

        public DigestPiece Piece { get; } = new();
    }
}
