using CustomTransport;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;
using Notify.Sdk;
using Notify.Sdk.Http;
using Notify.Sdk.Http.Hooks;
using Notify.Sdk.Tracking;

// One person per answer of the provider; the last digit of the number decides which one it gives.
Contact[] people =
[
    Person("accepted", "(212) 555-0101"),
    Person("refused", "(212) 555-0102"),
    Person("no-such-number", "(212) 555-0103"),
    Person("too-many-requests", "(212) 555-0104"),
    Person("redirected", "(212) 555-0105"),
    Person("connection-lost", "(212) 555-0106"),
];

var noon = new FakeClock(Instant.FromUtc(2026, 1, 20, 17, 0)); // in New York: inside courtesy hours, so the sample says the same at night
var provider = new PretendProvider();

Console.WriteLine("The provider is up:");
await TellAsync(people, async services =>
{
    // What a web server would do with a request to /hooks/acme.
    var reading = services.GetRequiredKeyedService<IHookReader>("acme").Read(PretendProvider.DeliveryHook(noon.GetCurrentInstant()));
    Console.WriteLine($"  a hook came: {reading.Verdict}, {reading.Contents}");
    foreach (var receipt in reading.Contents.Receipts)
        await services.GetRequiredService<IReceiptProcessor>().RecordAsync(receipt);
});
Console.WriteLine($"  the provider took {provider.Taken} messages");

await provider.DisposeAsync();
Console.WriteLine("The provider is down:");
await TellAsync([Person("connection-refused", "(212) 555-0101")], _ => Task.CompletedTask);
return 0;

async Task TellAsync(IReadOnlyList<Contact> contacts, Func<IServiceProvider, Task> afterwards)
{
    var services = new ServiceCollection();
    services.AddNotify()
        .AddTopic("pickup-ready", t => t.Transactional().Over(DeliveryChannel.Sms).From("Bike Works")
            .Sms("en", "{{brand}}: your bicycle is ready."))
        .ConfigureConsent(o => o.PeopleGaveTheirNumbers = true) // when they brought their bicycles
        .AddHttpProvider<AcmeSms, AcmeOptions>("acme", o => // this is all that the library needs to know
        {
            (o.BaseAddress, o.Secret) = (provider.Address, "only-for-this-sample-too");
            o.HookSecrets.Add(PretendProvider.HookSecret);
        })
        .UseClock(noon);
    await using var scope = services.BuildServiceProvider();

    var notifier = scope.GetRequiredService<INotifier>();
    var notification = new Notification("pickup-ready", "pickup-ready/2026-01-20");
    await notifier.SendAsync(notification, contacts);
    await scope.GetRequiredService<IDispatcher>().DispatchDueAsync();
    await afterwards(scope);
    foreach (var contact in contacts)
    {
        var explanation = await notifier.ExplainAsync(notification.Key, contact.AccountId);
        Console.WriteLine(
            $"  {contact.AccountId,-18} {explanation!.State,-9} {(explanation.History is [.., var last] ? last.Detail : "")}");
    }
}

static Contact Person(string account, string phone) => new(account) { Phones = [phone], Country = "US", TimeZone = "America/New_York" };
