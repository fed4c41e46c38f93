using System.Text.Json;
using Notify.Sdk.Conformance;

namespace Notify.Sdk.Twilio.Tests;

/// <summary>Answers of Twilio from its public pages; the file says which, and when they were read.</summary>
internal static class Recorded
{
    private static readonly JsonElement Answers = Read();
    private static int s_made;

    /// <summary>The numbers of errors of which there is an answer.</summary>
    public static IEnumerable<string> Errors =>
        Answers.EnumerateArray().Select(a => a.GetProperty("what").GetString()!).Where(what => char.IsAsciiDigit(what[0]));

    /// <summary>An answer by what it is.</summary>
    public static HttpReply Answer(string what)
    {
        var answer = Answers.EnumerateArray().Single(a => a.GetProperty("what").GetString() == what);
        return new(answer.GetProperty("status").GetInt32(), answer.GetProperty("body").GetRawText());
    }

    /// <summary>What was made, under an id of its own, as each resource has one.</summary>
    public static HttpReply Made(string what = "a message that was made")
    {
        var (status, body, _, _) = Answer(what);
        var sid = JsonDocument.Parse(body).RootElement.GetProperty("sid").GetString()!;
        return new(status, body.Replace(sid, $"{sid[..2]}{Interlocked.Increment(ref s_made):x32}", StringComparison.Ordinal));
    }

    private static JsonElement Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Recorded", "answers.json")));
        return document.RootElement.GetProperty("answers").Clone();
    }
}
