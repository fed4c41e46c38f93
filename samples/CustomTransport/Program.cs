using CustomTransport;
using Microsoft.Extensions.DependencyInjection;
using Notify.Sdk;
using NodaTime;
using NodaTime.Testing;

// One person per answer of the provider; the last digit of the number decides which one it gives.
Contact[] people =
[
    Person("accepted", "(212) 555-0101"),
    Person("refused", "(212) 555-0102"),
    Person("no-such-number", "(212) 555-0103"),
    Person("too-many-requests", "(212) 555-0104"),
    Person("connection-lost", "(212) 555-0105"),
];

var noon = new FakeClock(Instant.FromUtc(2026, 1, 20, 17, 0)); // in New York: inside courtesy hours, so the sample says the same at night
var provider = new PretendProvider();
using var http = new HttpClient();

Console.WriteLine("The provider is up:");
await TellAsync(provider.Endpoint, people);
Console.WriteLine($"  the provider took {provider.Taken} messages");

await provider.DisposeAsync();
Console.WriteLine("The provider is down:");
await TellAsync(provider.Endpoint, [Person("connection-refused", "(212) 555-0101")]);
return 0;

async Task TellAsync(Uri endpoint, IReadOnlyList<Contact> contacts)
{
    var services = new ServiceCollection();
    services.AddNotify()
        .AddTopic("pickup-ready", t => t.Transactional().Over(DeliveryChannel.Sms).From("Bike Works")
            .Sms("en", "{{brand}}: your bicycle is ready."))
        .ConfigureConsent(o => o.PeopleGaveTheirNumbers = true) // when they brought their bicycles
        .AddTransport(_ => new HttpSmsTransport(http, endpoint)) // this line is all that the library needs to know
        .UseClock(noon);
    await using var scope = services.BuildServiceProvider();

    var notifier = scope.GetRequiredService<INotifier>();
    var notification = new Notification("pickup-ready", "pickup-ready/2026-01-20");
    await notifier.SendAsync(notification, contacts);
    await scope.GetRequiredService<IDispatcher>().DispatchDueAsync();
    foreach (var contact in contacts)
    {
        var explanation = await notifier.ExplainAsync(notification.Key, contact.AccountId);
        Console.WriteLine(
            $"  {contact.AccountId,-18} {explanation!.State,-8} {(explanation.History is [.., var last] ? last.Detail : "")}");
    }
}

static Contact Person(string account, string phone) => new(account) { Phones = [phone], Country = "US", TimeZone = "America/New_York" };
