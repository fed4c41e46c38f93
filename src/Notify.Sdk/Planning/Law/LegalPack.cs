using System.Reflection;
using System.Security.Cryptography;
using NodaTime.Text;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;

namespace Notify.Sdk.Planning;

/// <summary>
/// Hours in which people may be contacted, and the consents that it needs, as dated data with sources. Not legal advice. The pack of the
/// library always holds; a pack that is added can only make it stricter. Immutable and thread-safe.
/// </summary>
public sealed class LegalPack
{
    private const string Folder = "Notify.Sdk.Planning.Law.";

    private static readonly Lazy<LegalPack> Embedded = new(ReadEmbedded);

    private LegalPack(IReadOnlyList<(string Name, byte[] Json)> files, bool isBuiltIn = false)
    {
        var read = files.Select(f => LawReader.Read(f.Name, f.Json)).ToList();
        Entries = [.. read.SelectMany(r => r.Entries)];
        Calendars = [.. read.SelectMany(r => r.Calendars)];
        ConsentRules = [.. read.SelectMany(r => r.Bases)];
        if (ConsentRules.GroupBy(r => r.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } same)
            throw new NotifyException(
                $"Rule '{same.Key}' stands in the bases of the law pack {same.Count()} times. Give each an id of its own.");
        if (Calendars.GroupBy(c => c.Calendar.Id, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new NotifyException($"Calendar '{twice.Key}' stands in more than one file of the law pack. Give each an id of its own.");
        // For everybody else the library has its courtesy hours, which an application can see in PlanningOptions.
        Rules = LawRules.Of(isBuiltIn ? [.. Entries.Where(e => e.Jurisdiction != "*")] : Entries);
        FrequencyCaps = LawCaps.Of(Entries);
        var reviewed = Entries.Select(e => e.Reviewed).Concat(ConsentRules.Select(r => r.Reviewed)).Max();
        Version = $"{LocalDatePattern.Iso.Format(reviewed)}.{Hash(files)}";
    }

    /// <summary>The pack that comes with the library; always in force.</summary>
    /// <remarks><c>docs/law.md</c> lists it.</remarks>
    public static LegalPack BuiltIn => Embedded.Value;

    /// <summary>The latest review and a hash of the content, for example <c>2026-11-22.1f6b02c4</c>; stored with every decision.</summary>
    public string Version { get; }

    /// <summary>The entries in the order of the files.</summary>
    public IReadOnlyList<LawEntry> Entries { get; }

    /// <summary>What the law asks for before a message may go out: the consents, in the order of the files.</summary>
    public IReadOnlyList<ConsentRule> ConsentRules { get; }

    /// <summary>The holiday calendars that the entries name.</summary>
    public IReadOnlyList<LawCalendar> Calendars { get; }

    /// <summary>Limits of frequency that the laws name, in their words.</summary>
    public IReadOnlyList<LawCap> Caps => [.. Entries.Select(e => e.Cap).OfType<LawCap>().DistinctBy(c => c.RuleId)];

    /// <summary>
    /// Those limits that can be kept, as caps with the id of their rule; always in force. <c>docs/law.md</c> says which they are.
    /// </summary>
    public IReadOnlyList<FrequencyCap> FrequencyCaps { get; }

    /// <summary>The entries as rules, one for each rule id.</summary>
    public IReadOnlyList<SendWindowRule> Rules { get; }

    /// <summary>Reads a file, or all <c>*.json</c> files of a folder, in the format of <c>law-pack.schema.json</c>.</summary>
    /// <param name="path">File or folder.</param>
    /// <exception cref="NotifyException">Something is wrong; the message names file, entry and field, and what was expected.</exception>
    public static LegalPack Load(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new NotifyException($"There is no law pack at '{path}'. Give the path of a JSON file, or of a folder with such files.");
        string[] files = File.Exists(path) ? [path] : [.. Directory.GetFiles(path, "*.json")
            .Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new NotifyException($"The folder '{path}' has no law pack: there is no *.json file in it.");
        return new([.. files.Select(f => (Path.GetFileName(f), File.ReadAllBytes(f)))]);
    }

    /// <summary>Reads one file that is in memory.</summary>
    /// <param name="name">Name for messages.</param>
    /// <param name="json">UTF-8 JSON in the format of <c>law-pack.schema.json</c>.</param>
    /// <exception cref="NotifyException">Something is wrong; the message names entry and field, and what was expected.</exception>
    public static LegalPack Parse(string name, ReadOnlySpan<byte> json)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new([(name, json.ToArray())]);
    }

    /// <summary>One country as a page of Markdown; see <see cref="LawPacks.Describe"/>.</summary>
    /// <param name="country">ISO 3166-1 alpha-2, <c>EU</c>, or <c>*</c>.</param>
    /// <exception cref="ArgumentException">No country.</exception>
    public string Describe(string country)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(country);
        if (country is not ("*" or EuropeanStates.Code))
            CountryCodes.Checked([country]);
        if (LawPage.Places(this).Contains(country))
            return LawPage.Of(this, country) + LawPage.Legend.ReplaceLineEndings("\n");
        var instead = CountryTable.LawOf(country) ?? (EuropeanStates.All.Contains(country) ? EuropeanStates.Code : "*");
        return $"## {country}\n\nNo entry. What holds there:\n\n{(instead == country ? "" : Describe(instead))}";
    }

    /// <summary>
    /// What the pack says of a rule in one line: what stands behind it, how sure it is, when it was reviewed; null for a rule of
    /// somebody else.
    /// </summary>
    internal string? Cite(string ruleId)
    {
        if (ConsentRules.FirstOrDefault(r => r.Id == ruleId) is { } rule)
            return (rule.CountsAttempts ? "every attempt counts under caps" : $"consent, {LawFields.WordOf(rule.Regime)}")
                + (rule.Accepts.Count == 0 ? "" : $": {BasisSet.Of(rule.Accepts)}")
                + $". {rule.Citation}; {rule.Evidence}, reviewed {LocalDatePattern.Iso.Format(rule.Reviewed)}; {rule.Source}";
        var entries = Entries.Where(e => e.RuleId == ruleId).ToList();
        return entries.Count == 0 ? null
            : $"hours {string.Join("; ", entries.Select(e => e.Hours))}. {entries[0].Citation}; {entries[0].Evidence}, reviewed "
                + $"{LocalDatePattern.Iso.Format(entries[0].Reviewed)}; {entries[0].Source}";
    }

    /// <summary>Version and number of entries.</summary>
    public override string ToString() => $"{Version}, {Entries.Count} entries";

    private static LegalPack ReadEmbedded()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new([.. from name in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal)
                       where name.StartsWith(Folder, StringComparison.Ordinal) && !name.EndsWith(".schema.json", StringComparison.Ordinal)
                       select (name[Folder.Length..], ReadAll(assembly, name))], isBuiltIn: true);
    }

    private static byte[] ReadAll(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Hash(IEnumerable<(string Name, byte[] Json)> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (_, json) in files)
            hash.AppendData(json);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }
}
