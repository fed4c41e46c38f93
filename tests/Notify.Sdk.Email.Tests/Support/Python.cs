using System.Diagnostics;
using System.Text.Json;

namespace Notify.Sdk.Email.Tests.Support;

/// <summary>Python's <c>email</c> package: a parser that knows nothing of the writer.</summary>
internal static class Python
{
    private const string Script = """
        import base64, email, email.policy, json, pathlib, sys

        def b64(data):
            return base64.b64encode(data).decode()

        def leaf(part):
            return {"Type": part.get_content_type(), "Charset": part.get_content_charset(), "Disposition": part.get_content_disposition(),
                    "FileName": part.get_filename(), "ContentId": part["content-id"], "Content": b64(part.get_payload(decode=True))}

        def address(message, name):
            field = message[name]
            if field is None:
                return None
            one, = field.addresses
            return {"Name": b64(one.display_name.encode("utf-8", "replace")), "Address": one.addr_spec}

        def tree(part):
            kind = part.get_content_type()
            return kind if not part.is_multipart() else kind + "(" + ",".join(tree(p) for p in part.iter_parts()) + ")"

        result = {}
        for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml")):
            message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if any(0xdc80 <= ord(c) <= 0xdcff for c in message.as_string(policy=email.policy.compat32).split("\n\n")[0]) or b"\xc3" in path.read_bytes().split(b"\r\n\r\n")[0]:
                message = email.message_from_string(path.read_bytes().decode("utf-8"), policy=email.policy.default)
            result[path.name] = {
                "Tree": tree(message),
                "Subject": b64(str(message["subject"]).encode("utf-8", "replace")),
                "From": address(message, "from"), "To": address(message, "to"), "ReplyTo": address(message, "reply-to"),
                "Headers": {name.lower(): str(value) for name, value in message.items()},
                "Date": message["date"].datetime.isoformat(),
                "Leaves": [leaf(p) for p in message.walk() if not p.is_multipart()],
                "Defects": [str(d) for p in message.walk() for d in p.defects] + [str(d) for v in message.values() for d in getattr(v, "defects", [])],
            }
        print(json.dumps(result))
        """;

    /// <summary>Skips the test where there is no python3; on a build server its absence is a failure.</summary>
    public static async Task<Dictionary<string, ParsedEmail>> ParseAsync(string directory)
    {
        var start = new ProcessStartInfo("python3")
        {
            ArgumentList = { "-c", Script, directory },
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Environment.GetEnvironmentVariable("CI").Should()
                .NotBe("true", "a build server needs python3 for the independent parser check");
            throw new SkipException("python3 is not installed; the independent parser check did not run");
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.Should().Be(0, await errors);
            return JsonSerializer.Deserialize<Dictionary<string, ParsedEmail>>(output)!;
        }
    }
}

internal sealed record ParsedAddress(string Name, string Address)
{
    public string DisplayName => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Name));
}

internal sealed record ParsedLeaf(string Type, string? Charset, string? Disposition, string? FileName, string? ContentId, string Content)
{
    public byte[] Octets => Convert.FromBase64String(Content);

    public string Text => System.Text.Encoding.UTF8.GetString(Octets);
}

internal sealed record ParsedEmail(
    string Tree, string Subject, ParsedAddress From, ParsedAddress To, ParsedAddress? ReplyTo,
    Dictionary<string, string> Headers, string Date, List<ParsedLeaf> Leaves, List<string> Defects)
{
    public string SubjectText => System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(Subject));
}
