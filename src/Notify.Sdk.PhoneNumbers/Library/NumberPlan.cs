namespace Notify.Sdk.PhoneNumbers.Library;

/// <summary>What the numbering plan says of a number: its region (0 for none), its type, and whether its length fits.</summary>
internal readonly record struct NumberPlan(int Region, PhoneNumberType Type, PossibleResult Possible);
