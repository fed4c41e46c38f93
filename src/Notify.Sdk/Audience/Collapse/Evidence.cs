namespace Notify.Sdk.Audience;

/// <summary>
/// One arm of a star of evidence, by row numbers: the row is linked to the star's anchor. The key is the number of the
/// address, or -1.
/// </summary>
internal readonly record struct Evidence(int Row, int Anchor, LinkLevel Level, int Key, NameAgreement Names);
