using System.Diagnostics;
using System.Text.Json;

namespace Notify.Sdk.Email.Tests.Support;

/// <summary>dkimpy: a verifier that knows nothing of the signer. Its look-up in DNS is a function that knows one record.</summary>
internal static class PythonDkim
{
    private const string Script = """
        import json, pathlib, sys
        import dkim

        record = sys.argv[2].encode()
        def dns(name, timeout=5):
            return record if name in (b"mail2026._domainkey.shop.example.", "mail2026._domainkey.shop.example.") else None

        print(json.dumps({path.name: dkim.verify(path.read_bytes(), dnsfunc=dns) for path in sorted(pathlib.Path(sys.argv[1]).glob("*.eml"))}))
        """;

    /// <summary>Which messages verify. Skips the test where python3-dkim is missing; on a build server that is a failure.</summary>
    public static async Task<bool[]> VerifyAsync(params IReadOnlyList<byte[]> messages)
    {
        using var directory = new TempDirectory();
        Directory.CreateDirectory(directory.Path);
        for (var i = 0; i < messages.Count; i++)
            await File.WriteAllBytesAsync(Path.Combine(directory.Path, $"{i:D5}.eml"), messages[i]);
        var python = await FindAsync();
        var (code, output, errors) = await RunAsync(python, "-c", Script, directory.Path, Keys.DnsRecord);
        code.Should().Be(0, errors);
        return [.. JsonSerializer.Deserialize<SortedDictionary<string, bool>>(output)!.Values];
    }

    // Debian installs the package for its own python3, which need not be the first in PATH.
    private static async Task<string> FindAsync()
    {
        foreach (var python in new[] { "python3", "/usr/bin/python3" })
        {
            if ((await RunAsync(python, "-c", "import dkim")).Code == 0)
                return python;
        }

        Environment.GetEnvironmentVariable("CI").Should().NotBe("true", "a build server needs python3-dkim (eng/install-test-servers.sh)");
        throw new SkipException("python3-dkim is not installed; the independent DKIM check did not run");
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process =
                Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, output, await errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "", $"{program} is missing");
        }
    }
}
