using System.Reflection;
using System.Runtime.CompilerServices;

namespace Notify.Sdk.Shape.Tests;

public sealed class FolderTests
{
    private const string PhoneLibrary = "PhoneNumbers";

    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_folders_of_the_core_are_the_six_stages_in_the_order_of_the_flow()
    {
        Directory.GetDirectories(SourceTree.ProjectFolder(SourceTree.Core))
            .Select(f => Path.GetFileName(f))
            .Where(f => f is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal)
            .Should().Equal(SourceTree.Stages);
    }

    /// <summary>A stage of the core is one namespace; folders inside it sort its files and are no names for users to learn.</summary>
    [Fact]
    public void A_namespace_is_a_folder()
    {
        var offenders =
            from assembly in SourceTree.All
            let project = SourceTree.ProjectFolder(assembly)
            from file in SourceTree.Sources(project)
            where !file.EndsWith("ServiceCollectionExtensions.cs", StringComparison.Ordinal)
            let folder = Path.GetDirectoryName(Path.GetRelativePath(project, file))!
            let expected =
                $"namespace "
                + $"{string.Join('.', new[] { assembly.GetName().Name! }.Concat(folder.Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries).Take(assembly == SourceTree.Core ? 1 : int.MaxValue)))};"
            where !File.ReadLines(file).Any(line => line.TrimEnd() == expected)
                && !file.EndsWith("AssemblyInfo.cs", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(SourceTree.Root, file)} should say '{expected}'";

        offenders.Should().BeEmpty();
    }

    [Fact]
    public void No_stage_knows_a_later_one_by_its_types()
    {
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
    public void Satellites_see_only_the_core()
    {
        var offenders =
            from satellite in SourceTree.Satellites
            from reference in satellite.GetReferencedAssemblies()
            where reference.Name!.StartsWith("Notify.Sdk", StringComparison.Ordinal) && reference.Name != "Notify.Sdk"
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

    private static int StageOf(Type type)
    {
        var rest = type.Namespace is { } name && name.StartsWith("Notify.Sdk.", StringComparison.Ordinal) ? name["Notify.Sdk.".Length..]
            .Split('.')[0] : "";
        return Array.IndexOf(SourceTree.Stages, rest);
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
