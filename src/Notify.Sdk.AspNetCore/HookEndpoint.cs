using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Notify.Sdk.AspNetCore;

/// <summary>Takes a hook in: reads it within its bound, looks at its signature, keeps its events, and answers. Thread-safe.</summary>
internal sealed partial class HookEndpoint
{
    /// <summary>The parameter of the route.</summary>
    public const string Provider = "provider";

    private const string Later = "60"; // seconds

    private static readonly TimeSpan Often = TimeSpan.FromHours(1);

    private readonly Dictionary<string, IHookReader> _readers;
    private readonly ConcurrentDictionary<(string Provider, string What), long> _said = new();
    private readonly IHookProcessor _hooks;
    private readonly IClock _clock;
    private readonly HookEndpointOptions _options;
    private readonly ILogger<HookEndpoint> _logger;

    public HookEndpoint(IEnumerable<IHookReader> readers, IHookProcessor hooks, IClock clock, HookEndpointOptions options,
        ILogger<HookEndpoint> logger)
    {
        _readers = readers.ToDictionary(r => r.Name, StringComparer.Ordinal);
        (_hooks, _clock, _options, _logger) = (hooks, clock, options, logger);
        if (_readers.Count == 0)
            throw new NotifyException("Hooks cannot be mapped: no provider is registered that has any. Call AddKannel, AddWebHook or "
                + "AddHttpProvider first.");
    }

    /// <summary>Whatever a hook contains, the answer is a status and a sentence, and nothing of the hook.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.RouteValues[Provider] is not string name || !_readers.TryGetValue(name, out var reader))
        {
            await SayAsync(context, StatusCodes.Status404NotFound, "No provider has this name.");
            return;
        }

        if (await HookBody.ReadAsync(context.Request, _options.MaxBodyOctets, context.RequestAborted) is not { } body)
        {
            context.Response.Headers.Connection = "close"; // the rest is not read
            await SayAsync(context, StatusCodes.Status413PayloadTooLarge, "The hook is too long.");
            return;
        }

        try
        {
            await TakeInAsync(context, reader, body);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The provider waits no more, and comes again.
        }
#pragma warning disable CA1031 // a store that is away, settings that are wrong: the provider is asked to come again
        catch (Exception fault)
#pragma warning restore CA1031
        {
            if (IsTimeToSay(name, fault.GetType().Name))
                LogNotKept(name, fault.GetType().Name);
            await SayLaterAsync(context, "The hook cannot be kept now.");
        }
    }

    private async Task TakeInAsync(HttpContext context, IHookReader reader, ReadOnlyMemory<byte> body)
    {
        if (AddressOf(context.Request) is not { } address)
        {
            SayInLog(reader.Name, HookVerdict.Malformed);
            await SayAsync(context, StatusCodes.Status400BadRequest, "The address of the hook cannot be read.");
            return;
        }

        var request = RequestOf(context.Request, address, body);
        var (verdict, contents) = reader.Read(request);
        switch (verdict)
        {
            case HookVerdict.Genuine when await _hooks.TakeInAsync(EntriesOf(contents, request.ReceivedAt), context.RequestAborted):
                await SayTakenAsync(context, contents.Answer);
                break;
            case HookVerdict.Genuine:
                SayInLog(reader.Name, verdict);
                await SayLaterAsync(context, "Too many hooks wait to be worked.");
                break;
            case HookVerdict.NotGenuine:
                SayInLog(reader.Name, verdict);
                await SayAsync(context, StatusCodes.Status401Unauthorized, "The signature is missing, wrong or too old.");
                break;
            case HookVerdict.Malformed:
                SayInLog(reader.Name, verdict);
                await SayAsync(context, StatusCodes.Status400BadRequest, "The hook cannot be read.");
                break;
            default:
                throw new UnreachableException($"No answer belongs to {verdict}.");
        }
    }

    private HookRequest RequestOf(HttpRequest request, Uri address, ReadOnlyMemory<byte> body) => new()
    {
        Method = request.Method,
        Address = address,
        Headers = request.Headers.Select(h => new KeyValuePair<string, string>(h.Key, h.Value.Count > 0 ? h.Value[0] ?? "" : "")),
        Body = body,
        ReceivedAt = _clock.GetCurrentInstant(),
    };

    /// <summary>As it was called, to the octet: signatures are over it. Null where a stranger's <c>Host</c> makes no address.</summary>
    private Uri? AddressOf(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (target is not ['/', ..])
            target = $"{request.PathBase.ToUriComponent()}{request.Path.ToUriComponent()}{request.QueryString.Value}";
        return Uri.TryCreate(
            (_options.PublicAddress?.AbsoluteUri.TrimEnd('/') ?? $"{request.Scheme}://{request.Host.Value}") + target, UriKind.Absolute,
            out var address) ? address : null;
    }

    private static HookEntry[] EntriesOf(HookContents contents, Instant receivedAt) =>
    [
        .. contents.Receipts.Select(receipt => HookEntry.Of(receipt, receivedAt)),
        .. contents.Replies.Select(reply => HookEntry.Of(reply, receivedAt)),
    ];

    private static async Task SayTakenAsync(HttpContext context, HookAnswer? answer)
    {
        context.Response.StatusCode = StatusCodes.Status200OK;
        if (answer is null)
        {
            context.Response.ContentLength = 0;
            return;
        }

        context.Response.ContentType = $"{answer.ContentType}; charset=utf-8";
        await context.Response.WriteAsync(answer.Body);
    }

    private static Task SayLaterAsync(HttpContext context, string words)
    {
        context.Response.Headers.RetryAfter = Later;
        return SayAsync(context, StatusCodes.Status503ServiceUnavailable, words);
    }

    private static Task SayAsync(HttpContext context, int status, string words)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(words);
    }

    /// <summary>Once an hour for each provider and kind, so that a stranger cannot fill the log.</summary>
    private void SayInLog(string provider, HookVerdict verdict)
    {
        if (IsTimeToSay(provider, verdict.ToString()))
            LogRefused(provider, verdict == HookVerdict.NotGenuine ? "its signature is missing, wrong or too old"
                : verdict == HookVerdict.Malformed ? "it cannot be read" : "too many wait to be worked");
    }

    private bool IsTimeToSay(string provider, string what)
    {
        var now = Stopwatch.GetTimestamp();
        if (_said.TryGetValue((provider, what), out var last) && Stopwatch.GetElapsedTime(last, now) < Often)
            return false;
        _said[(provider, what)] = now;
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A hook of {Provider} was refused: {Reason}. Said once an hour")]
    private partial void LogRefused(string provider, string reason);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "A hook of {Provider} could not be kept ({Fault}); the provider was asked to come again. Said once an hour")]
    private partial void LogNotKept(string provider, string fault);
}
