using System.Diagnostics;
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

    // Messages of this process that were acted on and could not be marked yet, and those that failed: by validity and number.
    private readonly Dictionary<(uint Validity, uint Id), MailTaking> _taken = [];
    private readonly Dictionary<(uint Validity, uint Id), (int Tries, long Due)> _failed = [];

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
                        await session.WaitAsync(UntilNext(options), stoppingToken);
                    }
                }
                catch (MailboxUnusableException fault)
                {
                    LogUnusable(name, fault.Message);
                    pause = options.LongestRetry;
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

    /// <summary>Until somebody must look again: new mail, or the next try of what failed.</summary>
    private TimeSpan UntilNext(BounceMailboxOptions options)
    {
        if (_failed.Count == 0)
            return options.PollInterval;
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _failed.Values.Min(f => f.Due));
        return left <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(1) : left < options.PollInterval ? left : options.PollInterval;
    }

    private async Task TakeAllAsync(MailboxSession session, BounceMailboxOptions options, CancellationToken cancellationToken)
    {
        var found = await session.FindAsync(cancellationToken);
        ForgetOthers(session.Validity, found);
        // Those that failed least first: a message over which the server hangs up must not stand before the others each time.
        foreach (var id in found.OrderBy(id => _failed.GetValueOrDefault((session.Validity, id.Id)).Tries))
        {
            var key = (session.Validity, id.Id);
            if (_failed.TryGetValue(key, out var failed) && failed.Tries >= MaxTries)
            {
                await SetAsideAsync(session, id, key, cancellationToken);
                continue;
            }

            if (Stopwatch.GetTimestamp() < failed.Due)
                continue;
            if (!_taken.TryGetValue(key, out var taking))
            {
                if (await TryTakeAsync(session, id, key, options, cancellationToken) is not { } fresh)
                    continue;
                _taken[key] = taking = fresh;
            }

            await session.MarkAsync(id, MailboxSession.Taken, taking == MailTaking.Taken, cancellationToken);
            _taken.Remove(key);
        }
    }

    /// <summary>What somebody has taken away is waited for no more.</summary>
    private void ForgetOthers(uint validity, IList<UniqueId> found)
    {
        HashSet<(uint, uint)> there = [.. found.Select(id => (validity, id.Id))];
        foreach (var gone in _failed.Keys.Where(key => !there.Contains(key)).ToList())
            _failed.Remove(gone);
    }

    /// <summary>
    /// Null when it failed, be it to fetch it or to act on it: it is tried again, later each time, and keeps no other waiting. A server
    /// that cannot give it and hangs up meanwhile is connected to again, and asked for the others first.
    /// </summary>
    private async Task<MailTaking?> TryTakeAsync(MailboxSession session, UniqueId id, (uint Validity, uint Id) key,
        BounceMailboxOptions options, CancellationToken cancellationToken)
    {
        try
        {
            MailTaking? taking = await session.FetchAsync(id, cancellationToken) is not { } octets ? null
                : await taker.TakeAsync(octets, name, PlaceOf(key), options.Inbound, cancellationToken);
            _failed.Remove(key);
            return taking;
        }
#pragma warning disable CA1031 // a store that is away, a message that the server cannot give, whatever they throw
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(PlaceOf(key), name, fault.GetType().Name);
            var tries = _failed.GetValueOrDefault(key).Tries + 1;
            var pause = tries >= MaxTries ? TimeSpan.Zero : Pause(tries - 1, options);
            _failed[key] = (tries, Stopwatch.GetTimestamp() + (long)(pause.TotalSeconds * Stopwatch.Frequency));
            if (!session.IsOpen)
                throw;
            return null;
        }
    }

    private async Task SetAsideAsync(MailboxSession session, UniqueId id, (uint, uint) key, CancellationToken cancellationToken)
    {
        await session.MarkAsync(id, MailboxSession.SetAside, isSeen: false, cancellationToken);
        _failed.Remove(key);
        LogSetAside(PlaceOf(key), name, MailboxSession.SetAside);
    }

    private static string PlaceOf((uint Validity, uint Id) key) =>
        string.Create(CultureInfo.InvariantCulture, $"{key.Validity}/{key.Id}");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mailbox {Mailbox} cannot be read now ({Fault}); it is tried again")]
    private partial void LogBroken(string mailbox, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Mailbox {Mailbox} cannot be read: {Reason}")]
    private partial void LogUnusable(string mailbox, string reason);

    [LoggerMessage(
        Level = LogLevel.Warning, Message = "Mail {Place} in mailbox {Mailbox} could not be acted on ({Fault}); it is tried again")]
    private partial void LogFailed(string place, string mailbox, string fault);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Mail {Place} in mailbox {Mailbox} was set aside. Mend what is wrong, then take the keyword {Keyword} from it")]
    private partial void LogSetAside(string place, string mailbox, string keyword);
}
