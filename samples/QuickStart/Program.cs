using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk;
using Notify.Sdk.Sqlite;
using QuickStart;

// The tour of the library: register, load, send, dispatch, report. The rest of the sample is in the files beside this one.
return await CommandLine.RunAsync(args, async (options, cancellationToken) =>
{
    var list = new ContactList(options);
    if (options.Describe)
    {
        Console.Write(Advice.OnTheCommandLine($"{await list.DescribeAsync(cancellationToken)}"));
        return 0;
    }

    // 1. Register: what people can be told about, when, over what, and where the promises are kept.
    var services = new ServiceCollection().AddSingleton<PermissionData>();
    var notify = services.AddNotify()
        .AddTopic(Topics.Outage, Topics.DescribeOutage)
        .AddTopic(Topics.Offer, Topics.DescribeOffer)
        .AddSendWindow(Topics.OfficeHours)
        // what holds for people who said nothing
        .ConfigureAudience(o => (o.ListLanguage, o.ListZone, o.DefaultCountry) = (options.Language, options.Zone, options.Country))
        .ConfigureConsent(o => o.PeopleGaveTheirNumbers = true) // when they became customers: enough for news by text in the United States
        .AddMail(options)
        .AddTransport(_ => new SmsFolder(options.SmsFolder));
    if (options.At is { } at)
        notify.UseClock(new FixedClock(at));
    if (options.KeepsState)
        notify.UseSqlite(options.Database);
    await using var provider = services.BuildServiceProvider();
    var notifier = provider.GetRequiredService<INotifier>();

    // 2. Load who agreed and who must not be called. Both are idempotent.
    await provider.GetRequiredService<PermissionData>().LoadAsync(options, cancellationToken);

    // 3. Send: everyone on the list leaves with a decision; nothing has been handed over yet.
    if (options.Explain is { } account)
        return await new Explainer(notifier, list).ExplainAsync(account, Topics.All, cancellationToken);
    List<SendReport> reports = [];
    foreach (var notification in Topics.All)
    {
        reports.Add(await Progressbar.ShowAsync(notification.Topic, progress => options.Preview
            ? notifier.PreviewAsync(notification, list.ReadAsync(cancellationToken), progress, cancellationToken)
            : notifier.SendAsync(notification, list.ReadAsync(cancellationToken), progress, cancellationToken)));
    }

    // 4. Dispatch what is due: every gate is asked again at the hand-over. A service would call AddNotifyWorker() instead.
    var dispatched = options.Preview ? null : await provider.GetRequiredService<IDispatcher>().DispatchDueAsync(cancellationToken);

    // 5. Report.
    await new ReportPrinter(options, list).PrintAsync(reports, dispatched, notifier, cancellationToken);
    return 0;
});
