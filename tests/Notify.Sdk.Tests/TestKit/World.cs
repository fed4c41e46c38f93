using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Notify.Sdk.Tests.TestKit;

/// <summary>A list in which much collides, and what the providers answer to whom.</summary>
internal sealed record World(Contact[] Contacts, string[] OptedOut, int AnswerSeed, string Topic)
{
    private static readonly Gen<string?> Name = Gen.Elements<string?>("John Smith", "Smith, John", "Jane Smith", "Ann Lee", null);
    private static readonly Gen<string> Email = Gen.Elements(
        "a@example.com", "b@example.com", "c@example.com", "home@example.net", "info@example.org");
    private static readonly Gen<string> Phone = Gen.Elements("+12025550101", "+12025550102", "+12065550103", "+447700900101");

    private static Gen<Contact> ContactAt(int position) =>
        from name in Name
        from emails in Email.ListOf(2)
        from emailCount in Gen.Choose(0, 2)
        from phones in Phone.ListOf(1)
        from phoneCount in Gen.Choose(0, 1)
        from verified in Gen.Choose(0, 5)
        from order in Gen.Choose(0, 6)
        from quiet in Gen.Choose(0, 6)
        from confirmed in Gen.Choose(0, 3)
        select new Contact($"a{position:00}")
        {
            Name = name,
            Emails = [.. emails.Take(emailCount).Select(e => new ContactPoint(e, verified == 0 ? Scenario.Monday : null))],
            Phones = [.. phones.Take(phoneCount).Select(p => new ContactPoint(p))],
            ChannelOrder = order == 0 ? new Dictionary<string, IReadOnlyList<DeliveryChannel>>
            {
                ["*"] = [DeliveryChannel.Sms, DeliveryChannel.Email]
            }
                : new Dictionary<string, IReadOnlyList<DeliveryChannel>>(),
            QuietHours = quiet == 0 ? new(new LocalTime(9, 0), new LocalTime(12, 0)) : null,
            LastConfirmed = confirmed == 0 ? null : Instant.FromUtc(2026, 1, confirmed, 0, 0),
        };

    public static Gen<World> Any(int most = 12) =>
        from count in Gen.Choose(1, most)
        from contacts in Gen.CollectToArray(Enumerable.Range(0, count), ContactAt)
        from stops in Email.ListOf(2)
        from stopCount in Gen.Choose(0, 2)
        from seed in Gen.Choose(0, 10_000)
        from topic in Gen.Elements("outage", "outage", "bill")
        select new World(contacts, [.. stops.Take(stopCount).Distinct()], seed, topic);

    /// <summary>What a provider answers, by call: mostly yes, sometimes anything else.</summary>
    public void Script(RecordingTransport transport)
    {
        var random = new Random(AnswerSeed);
        transport.Answer = (message, _) =>
        {
            lock (random)
            {
                return new(random.Next(10) switch
                {
                    0 or 1 => SendOutcome.Rejected("no", random.Next(2) == 0 ? RejectionScope.Address : RejectionScope.Message),
                    2 => SendOutcome.Unknown("lost"),
                    3 or 4 => SendOutcome.Deferred("later"),
                    _ => SendOutcome.Accepted($"p-{message.IdempotencyKey}"),
                });
            }
        };
    }

    public override string ToString() =>
        $"{Topic} {AnswerSeed} stops {string.Join(' ', OptedOut)}\n" + string.Join('\n', Contacts.Select(c =>
        $"{c.AccountId} '{c.Name}' {string.Join(' ', c.Emails.Select(e => e.Value))} {string.Join(' ', c.Phones.Select(p => p.Value))} "
            + $"{c.ChannelOrder.Count} {c.QuietHours} {c.LastConfirmed}"));
}
