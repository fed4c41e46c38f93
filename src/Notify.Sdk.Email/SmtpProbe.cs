using Notify.Sdk.Email.Client;

namespace Notify.Sdk.Email;

/// <summary>
/// Asks the server for a sign of life on a connection of its own: connect, TLS, EHLO, login, NOOP, QUIT. Thread-safe. Call it
/// from a health check, at most every few seconds: providers count logins.
/// </summary>
public sealed class SmtpProbe
{
    private static readonly TimeSpan QuitLimit = TimeSpan.FromSeconds(2);

    private readonly SmtpOptions _options;

    /// <summary>Creates it; registered by <see cref="EmailNotifyBuilderExtensions"/>.</summary>
    /// <exception cref="OptionsValidationException">The options are not usable.</exception>
    public SmtpProbe(IOptions<SmtpOptions> options) => _options = SenderCheck.Checked(options, new SmtpOptionsValidator());

    /// <summary>Asks once.</summary>
    /// <returns>Whether mail could be sent now, and if not, at which step it stops. Never throws for the server's faults.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<SmtpProbeResult> CheckAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var session = await new SmtpOpening(_options).OpenAsync(international: false, cancellationToken, probe: true);
            await session.QuitAsync(QuitLimit);
            return new(true, $"{_options}: the server answers");
        }
        catch (SmtpConversationException fault)
        {
            return new(false, new OutcomeMapper(_options.ToString()).Of(fault).Detail);
        }
    }
}

/// <summary>What <see cref="SmtpProbe"/> found.</summary>
/// <param name="IsHealthy">Whether mail could be sent now.</param>
/// <param name="Detail">What is well or wrong, for people; without secrets and addresses.</param>
public sealed record SmtpProbeResult(bool IsHealthy, string Detail);
