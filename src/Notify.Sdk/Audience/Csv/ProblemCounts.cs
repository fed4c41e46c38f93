namespace Notify.Sdk.Audience;

/// <summary>Counts what is wrong with a file by its kind, so that a thousand equal lines are one. Told by one thread at a time.</summary>
internal sealed class ProblemCounts(Action<ContactCsvError>? listener)
{
    private readonly Dictionary<(string Problem, string? Column), ContactCsvProblem> _kinds = [];

    /// <summary>Whether what comes is new; false while a file is read once more.</summary>
    public bool IsListening { get; set; } = true;

    public long RowsLeftOut { get; private set; }

    /// <summary>The kinds, those that cost most rows first.</summary>
    public IReadOnlyList<ContactCsvProblem> All =>
        [.. _kinds.Values.OrderByDescending(p => p.RowsLeftOut).ThenByDescending(p => p.Count).ThenBy(p => p.FirstLine)];

    public void Tell(ContactCsvError error)
    {
        if (!IsListening)
            return;
        listener?.Invoke(error);
        RowsLeftOut += error.RowSkipped ? 1 : 0;
        var kind = (error.Problem, error.Column);
        _kinds[kind] = _kinds.TryGetValue(kind, out var known)
            ? known with { Count = known.Count + 1 }
            : new(error.Problem, error.Remedy, error.Column, 1, error.LineNumber, error.RowSkipped);
    }
}
