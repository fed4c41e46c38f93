using Microsoft.Extensions.Logging;

namespace Notify.Sdk;

/// <summary>
/// Says in the log what the first lines of a report say: how many people are held back at once, and what settles it. Numbers and topics
/// only.
/// </summary>
internal sealed partial class NoticeLog(ILogger<NoticeLog> logger)
{
    public async Task<SendReport> SayAsync(Task<SendReport> run)
    {
        var report = await run;
        foreach (var notice in report.Notices)
            LogNotice(report.NotificationKey, notice.Detail);
        return report;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Notification {Key}: {Notice}")]
    private partial void LogNotice(string key, string notice);
}
