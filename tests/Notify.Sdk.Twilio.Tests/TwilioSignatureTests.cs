using System.Text;
using Notify.Sdk.Conformance;
using Notify.Sdk.Http.Hooks;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>
/// The vectors are those of Twilio's own library for .NET (twilio-csharp, test/Twilio.Test/Security/RequestValidatorTest.cs), read on
/// 2026-11-27.
/// </summary>
public sealed class TwilioSignatureTests
{
    private const string Address = "https://mycompany.com/myapp.php?foo=1&bar=2", Token = "12345",
        Form = "CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212",
        Signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
        BodyAddress = Address + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620",
        Body = """{"property": "value", "boolean": true}""", BodySignature = "a9nBmqA0ju/hNViExpshrM61xv4=";

    [Fact]
    public void A_form_is_signed_with_its_fields_by_name()
    {
        IsGenuine(Hook(Address, Form, Signature)).Should().BeTrue();
        IsGenuine(Hook(Address, string.Join('&', Form.Split('&').Reverse()), Signature))
            .Should().BeTrue("the order in the form is no part of it");
        IsGenuine(Hook(Address, Form + "&Extra=1", Signature)).Should().BeFalse();
        IsGenuine(Hook(Address, Form.Replace("Digits=1234", "Digits=1235", StringComparison.Ordinal), Signature)).Should().BeFalse();
        IsGenuine(Hook(Address + "&x=1", Form, Signature)).Should().BeFalse();
        IsGenuine(Hook(Address.Replace("https", "http", StringComparison.Ordinal), Form, Signature)).Should().BeFalse();
        IsGenuine(Hook(Address, Form, Signature), "54321").Should().BeFalse();
        IsGenuine(Hook(Address, Form, null)).Should().BeFalse();
        IsGenuine(Hook(Address, Form, "")).Should().BeFalse();
    }

    [Fact]
    public void While_a_token_is_rotated_both_are_good() =>
        TwilioSignature.IsGenuine(Hook(Address, Form, Signature), ["54321", Token]).Should().BeTrue();

    [Theory]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2")]
    [InlineData("https://mycompany.com:8443/myapp.php?foo=1&bar=2")]
    public void The_port_may_be_missing_from_what_is_signed(string called) =>
        IsGenuine(Hook(called, Form, Signature)).Should().BeTrue();

    [Fact]
    public void The_port_may_be_in_what_is_signed_and_not_in_the_address()
    {
        var signed = SignedHook.Sign("https://mycompany.com:443/myapp.php?foo=1&bar=2", Form, Token);
        IsGenuine(Hook(Address, Form, signed)).Should().BeTrue();
        IsGenuine(Hook("https://[::1]/x", "a=1", SignedHook.Sign("https://[::1]:443/x", "a=1", Token))).Should().BeTrue();
        IsGenuine(Hook("https://mycompany.com", "", SignedHook.Sign("https://mycompany.com:443", "", Token))).Should().BeTrue();
    }

    [Fact]
    public void Of_another_body_the_address_has_the_digest()
    {
        IsGenuine(Hook(BodyAddress, Body, BodySignature, "application/json")).Should().BeTrue();
        IsGenuine(Hook(BodyAddress, Body + " ", BodySignature, "application/json")).Should().BeFalse();
        IsGenuine(Hook(Address, Body, SignedHook.Sign(Address, "", Token), "application/json"))
            .Should().BeFalse("nothing vouches for the body");
        IsGenuine(Hook(BodyAddress, Form, BodySignature, "text/plain")).Should().BeFalse();
    }

    [Fact]
    public void A_request_without_a_body_is_signed_by_its_address()
    {
        const string called = "https://mycompany.com/myapp.php?Digits=1";
        IsGenuine(Hook(called, "", SignedHook.Sign(called, "", Token))).Should().BeTrue();
    }

    [Fact]
    public void A_name_that_comes_twice_is_signed_with_each_of_its_values_once()
    {
        var address = new Uri(Address).AbsoluteUri;
        var signed = SignedHook.Sign(address + "MediaUrlaMediaUrlb", "", Token);
        IsGenuine(Hook(address, "MediaUrl=b&MediaUrl=a&MediaUrl=b", signed)).Should().BeTrue();
    }

    private static bool IsGenuine(HookRequest request, string token = Token) => TwilioSignature.IsGenuine(request, [token]);

    private static HookRequest Hook(string address, string body, string? signature,
        string type = "application/x-www-form-urlencoded") => new()
        {
            Method = "POST",
            Address = new(address),
            Headers = signature is null ? [new("Content-Type", type)] : [new("Content-Type", type), new("X-Twilio-Signature", signature)],
            Body = Encoding.UTF8.GetBytes(body),
            ReceivedAt = Samples.Now,
        };
}
