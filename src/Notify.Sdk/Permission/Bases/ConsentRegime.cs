namespace Notify.Sdk.Permission;

/// <summary>What a rule of the law asks for before a message may go out.</summary>
public enum ConsentRegime : byte
{
    /// <summary>One of the bases that it accepts must be in force.</summary>
    OptIn,

    /// <summary>An exception that adds a basis to the opt-in rule that it names. Not applied unless the application chose it.</summary>
    SoftOptIn,

    /// <summary>Nothing, unless the address stands on a register that the rule names; then a consent that lifts it.</summary>
    Register,

    /// <summary>Nothing but that every refusal is honoured.</summary>
    OptOut,

    /// <summary>No consent helps.</summary>
    Prohibited,

    /// <summary>The sender must be registered; the bases that it accepts lift that duty. Said as a note on the decision.</summary>
    Registration,

    /// <summary>How a refusal works; every opt-out is honoured anyway.</summary>
    Revocation,

    /// <summary>Nothing at all.</summary>
    None,
}
