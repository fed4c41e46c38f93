using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Notify.Sdk.Tests.Shape;

/// <summary>The folders print the flow, and no stage looks ahead.</summary>
public partial class StageTests
{
    private static readonly string[] Stages = ["Audience", "Permission", "Planning", "Rendering", "Sending", "Tracking"];
    private static readonly Assembly Core = typeof(INotifier).Assembly;

    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void The_folders_of_the_core_are_the_stages_in_the_order_of_the_flow() =>
        Directory.GetDirectories(Repository.PathTo("src", "Notify.Sdk")).Select(Path.GetFileName).Where(f => f is not ("bin" or "obj"))
            .Order(StringComparer.Ordinal).Should().Equal(Stages);

    [Fact]
    public void No_type_of_a_stage_names_a_type_of_a_later_stage()
    {
        var offenders = from type in Core.GetTypes()
                        let stage = StageOf(type)
                        where stage >= 0
                        from used in Used(type).SelectMany(Parts).Distinct()
                        where StageOf(used) > stage
                        select $"{type.FullName} -> {used.FullName}";
        offenders.Should().BeEmpty();
    }

    [Fact]
    public void No_source_of_a_stage_uses_the_namespace_of_a_later_stage()
    {
        var offenders = from file in Repository.Sources("Notify.Sdk")
                        let folder = Path.GetFileName(Path.GetDirectoryName(file))!
                        let stage = Array.IndexOf(Stages, folder)
                        where stage >= 0
                        from Match use in StageName().Matches(File.ReadAllText(file))
                        where Array.IndexOf(Stages, use.Groups[1].Value) > stage
                        select $"{folder}/{Path.GetFileName(file)}: {use.Value}";
        offenders.Should().BeEmpty();
    }

    [Theory]
    [InlineData("Notify.Sdk")]
    [InlineData("Notify.Sdk.PhoneNumbers")]
    [InlineData("Notify.Sdk.Smtp")]
    [InlineData("Notify.Sdk.Sqlite")]
    public void A_namespace_is_its_folder(string project)
    {
        // Extension methods of registration live where applications look for them.
        var offenders = from file in Repository.Sources(project)
                        let declared = Namespace().Match(File.ReadAllText(file)).Groups[1].Value
                        let folder = Path.GetRelativePath(Repository.PathTo("src"), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.')
                        where declared != "" && declared != folder && declared != "Microsoft.Extensions.DependencyInjection"
                        select $"{Path.GetFileName(file)}: {declared} in {folder}";
        offenders.Should().BeEmpty();
    }

    [Fact]
    public void Satellites_know_the_core_only_and_the_phone_engine_knows_nobody()
    {
        foreach (var project in Directory.GetDirectories(Repository.PathTo("src")).Select(Path.GetFileName))
        {
            string[] allowed = project switch
            {
                "Notify.Sdk" => ["Notify.Sdk.PhoneNumbers"],
                "Notify.Sdk.PhoneNumbers" => [],
                _ => ["Notify.Sdk"],
            };
            var file = Repository.PathTo("src", project!, $"{project}.csproj");
            ProjectReference().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Should().BeSubsetOf(allowed, project);
        }
    }

    [Theory]
    [InlineData("Notify.Sdk")]
    [InlineData("Notify.Sdk.PhoneNumbers")]
    [InlineData("Notify.Sdk.Smtp")]
    [InlineData("Notify.Sdk.Sqlite")]
    public void Internal_classes_are_sealed(string assembly) =>
        Assembly.Load(assembly).GetTypes()
            .Where(t => t is { IsClass: true, IsSealed: false, IsAbstract: false } && !t.IsVisible && !t.IsDefined(typeof(CompilerGeneratedAttribute)) && !t.Name.Contains('<'))
            .Select(t => t.FullName).Should().BeEmpty();

    /// <summary>Everything that a type names: bases, members, parameters, locals, and what its method bodies call.</summary>
    private static IEnumerable<Type> Used(Type type)
    {
        IEnumerable<Type?> named =
        [
            type.BaseType,
            .. type.GetInterfaces(),
            .. type.GetFields(Everything).Select(f => f.FieldType),
            .. type.GetProperties(Everything).Select(p => p.PropertyType),
            .. type.GetMethods(Everything).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)),
            .. type.GetConstructors(Everything).SelectMany(c => c.GetParameters().Select(p => p.ParameterType)),
            .. type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)).SelectMany(Locals),
        ];
        return named.OfType<Type>();
    }

    private static IEnumerable<Type> Locals(MethodBase method) => method.GetMethodBody()?.LocalVariables.Select(l => l.LocalType) ?? [];

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    private static int StageOf(Type type) =>
        type.Assembly == Core && type.Namespace is { } name && name.StartsWith("Notify.Sdk.", StringComparison.Ordinal) ? Array.IndexOf(Stages, name["Notify.Sdk.".Length..]) : -1;

    [GeneratedRegex(@"\bNotify\.Sdk\.(Audience|Permission|Planning|Rendering|Sending|Tracking)\b")]
    private static partial Regex StageName();

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*/([\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();
}
