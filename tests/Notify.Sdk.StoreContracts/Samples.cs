using NodaTime;
using Notify.Sdk.Audience;
using Notify.Sdk.Permission;
using Notify.Sdk.Planning;
using Notify.Sdk.Sending;

namespace Notify.Sdk.StoreContracts;

/// <summary>People, deliveries and caps for the contracts of stores: example domains and fictional numbers only.</summary>
public static class Samples
{
    public const string Key = "outage/north";

    public static Instant Now { get; } = Instant.FromUtc(2026, 3, 2, 15, 0);

    public static Address Email(string local) => new()
    {
        Key = new(AddressFamily.Email, $"{local}@example.com"),
        Deliverable = $"{local}@example.com",
    };

    /// <summary>A number of which nobody knows which of two it is: typed without a plus where it is a landline, or one abroad.</summary>
    public static AddressKey InDoubt { get; } = new(AddressFamily.Phone, "+4314155552671;or=+14155552671");

    /// <summary>The two.</summary>
    public static AddressKey[] BothInDoubt { get; } = [new(AddressFamily.Phone, "+4314155552671"),
        new(AddressFamily.Phone, "+14155552671")];

    public static Address Phone(int last) => new()
    {
        Key = new(AddressFamily.Phone, $"+120255501{last:00}"),
        Deliverable = $"+120255501{last:00}",
        SmsCapable = true,
        PhoneRegion = "US",
        PhoneTimeZones = ["America/New_York"],
    };

    public static Person Person(string account, params Address[] addresses) => new()
    {
        Accounts = [new Account { Ref = new(account), Name = "Ana Example", Addresses = addresses, Language = "en" }],
    };

    /// <summary>A delivery that is due now, over the given addresses in order.</summary>
    public static Delivery Delivery(string id, string account, params Address[] addresses) => new()
    {
        Plan = new()
        {
            Id = new(id),
            NotificationKey = Key,
            Revision = 0,
            Person = Person(account, addresses),
            AddressContent = $"{Key}#0",
            Routes = [.. addresses.Select(
                a => new Route(a.Key.Family == AddressFamily.Email ? Channel.Email : Channel.Sms, a, new(account)))],
            FirstDue = Now,
            ExpiresAt = Now + Duration.FromDays(2),
        },
        State = DeliveryState.Planned,
        Due = Now,
        ChangedAt = Now,
    };

    /// <summary>The same delivery with another plan.</summary>
    public static Delivery WithPlan(this Delivery delivery, Func<DeliveryPlan, DeliveryPlan> change) =>
        delivery with { Plan = change(delivery.Plan) };

    /// <summary>A delivery of its own account to its own mailbox.</summary>
    public static Delivery Delivery(string id) => Delivery(id, $"acc-{id}", Email(id));

    /// <summary>With its account marks, its address mark unless it stands by, and an outcome for each account.</summary>
    public static PlannedDelivery Planned(Delivery delivery, params CapPlace[] places)
    {
        List<OnceKey> marks = [.. delivery.Person.Accounts.Select(a => AccountMark(delivery, a.Ref))];
        if (delivery.State != DeliveryState.StandBy)
            marks.Add(OutboxRules.AddressMark(delivery));
        return new(
            delivery, marks, places,
            [.. delivery.Person.Accounts.Select(a => Outcome(a.Ref, OutcomeKind.Planned) with { Delivery = delivery.Id })]);
    }

    public static PlannedDelivery Planned(string id, params CapPlace[] places) => Planned(Delivery(id), places);

    public static Delivery StandBy(string id, string waitsFor, Address address, params Address[] more) =>
        Delivery(id, $"acc-{id}", [address, .. more]) with { State = DeliveryState.StandBy, WaitsFor = new(waitsFor) };

    public static OnceKey AccountMark(Delivery delivery, AccountRef account) =>
        new($"{delivery.NotificationKey}#{delivery.Revision}", OnceSubject.Of(account));

    public static AccountOutcome Outcome(AccountRef account, OutcomeKind kind) => new()
    {
        Account = account,
        Kind = kind,
        Reasons = [new(ReasonCodes.OutsideWindow, "window/courtesy", "Closed until 08:00.")],
    };

    public static NotificationRecord Record(string key = Key, int revision = 0, string hash = "aa") =>
        new(new Notification("outage", key) { Revision = revision, ExpiresAt = Now + Duration.FromDays(2) }, hash, Now);

    public static ClaimRequest Claim(Instant? now = null, int limit = 100) =>
        new(now ?? Now, (now ?? Now) + Duration.FromMinutes(5), limit);

    public static FrequencyCap Cap(int limit) => new() { Id = "two-a-day", Limit = limit, Window = Duration.FromHours(24) };

    public static CapBucket Bucket(string account) => new("two-a-day", OnceSubject.Of(new AccountRef(account)), "outage");

    public static CapPlace Place(string account, int limit) => new(Bucket(account), Cap(limit));
}
