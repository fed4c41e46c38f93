using System.Diagnostics;
using System.Text.Json;

namespace Notify.Sdk.Email.Tests.Support;

/// <summary>SASLprep over Python's <c>stringprep</c> tables and its Unicode 3.2 normaliser, which know nothing of ours.</summary>
internal static class PythonSaslPrep
{
    private const string Script = """
        import json, random, stringprep as sp, unicodedata

        tables = [getattr(sp, "in_table_" + name) for name in ("c12", "c21", "c22", "c3", "c4", "c5", "c6", "c7", "c8", "c9")]
        def prepare(text):
            # U+200B stands in both tables; RFC 4013 names the one of spaces first
            mapped = "".join(" " if sp.in_table_c12(c) else c for c in text if sp.in_table_c12(c) or not sp.in_table_b1(c))
            if any(sp.in_table_a1(c) for c in mapped):
                return None
            done = unicodedata.ucd_3_2_0.normalize("NFKC", mapped)
            if any(table(c) for c in done for table in tables) or (text and not done):
                return None
            if any(sp.in_table_d1(c) for c in done):
                if any(sp.in_table_d2(c) for c in done) or not (sp.in_table_d1(done[0]) and sp.in_table_d1(done[-1])):
                    return None
            return done

        points = [c for c in range(0x110000) if not 0xd800 <= c <= 0xdfff]
        refused, changed = [], {}
        for c in points:
            done = prepare(chr(c))
            if done is None:
                refused.append(c)
            elif done != chr(c):
                changed[c] = done
        draw = random.Random(4013)
        some = [c for c in points if c < 0x700 or 0x1e00 <= c < 0x2100 or 0xf900 <= c <= 0xfffd]
        strings = ["".join(chr(draw.choice(some)) for _ in range(draw.randint(1, 5))) for _ in range(20000)]
        print(json.dumps({"Refused": refused, "Changed": changed, "Strings": [[s, prepare(s)] for s in strings]}))
        """;

    /// <summary>What it says of every code point alone, and of many strings. Skips where there is no python3; on a build server that is a failure.</summary>
    public static async Task<SaslPrepAnswers> AskAsync()
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo("python3") { ArgumentList = { "-c", Script }, RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Environment.GetEnvironmentVariable("CI").Should().NotBe("true", "a build server needs python3");
            throw new SkipException("python3 is not installed; the tables were not compared");
        }

        using (process)
        {
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.Should().Be(0, await errors);
            return JsonSerializer.Deserialize<SaslPrepAnswers>(output)!;
        }
    }
}

/// <summary>Null for a string that is refused.</summary>
internal sealed record SaslPrepAnswers(HashSet<int> Refused, Dictionary<int, string> Changed, string?[][] Strings);
