using System.Text;
using Notify.Sdk.Audience;

namespace Notify.Sdk.Tests.Audience;

/// <summary>The identity of an address as text, whichever way it is read.</summary>
internal static class EmailKeyText
{
    public static string Write(this EmailKeys keys, string text, out bool isRole) =>
        keys.TryReadPlain(text, out var length, out isRole)
            ? Encoding.ASCII.GetString(keys.Plain[..length]) : keys.WriteAny(text, out isRole).ToString();
}
