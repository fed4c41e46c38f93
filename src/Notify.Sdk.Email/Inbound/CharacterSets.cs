using System.Runtime.CompilerServices;

namespace Notify.Sdk.Email.Inbound;

/// <summary>
/// Makes the old character sets of mail known. MimeKit asks the system which it has when it is used first, and the system knows
/// windows-1252, koi8-r or iso-2022-jp only when it was told before.
/// </summary>
internal static class CharacterSets
{
#pragma warning disable CA2255 // it must stand before any use of MimeKit, whichever type of this library is used first
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void Register() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
}
