using Notify.Sdk;

namespace QuickStart;

/// <summary>Says what was decided about one account, from what is stored; before the first run, what a run would decide now.</summary>
internal sealed class Explainer(INotifier notifier, ContactList list)
{
    public async Task<int> ExplainAsync(string account, IReadOnlyList<Notification> notifications, CancellationToken cancellationToken)
    {
        foreach (var notification in notifications)
        {
            if (await notifier.ExplainAsync(notification.Key, account, cancellationToken: cancellationToken) is { } stored)
            {
                Print(notification, stored, "");
                continue;
            }

            var preview = await notifier.PreviewAsync(notification, list.ReadAsync(cancellationToken), progress: null, cancellationToken);
            if (preview.Outcomes.FirstOrDefault(o => o.Account.Id == account) is not { } outcome)
                return CommandLine.Fail($"There is no account '{account}' in '{list.Path}'. Account ids are compared with case.");
            Print(notification, new(outcome, State: null, outcome.Channel, Told: null, outcome.Due, [], []),
                " (not sent yet; this is what a run would decide now)");
        }

        return 0;
    }

    private static void Print(Notification notification, Explanation explanation, string remark)
    {
        Console.WriteLine($"{notification.Topic}{remark}");
        Console.WriteLine($"  {explanation.ToString().ReplaceLineEndings("\n  ")}");
        if (explanation.Outcome.Due is not null)
            Console.WriteLine($"    leaves {LocalHours.Describe(explanation.Outcome)}");
        Console.WriteLine();
    }
}
