namespace Notify.Sdk.Permission;

/// <summary>The lines of a file, with the count of those that cannot be used. Empty lines and a header are passed over.</summary>
internal sealed class RegisterReader(Stream file, int listed, IProgress<RegisterProgress>? progress) : IDisposable
{
    private const int Step = 100_000;
    private const int LongestLine = 1_024;

    private readonly StreamReader _reader = new(file ?? throw new ArgumentNullException(nameof(file)), bufferSize: 65_536, leaveOpen: true);
    private readonly List<long> _garbage = [];
    private BoundedLines? _lines;
    private long _given;

    public long Lines { get; private set; }

    public long Garbage { get; private set; }

    public IReadOnlyList<long> GarbageLines => [.. _garbage];

    /// <summary>The next line that says something, or null at the end.</summary>
    public async ValueTask<string?> NextAsync(CancellationToken cancellationToken)
    {
        _lines ??= new(_reader, LongestLine);
        while (await _lines.NextAsync(cancellationToken) is { } line)
        {
            Lines++;
            if (Lines % Step == 0)
                progress?.Report(new(Lines, Garbage));
            if (line.TooLong)
                Count();
            else if (!string.IsNullOrWhiteSpace(line.Text))
                return Give(line.Text);
        }

        return null;
    }

    /// <summary>The line that was just read cannot be used: a header when it is the first with words, else garbage.</summary>
    public void Refuse(string line)
    {
        if (_given > 1 || !line.Any(char.IsLetter))
            Count();
    }

    public RegisterImportReport Report(RegisterCopy copy) => new()
    {
        Register = copy.Register,
        Numbers = copy.Numbers.Count,
        Others = copy.Others.Count,
        Lines = Lines,
        Garbage = Garbage,
        GarbageLines = GarbageLines,
    };

    public void Dispose() => _reader.Dispose();

    private string Give(string line)
    {
        _given++;
        return line;
    }

    private void Count()
    {
        Garbage++;
        if (_garbage.Count < listed)
            _garbage.Add(Lines);
    }
}
