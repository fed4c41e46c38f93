using System.Globalization;

namespace Notify.Sdk.Email.Client;

/// <summary>
/// Writes commands. CR, LF and NUL are refused in every argument, whoever checked it before: an address such as
/// <c>"a\r\nDATA"@example.com</c> must not become a command.
/// </summary>
internal static class CommandWriter
{
    private static readonly string[] Notifications = [.. Enumerable.Range(0, 9).Select(value => Notify((SmtpDeliveryReports)value))];

    /// <summary>A command with at most one argument.</summary>
    /// <exception cref="FormatException">The argument holds CR, LF or NUL.</exception>
    public static void Command(SendBuffer output, string verb, string? argument = null)
    {
        output.Add(verb);
        if (argument is not null)
        {
            output.Add(" "u8);
            output.Add(Checked(argument));
        }

        output.Add("\r\n"u8);
    }

    /// <summary>A line of a login: base64, without a verb.</summary>
    /// <exception cref="FormatException">The line holds CR, LF or NUL.</exception>
    public static void Line(SendBuffer output, string line)
    {
        output.Add(Checked(line));
        output.Add("\r\n"u8);
    }

    /// <summary>MAIL with the parameters that the server understands (RFC 1870, 3461 section 4.3 and 4.4, 6152, 6531).</summary>
    /// <exception cref="FormatException">The address holds CR, LF or NUL.</exception>
    public static void Mail(SendBuffer output, Envelope envelope, Capabilities server)
    {
        output.Add("MAIL FROM:<"u8);
        output.Add(Checked(envelope.ReturnPath));
        output.Add(">"u8);
        if (server.Size)
        {
            output.Add(" SIZE="u8);
            Number(output, envelope.Size);
        }

        if (envelope.NeedsSmtpUtf8)
        {
            output.Add(" BODY=8BITMIME SMTPUTF8"u8);
        }

        if (server.Dsn && envelope.Reports != SmtpDeliveryReports.ServerDefault)
        {
            output.Add(" RET=HDRS ENVID="u8);
            Xtext.Write(output, envelope.EnvelopeId);
        }

        output.Add("\r\n"u8);
    }

    /// <summary>RCPT with the parameters that the server understands (RFC 3461 section 4.1 and 4.2).</summary>
    /// <exception cref="FormatException">The address holds CR, LF or NUL.</exception>
    public static void Rcpt(SendBuffer output, Envelope envelope, Capabilities server)
    {
        output.Add("RCPT TO:<"u8);
        output.Add(Checked(envelope.Recipient));
        output.Add(">"u8);
        if (server.Dsn && envelope.Reports != SmtpDeliveryReports.ServerDefault)
        {
            output.Add(" NOTIFY="u8);
            output.Add(Notifications[(int)envelope.Reports]);
            output.Add(" ORCPT="u8);
            Xtext.WriteRecipient(output, envelope.Recipient);
        }

        output.Add("\r\n"u8);
    }

    private static string Notify(SmtpDeliveryReports reports) => reports == SmtpDeliveryReports.Never
        ? "NEVER"
        : string.Join(',', new[] { SmtpDeliveryReports.Success, SmtpDeliveryReports.Failure, SmtpDeliveryReports.Delay }
            .Where(one => reports.HasFlag(one)).Select(one => one.ToString().ToUpperInvariant()));

    private static void Number(SendBuffer output, long number)
    {
        number.TryFormat(output.GetSpan(20), out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }

    private static string Checked(string argument) => argument.AsSpan().ContainsAny('\r', '\n', '\0')
        ? throw new FormatException("A command argument holds a line break or a NUL character.")
        : argument;
}
