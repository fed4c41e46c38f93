using System.Globalization;
using System.Reflection;
using System.Text;

namespace Notify.Sdk.Tests.Shape;

/// <summary>Writes the public surface of an assembly as text, one member a line, ordered, so that a change shows in a diff.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(char)] = "char", [typeof(int)] = "int",
        [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(double)] = "double", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    public static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetExportedTypes().OrderBy(t => t.FullName, StringComparer.Ordinal);

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in Types(assembly))
        {
            text.Append(Head(type)).Append('\n');
            foreach (var line in Members(type).Select(Line).Where(l => l.Length > 0).Order(StringComparer.Ordinal))
                text.Append("    ").Append(line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The members that a caller or a deriving class can name; what the compiler adds to records is left out.</summary>
    public static IEnumerable<MemberInfo> Members(Type type) => type.GetMembers(Declared).Where(m => m switch
    {
        MethodInfo method => IsOpen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)) && !IsOfRecord(type, method) && !method.Name.Contains('<', StringComparison.Ordinal),
        ConstructorInfo constructor => IsOpen(constructor) && !type.IsEnum && !IsCopy(type, constructor),
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsOpen) && property.Name != "EqualityContract",
        FieldInfo field => (field.IsPublic || field.IsFamily) && !field.IsSpecialName,
        EventInfo @event => IsOpen(@event.AddMethod!),
        _ => false,
    });

    public static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is not null;

    private static bool IsOpen(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static bool IsCopy(Type type, ConstructorInfo constructor) => IsRecord(type) && constructor.GetParameters() is [var only] && only.ParameterType == type;

    private static bool IsOfRecord(Type type, MethodInfo method) => IsRecord(type)
        && (method.Name is "PrintMembers" or "Deconstruct" or "GetHashCode" or "Equals" or "op_Equality" or "op_Inequality" || (method.Name == "ToString" && IsGenerated(method)));

    private static bool IsGenerated(MemberInfo member) => member.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));

    private static string Head(Type type)
    {
        var kind = type switch
        {
            { IsEnum: true } => $"enum {Name(type)} : {Name(Enum.GetUnderlyingType(type))}",
            { IsInterface: true } => $"interface {Name(type)}",
            { IsValueType: true } => $"{(IsRecord(type) ? "record struct" : "struct")} {Name(type)}",
            { IsAbstract: true, IsSealed: true } => $"static class {Name(type)}",
            _ => $"{(type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "")}{(IsRecord(type) ? "record" : "class")} {Name(type)}",
        };
        string[] bases = type.IsEnum ? [] :
        [
            .. type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [Name(parent)] : Array.Empty<string>(),
            .. type.GetInterfaces().Where(i => i.IsVisible && i.Name != "IEquatable`1").Select(i => Name(i)).Order(StringComparer.Ordinal),
        ];
        return bases.Length == 0 ? kind : $"{kind} : {string.Join(", ", bases)}";
    }

    private static string Line(MemberInfo member) => member switch
    {
        FieldInfo { IsLiteral: true, DeclaringType.IsEnum: true } f => $"{f.Name} = {Convert.ToInt64(f.GetRawConstantValue(), CultureInfo.InvariantCulture)}",
        FieldInfo { IsLiteral: true } f => $"const {Name(f.FieldType)} {f.Name} = {Literal(f.GetRawConstantValue())}",
        FieldInfo f => $"{(f.IsStatic ? "static " : "")}{(f.IsInitOnly ? "readonly " : "")}{Name(f.FieldType, Nullability.Create(f))} {f.Name}",
        PropertyInfo p => $"{Modifiers(p.GetAccessors(true)[0])}{(IsRequired(p) ? "required " : "")}{Name(p.PropertyType, Nullability.Create(p))} {Indexed(p)} {{ {Accessors(p)}}}",
        ConstructorInfo c => $"{c.DeclaringType!.Name.Split('`')[0]}({Parameters(c)})",
        MethodInfo m => $"{Modifiers(m)}{Name(m.ReturnType, Nullability.Create(m.ReturnParameter))} {m.Name}{Generic(m)}({Parameters(m)})",
        EventInfo e => $"event {Name(e.EventHandlerType!)} {e.Name}",
        _ => "",
    };

    private static string Indexed(PropertyInfo property) => property.GetIndexParameters().Length == 0 ? property.Name : $"this[{string.Join(", ", property.GetIndexParameters().Select(Parameter))}]";

    private static bool IsRequired(PropertyInfo property) => property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute));

    private static string Accessors(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsOpen(getter) ? "get; " : "";
        var set = property.SetMethod is { } setter && IsOpen(setter)
            ? setter.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit") ? "init; " : "set; "
            : "";
        return get + set;
    }

    private static string Modifiers(MethodInfo method) =>
        (method.IsFamily ? "protected " : "") + (method.IsStatic ? "static " : "")
        + (method.DeclaringType!.IsInterface || !method.IsVirtual || method.IsFinal ? "" : method.IsAbstract ? "abstract " : method.GetBaseDefinition() != method ? "override " : "virtual ");

    private static string Generic(MethodInfo method) => method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(a => a.Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var by = !type.IsByRef ? "" : parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref ";
        var name = Name(type.IsByRef ? type.GetElementType()! : type, Nullability.Create(parameter));
        return $"{by}{name} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Literal(parameter.RawDefaultValue)}" : "")}";
    }

    private static string Literal(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        bool yes => yes ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type, NullabilityInfo? nullability = null)
    {
        var mark = !type.IsValueType && nullability is { ReadState: NullabilityState.Nullable } or { WriteState: NullabilityState.Nullable } ? "?" : "";
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Name(inner) + "?";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!, nullability?.ElementType)}[]{mark}";
        if (type.IsGenericParameter)
            return type.Name + mark;
        if (!type.IsGenericType)
            return (Keywords.TryGetValue(type, out var keyword) ? keyword : Qualified(type)) + mark;
        var arguments = type.GetGenericArguments();
        var names = arguments.Select((a, i) => Name(a, nullability?.GenericTypeArguments is { } states && states.Length == arguments.Length ? states[i] : null));
        return $"{Qualified(type).Split('`')[0]}<{string.Join(", ", names)}>{mark}";
    }

    private static string Qualified(Type type) => type.Namespace is { } space && space.StartsWith("Notify.", StringComparison.Ordinal) && type.FullName is { } full
        ? full.Replace('+', '.').Split('[')[0]
        : type.Name;
}
