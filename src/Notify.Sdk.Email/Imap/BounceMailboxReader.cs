using MailKit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Notify.Sdk.Email.Imap;

/// <summary>
/// Reads a mailbox while the host runs: what is there, then what comes. A connection that breaks is made again. A message is marked on the
/// server after it was acted on; if the process ends in between, it is read again, and its events are known by their ids.
/// </summary>
internal sealed partial class BounceMailboxReader(string name, IOptionsMonitor<BounceMailboxOptions> settings, MailboxTaker taker,
    ILogger<BounceMailboxReader> logger) : BackgroundService
{
    private const int MaxTries = 12;

    // Messages of this process that were acted on and could not be marked yet, and how often others failed: by validity and number.
    private readonly Dictionary<(uint, uint), MailTaking> _taken = [];
    private readonly Dictionary<(uint, uint), int> _tries = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var failures = 0; !stoppingToken.IsCancellationRequested;)
        {
            TimeSpan pause;
            try
            {
                var options = settings.Get(name);
                try
                {
                    using var session = await MailboxSession.OpenAsync(options, stoppingToken);
                    while (true)
                    {
                        await TakeAllAsync(session, options, stoppingToken);
                        failures = 0;
                        await session.WaitAsync(_tries.Count > 0 ? options.FirstRetry : options.PollInterval, stoppingToken);
                    }
                }
                catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
                {
                    LogBroken(name, fault.GetType().Name);
                    pause = Pause(failures++, options);
                }
            }
            catch (OptionsValidationException)
            {
                LogBroken(name, nameof(OptionsValidationException)); // a change that is not valid; the next one may be
                pause = TimeSpan.FromSeconds(10);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static TimeSpan Pause(int failures, BounceMailboxOptions options) => TimeSpan.FromSeconds(
        Math.Min(options.FirstRetry.TotalSeconds * Math.Pow(2, Math.Min(failures, 30)), options.LongestRetry.TotalSeconds));

    private async Task TakeAllAsync(MailboxSession session, BounceMailboxOptions options, CancellationToken cancellationToken)
    {
        foreach (var id in await session.FindAsync(cancellationToken))
        {
            var key = (session.Validity, id.Id);
            if (!_taken.TryGetValue(key, out var taking))
            {
                if (await session.FetchAsync(id, cancellationToken) is not { } octets)
                    continue;
                if (await TryTakeAsync(octets, key, options, cancellationToken) is not { } fresh)
                {
                    if (_tries[key] >= MaxTries)
                        await SetAsideAsync(session, id, key, cancellationToken);
                    continue;
                }

                _taken[key] = taking = fresh;
                _tries.Remove(key);
            }

            await session.MarkAsync(id, MailboxSession.Taken, taking == MailTaking.Taken, cancellationToken);
            _taken.Remove(key);
        }
    }

    /// <summary>Null when it failed; it is tried again, and keeps no other waiting.</summary>
    private async Task<MailTaking?> TryTakeAsync(byte[] octets, (uint Validity, uint Id) key, BounceMailboxOptions options,
        CancellationToken cancellationToken)
    {
        try
        {
            return await taker.TakeAsync(octets, name, PlaceOf(key), options.Inbound, cancellationToken);
        }
#pragma warning disable CA1031 // a store that is away, whatever it throws
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(PlaceOf(key), name, fault.GetType().Name);
            _tries[key] = _tries.GetValueOrDefault(key) + 1;
            return null;
        }
    }

    private async Task SetAsideAsync(MailboxSession session, UniqueId id, (uint, uint) key, CancellationToken cancellationToken)
    {
        await session.MarkAsync(id, MailboxSession.SetAside, isSeen: false, cancellationToken);
        _tries.Remove(key);
        LogSetAside(PlaceOf(key), name, MailboxSession.SetAside);
    }

    private static string PlaceOf((uint Validity, uint Id) key) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.Validity}/{key.Id}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mailbox {Mailbox} cannot be read now ({Fault}); it is tried again")]
    private partial void LogBroken(string mailbox, string fault);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Mail {Place} in mailbox {Mailbox} could not be acted on ({Fault}); it is tried again")]
    private partial void LogFailed(string place, string mailbox, string fault);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Mail {Place} in mailbox {Mailbox} was set aside. Mend what is wrong, then take the keyword {Keyword} from it")]
    private partial void LogSetAside(string place, string mailbox, string keyword);
}
