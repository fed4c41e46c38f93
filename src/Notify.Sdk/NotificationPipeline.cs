using Notify.Sdk.Audience;
using Notify.Sdk.Sending;

namespace Notify.Sdk;

/// <summary>
/// The whole flow on one screen. Each line is a stage, in the order of the folders; the second half of the story, the
/// hand-over, is <see cref="Dispatcher"/>.
/// </summary>
internal sealed class NotificationPipeline(
    SendOpening opening,
    AudienceReader audience,
    ListedPermissions permissions,
    SendFacts facts,
    PersonDecider decider,
    PlanRecorder promises,
    ConfirmationKeeper confirmation)
{
    public async Task<SendReport> RunAsync(
        Notification notification,
        IAsyncEnumerable<Contact> contacts,
        bool preview,
        IProgress<SendProgress>? progress,
        CancellationToken cancellationToken)
    {
        var send = await opening.CheckAsync(notification, preview, cancellationToken);
        await using var list = await audience.ReadAsync(contacts, progress, cancellationToken);
        await permissions.TakeAsync(send, list, cancellationToken);
        await opening.RegisterAsync(send, cancellationToken);
        await confirmation.BeginAsync(send, list.Persons, cancellationToken);
        var report = new ReportBuilder(send, list);

        foreach (var batch in send.Batches(list.People(cancellationToken)))
        {
            var known = await facts.LoadAsync(send, batch, cancellationToken);
            var decisions = decider.Decide(send, known);
            var kept = preview ? decisions : await promises.KeepAsync(send, decisions, known.Facts, cancellationToken);
            report.Add(kept);
            progress?.Report(new(SendStep.Deciding, report.People, list.Persons));
        }

        await confirmation.EndAsync(send, cancellationToken);
        return report.Build();
    }
}
