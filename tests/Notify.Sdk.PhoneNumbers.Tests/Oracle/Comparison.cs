namespace Notify.Sdk.PhoneNumbers.Tests.Oracle;

/// <summary>Asks both sides the same and keeps where they differ.</summary>
internal sealed class Comparison
{
    private const int Shown = 20;

    private readonly List<string> _differences = [];

    public int Texts { get; private set; }

    public int Valid { get; private set; }

    public int Count { get; private set; }

    public void Ask(string text, string? region)
    {
        var (ours, theirs) = (Answer.Ours(text, region), Answer.Theirs(text, region));
        Texts++;
        Valid += theirs.IsValid ? 1 : 0;
        if (ours == theirs)
            return;
        if (Count++ < Shown)
            _differences.Add(
                $"'{CorpusFile.Escape(text)}' in {region ?? "no region"}{Environment.NewLine}library {theirs}{Environment.NewLine}ours    "
                + $"{ours}");
    }

    /// <summary>The first differences as text; empty where there are none.</summary>
    public override string ToString() => string.Join(Environment.NewLine, _differences);
}
