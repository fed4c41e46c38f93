using System.Reflection;
using System.Xml.Linq;

namespace Notify.Sdk.Tests.Shape;

/// <summary>Public is a promise: the surface is a reviewed text file, and every member is documented.</summary>
public class PublicSurfaceTests
{
    private const string Accept = "NOTIFY_ACCEPT_API";

    [Theory]
    [InlineData("Notify.Sdk")]
    [InlineData("Notify.Sdk.PhoneNumbers")]
    [InlineData("Notify.Sdk.Smtp")]
    [InlineData("Notify.Sdk.Sqlite")]
    public void The_public_surface_is_the_reviewed_text_file(string assembly)
    {
        var file = Repository.PathTo("src", assembly, "PublicApi.txt");
        var actual = PublicSurface.Of(Assembly.Load(assembly));
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllText(file, actual);
        var reviewed = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (reviewed == actual)
            return;
        Assert.Fail($"The public surface of {assembly} is not the one in src/{assembly}/PublicApi.txt:\n{Difference(reviewed, actual)}\n"
            + $"If the change is meant, run the tests with {Accept}=1, review the file, and say in CHANGELOG.md what changes for the user.");
    }

    [Theory]
    [InlineData("Notify.Sdk")]
    [InlineData("Notify.Sdk.PhoneNumbers")]
    [InlineData("Notify.Sdk.Smtp")]
    [InlineData("Notify.Sdk.Sqlite")]
    public void Every_public_member_is_documented(string assembly)
    {
        var documented = XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly}.xml")).Descendants("member")
            .Where(m => m.Element("summary") is { } summary && !string.IsNullOrWhiteSpace(summary.Value) || m.Element("inheritdoc") is not null)
            .Select(m => m.Attribute("name")!.Value)
            .ToHashSet(StringComparer.Ordinal);
        var members = PublicSurface.Types(Assembly.Load(assembly)).SelectMany(t => PublicSurface.Members(t).SelectMany(m => Ids(t, m)).Prepend($"T:{Name(t)}"));
        members.Where(id => !IsDocumented(id, documented)).Should().BeEmpty();
    }

    private static bool IsDocumented(string id, HashSet<string> documented) =>
        documented.Contains(id) || (id.StartsWith("M:", StringComparison.Ordinal) && documented.Any(d => d == id || d.StartsWith(id + "(", StringComparison.Ordinal) || d.StartsWith(id + "``", StringComparison.Ordinal)));

    /// <summary>Names as in the XML file, without parameters. Constructors and properties of a record's head are documented by its type.</summary>
    private static IEnumerable<string> Ids(Type type, MemberInfo member) => member switch
    {
        MethodInfo m => [$"M:{Name(type)}.{m.Name}"],
        PropertyInfo p when !IsParameterOfHead(type, p) => [$"P:{Name(type)}.{p.Name}"],
        FieldInfo f => [$"F:{Name(type)}.{f.Name}"],
        EventInfo e => [$"E:{Name(type)}.{e.Name}"],
        _ => [],
    };

    private static bool IsParameterOfHead(Type type, PropertyInfo property) => PublicSurface.IsRecord(type)
        && type.GetConstructors().Any(c => c.GetParameters().Any(p => p.Name == property.Name));

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string Difference(string before, string after)
    {
        var (old, now) = (Lines(before), Lines(after));
        return string.Join('\n', old.Except(now).Select(l => "- " + l).Concat(now.Except(old).Select(l => "+ " + l)).Take(80));
    }

    /// <summary>Each member with its type in front, so that equal lines of two types are told apart.</summary>
    private static List<string> Lines(string text)
    {
        var type = "";
        List<string> lines = [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith(' '))
                type = line.Split(" : ")[0];
            lines.Add(line.StartsWith(' ') ? $"{type}: {line.Trim()}" : line);
        }

        return lines;
    }
}
