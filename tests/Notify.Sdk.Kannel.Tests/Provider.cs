using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;
using Notify.Sdk.AspNetCore;
using Notify.Sdk.Conformance;
using Notify.Sdk.Consents;
using Notify.Sdk.Email;
using Notify.Sdk.Kannel.Tests.Server;
using Notify.Sdk.Sqlite;
using QuickStart;

namespace Notify.Sdk.Kannel.Tests;

/// <summary>
/// QuickStart's internet provider as it would run: a web server with a worker and one file, texts over a real gateway whose hooks come to
/// the mapped addresses, and mail as fallback.
/// </summary>
internal sealed class Provider : IAsyncDisposable
{
    /// <summary>A Tuesday, nine o'clock in New York.</summary>
    private static readonly FakeClock Clock = new(Instant.FromUtc(2026, 11, 24, 14, 0));

    private readonly string _folder = Directory.CreateTempSubdirectory("notify-outage-").FullName;
    private readonly KannelServer _gateway;
    private readonly WebApplication _app;

    private Provider()
    {
        Uri home = new($"http://127.0.0.1:{LoopbackServer.UnusedPort()}/hooks/gateway");
        _gateway = new() { Replies = home };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(home.GetLeftPart(UriPartial.Authority));
        builder.Services.AddNotify()
            .AddTopic(Topics.Outage, Topics.DescribeOutage)
            .ConfigureAudience(o => (o.ListLanguage, o.ListZone, o.DefaultCountry) = ("en", "America/New_York", "US"))
            .ConfigureConsent(o => o.PeopleGaveTheirNumbers = true)
            .AddReplies(o => (o.Brand, o.Support) = ("Northlight", "help@example.com"))
            .AddKannel("gateway", o =>
            {
                (o.BaseAddress, o.UserName, o.Secret) = (_gateway.Address, KannelServer.User, KannelServer.Password);
                (o.Sender, o.ReportAddress) = ("12345", home);
                o.HookSecrets.Add(KannelServer.HookSecret);
            })
            .AddPickupDirectory(o => (o.Directory, o.From) = (Path.Combine(_folder, "mail"), "hello@example.com"))
            .UseSqlite(Path.Combine(_folder, "notify.db"))
            .UseClock(Clock)
            .AddNotifyWorker(o => o.PollInterval = TimeSpan.FromMilliseconds(50));
        _app = builder.Build();
        _app.MapNotifyHooks();
    }

    public KannelServer Gateway => _gateway;

    public MessageCentre Centre => _gateway.Centre;

    public INotifier Notifier => _app.Services.GetRequiredService<INotifier>();

    public IConsentLedger Ledger => _app.Services.GetRequiredService<IConsentLedger>();

    public IReadOnlyList<string> Mails => [.. Directory.GetFiles(Path.Combine(_folder, "mail"), "*.eml").Select(File.ReadAllText)];

    /// <summary>Who can be texted now, by a number of their own, and written to: account, number and mailbox.</summary>
    public async Task<IReadOnlyList<(AccountRef Account, string Number, string Mailbox)>> PreviewAsync(Notification notification)
    {
        var contacts = await Contacts().ToListAsync();
        var numbers = contacts.SelectMany(c => c.Phones).Select(p => Digits(p.Value)).ToLookup(digits => digits);
        var report = await Notifier.PreviewAsync(notification, contacts.ToAsyncEnumerable());
        return
        [
            .. from outcome in report.Outcomes
               where outcome.Kind == OutcomeKind.Planned && outcome.Channel == DeliveryChannel.Sms
               let contact = contacts.First(c => c.AccountId == outcome.Account.Id)
               where contact is { Country: "US", Phones.Count: 1, Emails.Count: > 0 }
               let number = Digits(contact.Phones[0].Value)
               where number.Length == 10 && numbers[number].Count() == 1
               select (outcome.Account, $"+1{number}", contact.Emails[0].Value),
        ];
    }

    public static IAsyncEnumerable<Contact> Contacts() =>
        ContactCsv.ReadFileAsync(Path.Combine(AppContext.BaseDirectory, "QuickStart", "contacts.csv"),
            new() { OnError = _ => { } }); // it has broken lines on purpose

    public static async Task<Provider> OpenAsync()
    {
        Provider provider = new();
        await provider._gateway.InitializeAsync();
        await provider._app.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _gateway.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Digits(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));
}
