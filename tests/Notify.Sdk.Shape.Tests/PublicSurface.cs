using System.Reflection;
using System.Text;

namespace Notify.Sdk.Shape.Tests;

/// <summary>Writes what a package promises as text: every public type and member, one a line, in a fixed order.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The types that somebody can name; those that the compiler makes of blocks of extension members are left out.</summary>
    public static IEnumerable<Type> NamedTypes(Assembly assembly) =>
        assembly.GetExportedTypes().Where(t => !t.FullName!.Contains('<', StringComparison.Ordinal));

    public static string Render(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in NamedTypes(assembly).OrderBy(t => t.FullName, StringComparer.Ordinal))
        {
            text.Append(Describe(type)).Append('\n');
            foreach (var member in Members(type))
                text.Append("    ").Append(member).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The members that a caller or a derived class can name; compiler-made ones of records are left out.</summary>
    public static IEnumerable<MemberInfo> NamedMembers(Type type) => type.GetMembers(Declared)
        .Where(IsPromised)
        .Where(m => m is not Type and not MethodBase { IsSpecialName: true, IsConstructor: false }
            || m.Name.StartsWith("op_", StringComparison.Ordinal))
        .Where(m => !m.Name.Contains('<', StringComparison.Ordinal) && !m.Name.Contains('$', StringComparison.Ordinal));

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type)
                .Select(n => $"{n} = {Convert.ToInt64(Enum.Parse(type, n), System.Globalization.CultureInfo.InvariantCulture)}");
        if (typeof(Delegate).IsAssignableFrom(type))
            return [];
        return NamedMembers(type).Select(Describe).OfType<string>().Order(StringComparer.Ordinal);
    }

    private static bool IsPromised(MemberInfo member) => member switch
    {
        MethodBase method => IsVisible(method),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsVisible),
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        EventInfo raised => raised.AddMethod is { } add && IsVisible(add),
        _ => false,
    };

    private static bool IsVisible(MethodBase method) =>
        method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static string Describe(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsInterface ? "interface" : type.IsValueType ? "struct" : typeof(Delegate)
            .IsAssignableFrom(type) ? "delegate"
            : type is { IsAbstract: true, IsSealed: true } ? "static class" : type.IsSealed ? "sealed class" : type.IsAbstract
                ? "abstract class" : "class";
        return $"{kind} {Name(type)}";
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method =>
            $"{Static(method)}{method.Name}{Generic(method)}({Parameters(method)}) : "
            + $"{Name(method.ReturnType)}{Mark(Nullability.Create(method.ReturnParameter))}",
        PropertyInfo property =>
            $"{Static(property.GetAccessors(nonPublic: true)[0])}{property.Name} : "
            + $"{Name(property.PropertyType)}{Mark(Nullability.Create(property))} {{{Accessors(property)} }}",
        FieldInfo field =>
            $"{(field.IsLiteral ? $"const {field.Name} = {field.GetRawConstantValue()}" : $"{field.Name} : {Name(field.FieldType)}")}",
        EventInfo raised => $"event {raised.Name}",
        _ => null,
    };

    private static string Accessors(PropertyInfo property)
    {
        var set = property.SetMethod is { } setter && IsVisible(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? " init;" : " set;"
            : "";
        return (property.GetMethod is { } getter && IsVisible(getter) ? " get;" : "") + set;
    }

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsOut ? "out " : p.ParameterType.IsByRef ? p.IsIn ? "in " : "ref " : "")}{Name(p.ParameterType)}{Mark(Nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? " = " + (p.DefaultValue ?? "default") : "")}"));

    private static string Mark(NullabilityInfo info) => info.Type.IsValueType || info.ReadState != NullabilityState.Nullable ? "" : "?";

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return $"{Name(inner)}?";
        var name = type.IsGenericParameter || type.Namespace?.StartsWith("Notify.Sdk", StringComparison.Ordinal) != true
            ? type.Name : type.FullName ?? $"{type.Namespace}.{type.Name}";
        if (!type.IsGenericType)
            return name;
        var bare = name.Split('`')[0];
        return $"{bare}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
    }
}
