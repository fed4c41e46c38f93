using System.Net;
using System.Security.Cryptography;
using System.Text;
using Notify.Sdk.Conformance;
using Notify.Sdk.Http.Hooks;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>Hooks as Twilio makes and signs them; written apart from the library's own reading of signatures.</summary>
internal static class SignedHook
{
    /// <summary>A form, signed.</summary>
    public static HookRequest Of(string address, string form, string token = Account.Token) => new()
    {
        Method = "POST",
        Address = new(address),
        Headers =
        [
            new("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"),
            new("x-twilio-signature", Sign(address, form, token)),
        ],
        Body = Encoding.UTF8.GetBytes(form),
        ReceivedAt = Samples.Now,
    };

    /// <summary>The signature of a form at an address.</summary>
    public static string Sign(string address, string form, string token)
    {
        SortedDictionary<string, string> fields = new(StringComparer.Ordinal);
        foreach (var field in form.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=')))
            fields[WebUtility.UrlDecode(field[0])] = WebUtility.UrlDecode(field[1]);
#pragma warning disable CA5350 // the algorithm is Twilio's
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token),
            Encoding.UTF8.GetBytes(address + string.Concat(fields.Select(f => f.Key + f.Value)))));
#pragma warning restore CA5350
    }
}
