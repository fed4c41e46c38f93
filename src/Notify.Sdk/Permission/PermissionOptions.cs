namespace Notify.Sdk.Permission;

/// <summary>What limits how often people are told.</summary>
public sealed class PermissionOptions
{
    /// <summary>The frequency caps; all that match must have room. Add with <c>AddFrequencyCap</c>. Default: none.</summary>
    public IList<FrequencyCap> Caps { get; } = [];
}
