using System.Text.RegularExpressions;

namespace Notify.Sdk.Shape.Tests;

/// <summary>What a reader has to know: an application two namespaces of the core, a store one more.</summary>
public sealed partial class NamespaceTests
{
    private const int TypesForApplications = 120;

    [Fact]
    public void The_two_namespaces_of_an_application_are_small_enough_to_read()
    {
        SourceTree.NamedTypes(SourceTree.Core).Where(t => SourceTree.ForApplications.Contains(t.Namespace)).Select(t => t.Name)
            .Should().HaveCountLessThanOrEqualTo(TypesForApplications);
    }

    [Fact]
    public void The_first_programs_need_no_other_namespace_of_the_core()
    {
        string[] programs = [Path.Combine(SourceTree.Root, "README.md"),
            .. new[] { "Worker", "QuickStart" }.SelectMany(s => SourceTree.Sources(Path.Combine(SourceTree.Root, "samples", s)))];
        var offenders =
            from file in programs
            from Match used in Import().Matches(File.ReadAllText(file))
            let name = used.Groups[1].Value
            where !SourceTree.ForApplications.Contains(name)
                && SourceTree.Satellites.All(s => !name.StartsWith(s.GetName().Name!, StringComparison.Ordinal))
            select $"{SourceTree.Relative(file)} imports {name}";

        offenders.Should().BeEmpty();
    }

    [Fact]
    public void Who_writes_a_transport_needs_the_application_s_namespaces_alone()
    {
        Type[] transport = [typeof(ITransport), typeof(OutgoingMessage), typeof(SendOutcome), typeof(TransportScope)];
        transport.SelectMany(t => t.GetProperties().Select(p => p.PropertyType).Append(t)).SelectMany(Unfold)
            .Where(t => t.Assembly == SourceTree.Core).Select(t => t.Namespace).Distinct()
            .Should().BeSubsetOf(SourceTree.ForApplications);
    }

    private static IEnumerable<Type> Unfold(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Unfold) : type.HasElementType ? Unfold(type.GetElementType()!) : [type];

    [GeneratedRegex(@"^using (Notify\.Sdk[\w.]*);", RegexOptions.Multiline)]
    private static partial Regex Import();
}
