using System.Reflection;
using System.Runtime.CompilerServices;

namespace Notify.Sdk.Shape.Tests;

public sealed class FolderTests
{
    private const string PhoneLibrary = "PhoneNumbers";

    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<string, int> Stages = SourceTree.Declarations(SourceTree.Core)
        .GroupBy(d => d.Type, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => Array.IndexOf(SourceTree.Stages, g.First().Folder), StringComparer.Ordinal);

    [Fact]
    public void The_folders_of_the_core_are_the_six_stages_in_the_order_of_the_flow()
    {
        Directory.GetDirectories(SourceTree.ProjectFolder(SourceTree.Core))
            .Select(f => Path.GetFileName(f))
            .Where(f => f is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Should().Equal(SourceTree.Stages);
    }

    /// <summary>
    /// A folder of the core is a stage; folders inside it sort its files. What readers name stands in the namespace of the reader: an
    /// application's, or a store's. All else is in the namespace of its stage. Satellites have a namespace for each folder.
    /// </summary>
    [Fact]
    public void A_namespace_is_a_reader_or_a_folder()
    {
        var offenders =
            from assembly in SourceTree.All
            let project = SourceTree.ProjectFolder(assembly)
            from file in SourceTree.Sources(project)
            where !file.EndsWith("ServiceCollectionExtensions.cs", StringComparison.Ordinal)
                && !file.EndsWith("AssemblyInfo.cs", StringComparison.Ordinal)
            let folder = Path.GetDirectoryName(Path.GetRelativePath(project, file))!
                .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries)
            let isCore = assembly == SourceTree.Core
            let expected = string.Join('.', folder.Take(isCore ? 1 : int.MaxValue).Prepend(assembly.GetName().Name))
            where !(isCore ? SourceTree.ForReaders.Append(expected) : [expected])
                .Any(name => File.ReadLines(file).Any(line => line.TrimEnd() == $"namespace {name};"))
            select $"{Path.GetRelativePath(SourceTree.Root, file)} should say '{expected}'";

        offenders.Should().BeEmpty();
    }

    /// <summary>Who looks for the tests of a class finds them where the class is.</summary>
    [Fact]
    public void The_tests_of_the_core_stand_in_its_folders()
    {
        var core = SourceTree.ProjectFolder(SourceTree.Core);
        var tests = Path.Combine(SourceTree.Root, "tests", "Notify.Sdk.Tests");
        var homes = SourceTree.Sources(core).ToLookup(f => Path.GetFileName(f).Split('.')[0], f => Folder(core, f), StringComparer.Ordinal);
        string[] own = ["TestKit", "Invariants", "Conformance"];
        var offenders =
            from file in SourceTree.Sources(tests)
            let folder = Folder(tests, file)
            let name = Path.GetFileNameWithoutExtension(file)
            let subject = name.EndsWith("Tests", StringComparison.Ordinal) ? homes[name[..^"Tests".Length]] : []
            where !own.Contains(folder) && (!Directory.Exists(Path.Combine(core, folder)) || (subject.Any() && !subject.Contains(folder)))
            select SourceTree.Relative(file);

        offenders.Should().BeEmpty();

        static string Folder(string root, string file) => Path.GetDirectoryName(Path.GetRelativePath(root, file))!;
    }

    [Fact]
    public void No_stage_knows_a_later_one_by_its_types()
    {
        Stages.Values.Where(stage => stage >= 0).Should().HaveCountGreaterThan(400);
        var offenders =
            from type in SourceTree.Core.GetTypes()
            where !IsComposition(type)
            let own = StageOf(type)
            where own >= 0
            from known in TypesKnownTo(type)
            where known.Assembly == SourceTree.Core && StageOf(known) > own
            select $"{type.FullName} knows {known.FullName}";

        offenders.Distinct().Should().BeEmpty();
    }

    [Fact]
    public void No_stage_imports_a_later_one()
    {
        var offenders =
            from own in Enumerable.Range(0, SourceTree.Stages.Length)
            from file in SourceTree.Sources(Path.Combine(SourceTree.ProjectFolder(SourceTree.Core), SourceTree.Stages[own]))
            from later in SourceTree.Stages[(own + 1)..]
            where File.ReadLines(file).Any(line => line.StartsWith($"using Notify.Sdk.{later};", StringComparison.Ordinal))
            select $"{Path.GetRelativePath(SourceTree.Root, file)} imports {later}";

        offenders.Should().BeEmpty();
    }

    [Fact]
    public void Satellites_see_only_the_core_with_what_it_stands_on_and_providers_their_road()
    {
        var offenders =
            from satellite in SourceTree.Satellites
            from reference in satellite.GetReferencedAssemblies()
            where reference.Name!.StartsWith("Notify.Sdk", StringComparison.Ordinal)
                && reference.Name is not ("Notify.Sdk" or "Notify.Sdk.PhoneNumbers")
                && !(reference.Name == "Notify.Sdk.Http" && SourceTree.Providers.Contains(satellite))
            select $"{satellite.GetName().Name} references {reference.Name}";

        offenders.Should().BeEmpty();
    }

    [Fact]
    public void The_phone_number_engine_depends_on_its_library_and_on_nothing_of_ours()
    {
        SourceTree.All[0].GetReferencedAssemblies().Should()
            .OnlyContain(a => a.Name!.StartsWith("System", StringComparison.Ordinal) || a.Name == PhoneLibrary);
    }

    [Fact]
    public void Only_the_phone_number_engine_sees_the_types_of_its_library()
    {
        SourceTree.All.Skip(1).Where(a => a.GetReferencedAssemblies().Any(r => r.Name == PhoneLibrary)).Should().BeEmpty();
        var shown = SourceTree.All[0].GetExportedTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType));
        shown.Where(type => type.Assembly.GetName().Name == PhoneLibrary).Should().BeEmpty();
    }

    [Fact]
    public void Internal_classes_are_sealed_or_static()
    {
        var offenders =
            from assembly in SourceTree.All
            from type in assembly.GetTypes()
            where type is { IsClass: true, IsNotPublic: true, IsSealed: false, IsAbstract: false }
                && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
            where !assembly.GetTypes().Any(t => t.BaseType == type)
            where type.Namespace?.StartsWith("Notify.Sdk", StringComparison.Ordinal) == true
            select type.FullName;

        offenders.Should().BeEmpty();
    }

    /// <summary>The stage by the folder of the file that declares the type, whatever its namespace; -1 for those of no stage.</summary>
    private static int StageOf(Type type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return Stages.GetValueOrDefault($"{type.Namespace}.{type.Name.Split('`')[0]}", -1);
    }

    /// <summary>Registration names everything; it belongs to no stage.</summary>
    private static bool IsComposition(Type type) => type.Namespace == "Microsoft.Extensions.DependencyInjection";

    private static IEnumerable<Type> TypesKnownTo(Type type)
    {
        var known = new List<Type?> { type.BaseType };
        known.AddRange(type.GetInterfaces());
        foreach (var field in type.GetFields(Everything))
            known.Add(field.FieldType);
        foreach (var method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
        {
            known.AddRange(method.GetParameters().Select(p => p.ParameterType));
            known.Add((method as MethodInfo)?.ReturnType);
            known.AddRange(method.GetMethodBody()?.LocalVariables.Select(v => v.LocalType) ?? []);
        }

        return known.OfType<Type>().SelectMany(Unfold);
    }

    private static IEnumerable<Type> Unfold(Type type)
    {
        if (type.HasElementType)
            return Unfold(type.GetElementType()!);
        var self = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return type.IsGenericType ? type.GetGenericArguments().SelectMany(Unfold).Append(self) : [self];
    }
}
