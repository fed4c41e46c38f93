namespace Notify.Sdk;

/// <summary>Why something was decided: a stable code for programs, a rule id for auditors, a sentence for people.</summary>
/// <param name="Code">One of <see cref="ReasonCodes"/>, or an integrator's own, lower case, <c>stage.what</c>. Stable across versions.</param>
/// <param name="Rule">The id of the rule or gate that spoke, for example <c>window/courtesy</c>.</param>
/// <param name="Detail">One sentence with the inputs that were used. Never holds an address, a name or a message body.</param>
public sealed record Reason(string Code, string Rule, string Detail)
{
    /// <summary><c>code (rule): detail</c>.</summary>
    public override string ToString() => $"{Code} ({Rule}): {Detail}";
}
