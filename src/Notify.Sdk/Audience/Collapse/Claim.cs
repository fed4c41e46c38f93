namespace Notify.Sdk.Audience;

/// <summary>
/// Evidence that rests on a shortened or missing name, and so on there being nobody else whom it could mean. Without a
/// circle (-1) the anchor has the full name that is meant. With one, no full name is known at the address, and the
/// accounts of the circle have the same name with initials, or none.
/// </summary>
internal readonly record struct Claim(int Row, int Anchor, int Circle, int Key, NameAgreement Names);
