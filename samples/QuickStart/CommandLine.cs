using System.CommandLine;
using Notify.Sdk;
using Notify.Sdk.Sqlite;
using NodaTime;
using NodaTime.Text;

namespace QuickStart;

/// <summary>Options and exit codes: 0 done, 2 when something must be corrected first, 130 when stopped.</summary>
internal static class CommandLine
{
    private static readonly Option<string?> Contacts = new("--contacts")
    {
        Description =
            "A list of your own, as the program exports it; docs/lists.md has the forms that are known. Default: the list that ships with "
            + "the sample.",
        HelpName = "FILE",
    };

    private static readonly Option<string[]> Columns = new("--column")
    {
        Description =
            "Says what a column of your file is, where its header is not a known one, for example Kundennummer=account_id. May be "
                + "repeated.",
        HelpName = "HEADER=FIELD",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<bool> Describe = new("--describe")
    {
        Description = "Say what is understood of the list: form, columns, rows that would be lost, opt-outs. Sends nothing."
    };

    private static readonly Option<string?> Country = new("--country")
    {
        Description = "The country of phone numbers and places that name none, two letters, for example US.",
        HelpName = "COUNTRY",
    };

    private static readonly Option<string?> Zone = new("--zone")
    {
        Description =
            "The time zone of people of whom neither place nor number says one, for example Europe/Berlin. Default: none for a list of "
                + "your "
                + "own.",
        HelpName = "ZONE",
    };

    private static readonly Option<string> Language = new("--language")
    {
        Description = "The language of people of whom nothing says one, two letters.",
        HelpName = "LANGUAGE",
        DefaultValueFactory = _ => "en",
    };

    private static readonly Option<string?> At = new("--at")
    {
        Description = "Plan as if it were this instant, for example 2026-01-20T07:30:00Z. Default: now.",
        HelpName = "INSTANT",
    };

    private static readonly Option<bool> Preview = new("--preview")
    {
        Description = "Decide and report only: nothing is stored, nothing is sent."
    };

    private static readonly Option<string?> Explain = new("--explain")
    {
        Description = "Say why one account was told, held, covered or not told. Sends nothing.",
        HelpName = "ACCOUNT",
    };

    private static readonly Option<bool> Codes = new("--codes")
    {
        Description = "Report by reason codes and rules, for those who look them up in docs/reasons.md."
    };

    private static readonly Option<string?> Smtp = new("--smtp")
    {
        Description =
            "Hand mail to this server instead of writing files; without encryption on this machine only, with STARTTLS elsewhere.",
        HelpName = "HOST:PORT",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The folder for mail, text messages and the database.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.Combine(".", "out"),
    };

    public static async Task<int> RunAsync(string[] args, Func<QuickStartOptions, CancellationToken, Task<int>> run)
    {
        var root =
            new RootCommand("Tells the customers of a made-up provider about an outage and an offer, each person once, and says why.") {
            Contacts, Columns, Describe, Country, Zone, Language, At, Preview, Explain, Codes, Smtp, Out };
        root.SetAction((parsed, cancellationToken) => GuardedAsync(() => run(Read(parsed), cancellationToken)));
        var result = root.Parse(args);
        return result.Errors.Count > 0 ? Fail($"{result.Errors[0].Message} See --help.") : await result.InvokeAsync();
    }

    public static int Fail(string message)
    {
        Console.Error.WriteLine(Advice.OnTheCommandLine(message.ReplaceLineEndings(" ")));
        return 2;
    }

    private static QuickStartOptions Read(ParseResult parsed)
    {
        var options = new QuickStartOptions
        {
            Contacts = parsed.GetValue(Contacts) ?? Path.Combine(AppContext.BaseDirectory, "Data", "contacts.csv"),
            Columns = [.. parsed.GetValue(Columns)!.Select(Column)],
            Describe = parsed.GetValue(Describe),
            Country = parsed.GetValue(Country) is { } country ? CountryCode(country) : null,
            Zone = parsed.GetValue(Zone) ?? (parsed.GetValue(Contacts) is null ? "America/New_York" : null),
            Language = parsed.GetValue(Language)!,
            At = parsed.GetValue(At) is { } at ? Instant(at) : null,
            Preview = parsed.GetValue(Preview),
            Explain = parsed.GetValue(Explain),
            Codes = parsed.GetValue(Codes),
            Smtp = parsed.GetValue(Smtp) is { } server ? Server(server) : null,
            Out = parsed.GetValue(Out)!,
        };
        if (!File.Exists(options.Contacts))
            throw new UsageException($"There is no file '{options.Contacts}'. Give --contacts the path of a CSV file.");
        if (options.Out.Length == 0 || File.Exists(options.Out))
            throw new UsageException($"'{options.Out}' is not a folder. Give --out a folder; it is created when it is missing.");
        return options;
    }

    private static KeyValuePair<string, string> Column(string text) => text.LastIndexOf('=') is > 0 and var equals
        ? new(text[..equals].Trim(), text[(equals + 1)..].Trim())
        : throw new UsageException($"--column '{text}' is not HEADER=FIELD. Write it as for example Kundennummer=account_id.");

    private static string CountryCode(string text) => text.Length == 2 && text.All(char.IsAsciiLetter)
        ? text.ToUpperInvariant()
        : throw new UsageException($"--country '{text}' is not a country. Write its two letters, for example US.");

    private static SmtpServer Server(string text) =>
        text.LastIndexOf(':') is > 0 and var colon && ushort.TryParse(text.AsSpan(colon + 1), out var port) && port > 0
            ? new(text[..colon].Trim('[', ']'), port)
            : throw new UsageException($"--smtp '{text}' is not HOST:PORT. Write it as for example localhost:2525.");

    private static Instant Instant(string text)
    {
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } instant)
            return instant.Value.ToInstant();
        throw new UsageException(
            $"--at '{text}' is not an instant. Write it as ISO 8601 with an offset, for example 2026-01-20T07:30:00Z.");
    }

    /// <summary>What the user can correct is one line; anything else is a fault and keeps its stack trace.</summary>
    private static async Task<int> GuardedAsync(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception fault) when (fault is UsageException or NotifyException or SqliteStoreException or IOException
            or UnauthorizedAccessException)
        {
            return Fail(fault.Message);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Stopped. What was planned is kept; the same command goes on where it stopped.");
            return 130;
        }
    }
}

/// <summary>Something on the command line must be corrected.</summary>
internal sealed class UsageException(string message) : Exception(message);
